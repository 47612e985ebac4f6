"""What the gateway itself tells customers, read from ``notices.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from annae.types import Language


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("notices.toml").read_text(encoding="utf-8"))


def notice(code: str, language: Language, **values: object) -> str:
    """The sentence for ``code`` in ``language``; KeyError for a code the file does not have."""
    return _texts()[code][language].format(**values)


def notice_texts(code: str, **values: object) -> dict[str, str]:
    """The sentence in every language, for a page that knows best which one it shows."""
    return {language: text.format(**values) for language, text in _texts()[code].items()}
