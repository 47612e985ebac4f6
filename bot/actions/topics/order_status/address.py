"""Finds the address in what a customer wrote or said; nothing in a question or a wish."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml

_WORDS: Final[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("address_words.yml").read_text(encoding="utf-8")
)
_ENOUGH: Final = 2
"""Signs of an address in one that nobody asked for: a district alone may be anything (부산까지 이틀 걸려요)."""


def _one_of(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _sign(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBER: Final = rf"(?:\d[\d-]*|[{_WORDS['number_words']}]+)"
_PLACES: Final = (
    _sign(rf"(?:^|\s)(?:{_one_of(_WORDS['regions']['ko'])})"),
    _sign(r"[가-힣]{1,}(?:시|군|구)(?=[\s,])"),
    _sign(rf"[가-힣\d]+(?:로|길)\s?{_NUMBER}"),
    _sign(rf"[가-힣]+(?:읍|면|동|리)\s?{_NUMBER}"),
    _sign(rf"\b(?:{_one_of(_WORDS['regions']['en'])})\b"),
    _sign(rf"\w-(?:{_one_of(_WORDS['romanised_streets'])})\b|\d\S* (?:\S+ ){{1,3}}(?:{_one_of(_WORDS['streets'])})\b"),
    _sign(rf"\w-(?:{_one_of(_WORDS['romanised_districts'])})\b"),
)
"""Signs that say where; without one, a flat's number would replace the whole address."""
_HOMES: Final = (
    _sign(rf"{_NUMBER}\s?동(?=\s|$)"),
    _sign(rf"{_NUMBER}\s?호"),
    _sign(rf"{_one_of(_WORDS['homes']['ko'])}"),
    _sign(rf"\b(?:{_one_of(_WORDS['homes']['en'])})\b"),
    _sign(r"#\d+|(?<!\d)\d{5}(?!\d)"),
)
_NUMBERED: Final = _sign(rf"\d|(?<![가-힣])[{_WORDS['number_words']}]{{2,}}")
_QUESTION: Final = _sign(
    r"[?？]|(?:나요|까요|는지|어디|얼마|인가요)|^\s*(?:where|what|how|when|is|are|do|does|can|could|who)\b"
)


def find_address(text: str, *, asked: bool = False) -> str | None:
    """The address in ``text`` without the words around it; None when it holds none. ``asked``: we asked for one."""
    if _QUESTION.search(text):
        return None
    address = _bare(text)
    where = sum(bool(sign.search(address)) for sign in _PLACES)
    home = sum(bool(sign.search(address)) for sign in _HOMES)
    enough = where + home >= (1 if asked else _ENOUGH)
    return address if where and enough and _NUMBERED.search(address) else None


def _bare(text: str) -> str:
    address = " ".join(text.split()).strip(" .!,?")
    korean, english = _WORDS["around"]["ko"], _WORDS["around"]["en"]
    address = _sign(rf"^(?:(?:{_one_of(korean['before'])})[\s:,]+)+").sub("", address)
    address = _sign(rf"(?:으로|로)?\s(?:{_one_of(korean['after'])})$").sub("", address)
    address = _sign(rf"(?:으로|로)?\s?(?:{_one_of(korean['copula'])})$").sub("", address)
    address = _sign(rf"^(?:(?:{_one_of(english['before'])})[\s:,]+)+").sub("", address)
    address = _sign(r"^.*?\b(?:change|send|deliver|ship|make)\b.*?\bto\s|^to\s").sub("", address)
    address = _sign(rf"[\s,]+(?:{_one_of(english['after'])})$").sub("", address)
    return address.strip(" .!,")
