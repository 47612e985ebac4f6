"""What kind of wish a customer utters: names something or only asks, points, speaks of what was seen before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml

from annae.types import Language
from bot.actions.shopping import Shopping

_WORDS: Final[dict[str, dict[str, list[str]]]] = yaml.safe_load(
    Path(__file__).with_name("wish_words.yml").read_text(encoding="utf-8")
)


def names_something(text: str, language: Language) -> bool:
    """``비 오는 날 신발 추천`` does, ``추천해 주세요`` does not."""
    return any(not _is_one_of(word, _WORDS["fillers"][language], language) for word in _words(text))


def points(text: str, language: Language) -> bool:
    """Whether it speaks of what was just shown: ``이거 어디서 팔아요``."""
    return any(_is_one_of(word, _WORDS["pointing"][language], language) for word in _words(text))


def looks_back(text: str, language: Language) -> bool:
    """Whether it speaks of what was shown before: ``아까 그 가방``."""
    return any(_is_one_of(word, _WORDS["earlier"][language], language) for word in _words(text))


def wants_similar(text: str, language: Language) -> bool:
    """Whether it asks for more like one: ``이거랑 비슷한 거 있어요``."""
    return any(word in text.lower() for word in _WORDS["similar"][language])


def names_receiver(text: str, language: Language) -> bool:
    """Whether a wish for a present says anything besides that it is one: ``엄마 생신 선물`` does."""
    gift = _WORDS["gift"][language]
    kept = (word for word in _words(text) if not _is_one_of(word, gift, language))
    return names_something(" ".join(kept), language)


def asks_for_whom(shopping: Shopping) -> bool:
    """Whether we asked for whom a present is, and what comes next may be the answer."""
    return len(shopping.wish) == 1 and shopping.wish[0].intent == "gift_recommendation" and not shopping.results


def _is_one_of(word: str, listed: list[str], language: Language) -> bool:
    # A single syllable starts too many nouns (이: 이불) to stand for them.
    return word in listed or (language == "ko" and any(len(item) > 1 and word.startswith(item) for item in listed))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
