"""The languages the assistant speaks, and telling them apart in text."""

from __future__ import annotations

import re
from typing import Final, Literal

Language = Literal["ko", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")

_HANGUL: Final = ((0xAC00, 0xD7A3), (0x3131, 0x318E), (0x1100, 0x11FF))
_KOREAN_SHARE: Final = 0.2
_LATIN_END: Final = 0x0250
_CODE: Final = re.compile(r"(?i)^[a-z-]*\d[a-z\d-]*\W*$|^(?:[a-z]|x+l)\W*$")


def as_language(value: object, default: Language = "ko") -> Language:
    """``value`` as a language: region tags are cut (``en-US`` is ``en``), anything unknown is ``default``."""
    tag = str(value or "").lower().replace("_", "-").split("-")[0]
    if tag == "ko":
        return "ko"
    return "en" if tag == "en" else default


def guess_language(text: str, default: Language = "ko") -> Language:
    """Language of written text: Korean when a fifth of its letters is Hangul (brand names are often Latin).

    Codes (``D2026-118``, ``M``) and emoji have no language of their own; text of nothing else stays in ``default``.
    """
    letters = [c for word in text.split() if not _CODE.search(word) for c in word if c.isalpha()]
    if not letters:
        return default
    hangul = sum(any(low <= ord(c) <= high for low, high in _HANGUL) for c in letters)
    return "ko" if hangul / len(letters) >= _KOREAN_SHARE else "en"


def is_foreign(text: str) -> bool:
    """Whether most letters are neither Hangul nor Latin: a language we do not speak."""
    letters = [c for c in text if c.isalpha()]
    known = sum(ord(c) < _LATIN_END or any(low <= ord(c) <= high for low, high in _HANGUL) for c in letters)
    return bool(letters) and known * 2 < len(letters)
