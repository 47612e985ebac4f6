"""Whether a customer named anything to look for, or only asked (추천해 주세요, where is it sold)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml

from annae.types import Language

_WORDS: Final[dict[str, dict[str, list[str]]]] = yaml.safe_load(
    Path(__file__).with_name("wish_words.yml").read_text(encoding="utf-8")
)


def names_something(text: str, language: Language) -> bool:
    """``비 오는 날 신발 추천`` does, ``추천해 주세요`` does not."""
    return any(not _is_one_of(word, _WORDS["fillers"][language], language) for word in _words(text))


def points(text: str, language: Language) -> bool:
    """Whether it speaks of what was just shown: ``이거 어디서 팔아요``."""
    return any(_is_one_of(word, _WORDS["pointing"][language], language) for word in _words(text))


def _is_one_of(word: str, listed: list[str], language: Language) -> bool:
    # A single syllable starts too many nouns (이: 이불) to stand for them.
    return word in listed or (language == "ko" and any(len(item) > 1 and word.startswith(item) for item in listed))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
