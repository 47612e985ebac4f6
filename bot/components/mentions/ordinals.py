"""Positions in a list: 두 번째, 2번, 마지막 거, the third one, number four."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from bot.components.mentions.mention import Mention
from bot.components.mentions.misspelt import misspelt
from bot.components.mentions.patterns import one_of
from bot.components.mentions.scripts import has_hangul, has_latin
from catalog_index.understanding.amounts import (
    ENGLISH_BELOW_100,
    NATIVE,
    english_amount,
    korean_amount,
    native_amount,
)

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_KO, _EN = _WORDS["ko"], _WORDS["en"]

_SINO: Final = "[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]"
_IT: Final = rf"(?:\s?(?:{one_of(_KO['it'])}))?"
_NTH: Final = re.compile(
    rf"(?<![가-힣\d])(?P<back>(?:{one_of(_KO['from_the_end'])})\s)?"
    rf"(?:(?P<first>첫)|(?P<digits>\d{{1,2}})|(?P<native>{NATIVE})|(?P<sino>{_SINO}))\s?(?:번\s?[째쨰]|째)"
    rf"(?!\s?(?:{one_of(_KO['not_after_nth'])}))"
)
_NUMBERED: Final = re.compile(
    rf"(?<![가-힣\w.,-])(?:(?P<digits>\d{{1,2}})\s?|(?P<sino>[일이삼사오육칠팔구십])\s|(?P<joined>[일삼오육칠팔]))번"
    rf"(?=(?P<chosen>\s?(?:{one_of(_KO['after_number'])}))?)(?!\s?(?:{one_of(_KO['not_after_number'])}))"
)
_LAST: Final = re.compile(
    rf"(?<![가-힣])(?:마지막(?:에\s?(?:나온|있는|보여\s?준|본))?(?:\s?(?:{one_of(_KO['it'])}))?(?!\s?(?:{one_of(_KO['not_last'])}))"
    rf"|(?:{one_of(_KO['bottom'])})(?:에|의)?\s?(?:있는\s?|나온\s?)?(?:{one_of(_KO['it'])}))"
)
_TOP: Final = re.compile(
    rf"(?<![가-힣])(?:{one_of(_KO['top'])})(?:에|의)?\s?(?:있는\s?|나온\s?|보여\s?준\s?)?(?:{one_of(_KO['it'])})"
)

_EN_VALUES: Final[dict[str, int]] = {
    **{wrong: value for value, word in enumerate(_EN["ordinals"], start=1) for wrong in misspelt(word)},
    **{word: value for value, word in enumerate(_EN["ordinals"], start=1)},
}
_NOT: Final = rf"(?!\s+(?:{one_of(_EN['not_after'])})\b)"
_EN_ORDINAL: Final = re.compile(
    rf"(?:\b(?P<the>the|that|this|your|my)\s+|^\s*|(?<=\band\s)|(?<=\bor\s))?"
    rf"\b(?P<word>{one_of(_EN_VALUES)}|\d{{1,2}}(?:st|nd|rd|th))\b"
    rf"{_NOT}(?P<from_end>\s+(?:from|to)\s+(?:the\s+)?last\b)?(?P<one>\s+(?:ones?|items?|products?|options?|result|choice)\b)?",
    re.IGNORECASE,
)
_EN_NUMBERED: Final = re.compile(
    rf"(?<!order\s)(?<!phone\s)(?<!room\s)(?<!gate\s)(?<!card\s)(?<!exit\s)(?:\b(?:number|no\.?|option|item|choice)\s?|#)"
    rf"(?P<number>{ENGLISH_BELOW_100})\b(?![\s-]?(?:\d|hundred|thousand|{one_of(_EN['digits'])}\b))",
    re.IGNORECASE,
)
_EN_LAST: Final = re.compile(
    rf"\b(?:the|that|your)\s+(?:very\s+)?last\b(?:\s+(?:one|item|product|option)\b|(?=\s*(?:$|[.,?!]))|(?=\s+(?:{one_of(_EN['after_last'])})\b))"
    r"|(?<!my )\blast\s+(?:one|item|product|option)\b",
    re.IGNORECASE,
)


def find_ordinals(text: str) -> list[Mention]:
    """Every position named; -1 is the last, -2 the one before it."""
    korean = [*_nth(text), *_numbered(text), *_korean_ends(text)] if has_hangul(text) else []
    found = [*korean, *(_english(text) if has_latin(text) or "#" in text else ())]
    return [Mention("ordinal", str(value), start, end) for value, start, end in found]


_Found = tuple[int, int, int]


def _nth(text: str) -> Iterator[_Found]:
    for match in _NTH.finditer(text):
        value = 1 if match["first"] else _korean_value(match)
        yield (-value if match["back"] else value), match.start(), match.end()


def _numbered(text: str) -> Iterator[_Found]:
    """2번 alone is the second; 이 번 only where something is chosen, since 이번 is "this time"."""
    for match in _NUMBERED.finditer(text):
        if match["digits"] or match["chosen"]:
            yield _korean_value(match), match.start(), match.end()


def _korean_value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups["digits"]:
        return int(groups["digits"])
    if groups.get("native"):
        return native_amount(groups["native"])
    return korean_amount(groups["sino"] or groups.get("joined") or "")


def _korean_ends(text: str) -> Iterator[_Found]:
    yield from ((-1, match.start(), match.end()) for match in _LAST.finditer(text))
    yield from ((1, match.start(), match.end()) for match in _TOP.finditer(text))


def _english(text: str) -> Iterator[_Found]:
    yield from ((-1, match.start(), match.end()) for match in _EN_LAST.finditer(text))
    for match in _EN_ORDINAL.finditer(text):
        alone = match.start("word") == len(text) - len(text.lstrip()) or text[: match.start()].endswith(("and ", "or "))
        if match["the"] or match["one"] or alone:
            word = match["word"].lower()
            value = _EN_VALUES.get(word) or int(re.sub(r"\D", "", word))
            yield (-value if match["from_end"] else value), match.start(), match.end()
    for match in _EN_NUMBERED.finditer(text):
        yield english_amount(match["number"]), match.start(), match.end()
