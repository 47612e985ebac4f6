"""Which letters a text has: what cannot be in it need not be looked for."""

from __future__ import annotations

import re
from typing import Final

_HANGUL: Final = re.compile("[가-힣]")
_LATIN: Final = re.compile("[A-Za-z]")


def has_hangul(text: str) -> bool:
    """Whether a Korean word may be in it."""
    return _HANGUL.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether an English word may be in it."""
    return _LATIN.search(text) is not None
