"""How many pieces: 두 개, 세 켤레, 2 of them, four more, add three mugs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from bot.components.mentions.mention import Mention
from bot.components.mentions.patterns import one_of
from bot.components.mentions.scripts import has_hangul, has_latin
from catalog_index.understanding.amounts import (
    ENGLISH_BELOW_100,
    NATIVE,
    english_amount,
    korean_amount,
    native_amount,
)
from catalog_index.understanding.vocabulary import vocabulary

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_KO, _EN = _WORDS["ko"], _WORDS["en"]

_SINO: Final = "[이삼사오육칠팔구]?[십백][일이삼사오육칠팔구]?십?[일이삼사오육칠팔구]?"
_KO_END: Final = rf"(?=(?:{one_of(_KO['endings'])}|{vocabulary()['particles']})?(?![가-힣\w]))"
_COUNTED: Final = re.compile(
    rf"(?<![가-힣\d.,])(?:(?P<digits>\d{{1,3}})|(?P<native>{NATIVE})|(?P<sino>{_SINO}))\s?(?:{one_of(_KO['counters'])}){_KO_END}"
)
_ONE: Final = re.compile(
    rf"(?<![가-힣])(?<!중에 )(?<!중 )(?<!중에서 )하나(?=(?:{one_of(_KO['after_one'])})?(?![가-힣]))"
    r"(?!\s?(?:하나|둘|도\s))"
)
_FEW: Final = re.compile(
    rf"(?<![가-힣])(?P<native>둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)"
    rf"(?=(?:{one_of(_KO['after_few'])})(?![가-힣])|\s(?:{one_of(_KO['asked'])}))"
)

_ANY_NUMBER: Final = re.compile(rf"\b(?:{ENGLISH_BELOW_100})\b", re.IGNORECASE)
_NUMBER: Final = rf"(?P<number>{ENGLISH_BELOW_100})"
_NOT_BEFORE: Final = "".join(rf"(?<!\b{word}\s)" for word in _EN["not_before"])
_OTHER: Final = rf"(?!\s+(?:\w+\s+)?(?:{one_of(_EN['other_units'])})\b)"
_EN_END: Final = rf"(?=\s*(?:$|[.,?!])|\s+(?:{one_of(_EN['following'])})\b)"
_VERBS: Final = rf"\b(?:{one_of(_EN['verbs'])})\s+(?:me\s+|us\s+|up\s+)?"
_ENGLISH: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NOT_BEFORE}\b{_NUMBER}\s+of\s+(?:them|these|those|the|this|that|it)\b",
        rf"{_NOT_BEFORE}\b{_NUMBER}\s+more\b(?!\s+(?:time|minute|second|thing|question))",
        rf"{_NOT_BEFORE}\b{_NUMBER}\s+(?:{one_of(_EN['units'])})\b",
        rf"{_VERBS}{_NUMBER}{_OTHER}(?:{_EN_END}|\s+(?!of\b)[a-z]+)",
        rf"\b(?:quantity|number|amount|count|it|that|them|cart|basket|bag)\b[^.,]*?\bto\s+{_NUMBER}(?:{_EN_END}|\s+(?:{one_of(_EN['units'])})\b)",
        rf"\bquantity\s+(?:of\s+)?{_NUMBER}\b",
        rf"^\s*{_NUMBER}{_OTHER}\s+(?!(?:of|at|more|plus|in|on|and|or|is|to|by|for|please|one|oh)\b)[a-z]{{3,}}",
        rf"{_NOT_BEFORE}\b(?!one\b){_NUMBER}{_OTHER}\s+(?:[a-zé-]+\s+){{0,2}}?[a-zé-]{{2,}}[^s\W]s\b",
        rf"{_NOT_BEFORE}\b{_NUMBER}\s+(?:please\b|to go\b)",
    )
)
_ONE_LEFT: Final = re.compile(rf"(?:{one_of(_EN['one'])})\b", re.IGNORECASE)


def find_quantities(text: str) -> list[Mention]:
    """Every number of pieces."""
    found = [*_korean(text), *_english(text)]
    return [Mention("quantity", str(value), start, end) for value, start, end in found if value]


_Found = tuple[int, int, int]


def _korean(text: str) -> Iterator[_Found]:
    if not has_hangul(text):
        return
    for match in _COUNTED.finditer(text):
        yield _korean_value(match), match.start(), match.end()
    for match in _ONE.finditer(text):
        yield 1, match.start(), match.end()
    for match in _FEW.finditer(text):
        yield native_amount(match["native"]), match.start(), match.end()


def _korean_value(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return native_amount(match["native"]) if match["native"] else korean_amount(match["sino"])


def _english(text: str) -> Iterator[_Found]:
    if not has_latin(text) or not _ANY_NUMBER.search(text):
        return
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            value = english_amount(match["number"])
            one = match["number"].lower() in ("one", "1")
            if value and not (one and _is_no_count(text, match)):
                yield value, match.start("number"), match.end("number")


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """One moment, that one: the word points or is part of a phrase."""
    return _ONE_LEFT.match(text, match.start("number")) is not None
