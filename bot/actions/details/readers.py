"""Reads one detail out of what a customer says: a choice by its name or position, a number of pieces, a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.actions.goods.options import option_said
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.shop import Shop

Reader = Callable[[Shop, Turn, Sequence[str]], str | None]
_WORDS: Final = read_words(__file__, "detail_words.yml")
_DIGITS: Final = {digit: sign for by_language in _WORDS["digits"].values() for digit, sign in
                  (entry.split("=") for entry in by_language)}  # fmt: skip
_MOBILE: Final = re.compile(r"01[016-9]\d{8}")
_OTHER_PHONE: Final = re.compile(r"0\d{8,9}")
_COPULA: Final = re.compile(r"이(?=에요|예요|요|고|야|입니다|거든)")
"""The end of a Korean sentence, where it is no digit two."""


def read_color(shop: Shop, turn: Turn, choices: Sequence[str]) -> str | None:
    """A colour of the choices, or another one that was named."""
    named = turn.values("color")
    if listed := [color for color in named if color in choices]:
        return listed[-1]  # "coral, no, pink" means pink
    said = turn.text.casefold()
    for choice in choices:
        term = shop.color(choice)
        if any(word.casefold() in said for word in (term.words() if term else [choice])):
            return choice
    return _pointed(turn, choices) or (named[-1] if named else None)


def read_size(_shop: Shop, turn: Turn, choices: Sequence[str]) -> str | None:
    """A size of the choices, or another one that was named."""
    named, by_key = turn.values("size"), {choice.casefold(): choice for choice in choices}
    if listed := [by_key[size.casefold()] for size in named if size.casefold() in by_key]:
        return listed[-1]
    said = turn.text.casefold()
    for key, choice in sorted(by_key.items(), key=lambda entry: -len(entry[0])):
        if re.search(rf"(?<![0-9a-z]){re.escape(key)}(?![0-9a-z])", said):
            return choice
    return option_said(turn.text, choices) or _pointed(turn, choices) or (named[-1] if named else None)


def read_quantity(_shop: Shop, turn: Turn, _choices: Sequence[str]) -> str | None:
    """A number of pieces."""
    if quantity := turn.entity("quantity"):
        return quantity
    bare = re.search(r"(?<!\d)([1-9]\d?)(?!\d)", turn.text)
    return bare[1] if bare else None


def read_phone(_shop: Shop, turn: Turn, _choices: Sequence[str]) -> str | None:
    """The digits of a whole phone number, written or read one by one."""
    text = turn.text.casefold()
    found = _MOBILE.search(_digits(text)) or _OTHER_PHONE.search(_digits(_COPULA.sub(" ", text)))
    return found[0] if found else None


def _digits(text: str) -> str:
    """The digits of ``text``, written or in words; whatever parts two numbers is a space."""
    pieces = re.findall(r"\d|[가-힣]|[a-z]+", text)
    return "".join(
        piece if piece.isdigit() else _DIGITS.get(piece, "" if piece in _WORDS["joints"]["ko"] else " ")
        for piece in pieces
    )


READERS: Final[Mapping[str, Reader]] = {
    "color": read_color,
    "size": read_size,
    "quantity": read_quantity,
    "phone": read_phone,
}


def _pointed(turn: Turn, choices: Sequence[str]) -> str | None:
    """A choice by its position, any of them, or a yes to the only one."""
    if not choices:
        return None
    if position := int(turn.entity("ordinal") or 0):
        index = position - 1 if position > 0 else len(choices) + position
        return choices[index] if 0 <= index < len(choices) else None
    only = len(choices) == 1 and turn.intent == "affirm"
    return choices[0] if only or says(turn.text, _WORDS["any"]) else None
