"""Lists of words by language, and whether a customer says one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from annae.types import Language

Words = Mapping[Language, list[str]]


def read_words(beside: str, name: str) -> dict[str, Words]:
    """The lists of file ``name`` beside the module ``beside`` (its ``__file__``): ``{list: {language: words}}``."""
    found: Any = yaml.safe_load(Path(beside).with_name(name).read_text(encoding="utf-8"))
    return cast("dict[str, Words]", found)


def says(text: str, words: Words) -> bool:
    """Whether one of ``words`` is in ``text``: Korean ones however they are spaced, English ones as whole words."""
    small = text.lower().replace("’", "'")
    close = re.sub(r"\s", "", small)
    return any(word.replace(" ", "") in close for word in words.get("ko", [])) or any(
        re.search(rf"\b{re.escape(word)}\b", small) for word in words.get("en", [])
    )


def said_of(text: str, lists: Mapping[str, Words], *names: str) -> str:
    """The first of ``names`` a word of whose list is in ``text``; empty for none."""
    return next((name for name in names if says(text, lists[name])), "")
