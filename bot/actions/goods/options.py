"""What a kitchen makes of an item (hot, iced, an extra shot), in a customer's words and in ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from annae.types import Language
from bot.actions.word_list import says

_OPTIONS: Final[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("option_words.yml").read_text(encoding="utf-8")
)


def option_said(text: str, options: Sequence[str]) -> str:
    """The option of ``options`` that is named in ``text``; empty for none."""
    return next((option for option in options if says(text, _words(option))), "")


def with_option(title: str, option: str, language: Language) -> str:
    """``아이스 카페라테``, ``Café Latte with oat milk``; an option nobody has put into words is named as it is."""
    if not option:
        return title
    known = _OPTIONS["options"].get(option.casefold())
    return str(known[language]["as"]).format(title=title) if known else f"{title} {option}"


def option_name(option: str, language: Language) -> str:
    """The option alone, for choosing."""
    known = _OPTIONS["options"].get(option.casefold())
    return str(known[language]["name"]) if known else option


def must_choose(options: Sequence[str]) -> list[str]:
    """Those of ``options`` that exclude each other, so that the customer has to be asked; empty for none."""
    for group in _OPTIONS["exclusive"]:
        if len(found := [option for option in options if option.casefold() in group]) > 1:
            return found
    return []


def _words(option: str) -> dict[Language, list[str]]:
    known = _OPTIONS["options"].get(option.casefold())
    return {"ko": known["ko"]["words"], "en": known["en"]["words"]} if known else {"ko": [option], "en": [option]}
