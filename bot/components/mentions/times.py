"""Times of day: 오후 세 시 반, 저녁, 15:30, at half past three, by five, the evening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from bot.components.mentions.mention import Mention
from bot.components.mentions.patterns import one_of
from catalog_index.understanding.amounts import ENGLISH_BELOW_100, NATIVE, english_amount, korean_amount, native_amount

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_KO, _EN = _WORDS["ko"], _WORDS["en"]

_NOON: Final = 12
_OPENING: Final = 10
"""Hour from which a shop's day is counted: ten is in the morning, nine in the evening."""
_HOURS: Final = 24
_MINUTES: Final = 60


def find_times(text: str) -> list[Mention]:
    """Every time of day, as ``HH:MM`` or as a part of the day."""
    found = [*_korean(text), *_korean_parts(text), *_english(text), *_english_parts(text), *_written(text)]
    return [Mention("time", value, start, end) for value, start, end in found if value]


_Found = tuple[str, int, int]


def _korean(text: str) -> Iterator[_Found]:
    for match in _KO_CLOCK.finditer(text):
        hour = int(match["digits"]) if match["digits"] else native_amount(match["native"])
        minute = 30 if match["half"] else korean_amount(match["minute"]) if match["minute"] else 0
        yield _clock(hour, minute, match["part"] or ""), match.start(), match.end()


def _korean_parts(text: str) -> Iterator[_Found]:
    for match in _KO_PART.finditer(text):
        yield _KO["parts"][match[1].replace(" ", "")], match.start(), match.end()


def _english(text: str) -> Iterator[_Found]:
    for match in _EN_PAST.finditer(text):
        minutes = _EN["minutes"].get(match["minutes"].lower()) or english_amount(match["minutes"])
        hour = english_amount(match["hour"])
        past = match["past"].lower() == "past"
        half = _half_of_day(match)
        yield (_clock(hour, minutes, half) if past else _clock(hour - 1, _MINUTES - minutes, half)), *match.span()
    for match in _EN_CLOCK.finditer(text):
        half = _half_of_day(match)
        if half or match["oclock"] or match["cue"]:
            minute = english_amount(match["minute"]) if match["minute"] else 0
            yield _clock(english_amount(match["hour"]), minute, half), match.start("hour"), match.end()


def _half_of_day(match: re.Match[str]) -> str:
    said = re.sub(r"[^a-z ]", "", (match["half"] or "").lower()).strip()
    return str(_EN["halves"].get(said, ""))


def _english_parts(text: str) -> Iterator[_Found]:
    for match in _EN_PART.finditer(text):
        yield _EN["parts"][match[1].lower()], match.start(1), match.end(1)


def _written(text: str) -> Iterator[_Found]:
    for match in _CLOCK.finditer(text):
        half = _half_of_day(match) or match["part"] or ""
        yield _clock(int(match["hour"]), int(match["minute"]), half), match.start(), match.end()


def _clock(hour: int, minute: int, part: str) -> str:
    """``HH:MM``; without a part of the day, that in the shop's day. Empty when there is no such time."""
    if not (0 <= hour <= _HOURS and 0 <= minute < _MINUTES):
        return ""
    if hour > _NOON:
        return f"{hour % _HOURS:02d}:{minute:02d}"
    return f"{hour % _NOON + (_NOON if _is_after_noon(hour, part) else 0):02d}:{minute:02d}"


def _is_after_noon(hour: int, part: str) -> bool:
    if part in _KO["before_noon"] or part == "am":
        return False
    if part in _KO["night"]:
        return bool(_KO["night"][part] <= hour < _NOON)
    return bool(part) or hour == _NOON or 0 < hour < _OPENING


_PART: Final = rf"(?:(?P<part>{one_of(_KO['halves'])})(?:에)?\s?)?"
_KO_MINUTE: Final = r"(?:\d{1,2}|[이삼사오]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
_KO_CLOCK: Final = re.compile(
    rf"(?<![가-힣\d]){_PART}(?:(?P<digits>\d{{1,2}})|(?P<native>{NATIVE}))\s?시(?!간|즌|작|대|장|켜|계|리즈|트|럽|세|크|스|도|티)"
    rf"(?:\s?(?:(?P<half>반)(?!지|품|바|팔|납|찬)|(?P<minute>{_KO_MINUTE})\s?분))?"
)
_KO_PART: Final = re.compile(
    rf"(?<![가-힣])({one_of(_KO['parts'])})"
    rf"(?=(?:{one_of(_KO['after_part'])})?(?![가-힣]))(?!\s?(?:{one_of(_KO['not_after_part'])}))"
)
_HALF: Final = rf"(?:\s?(?P<half>{one_of(_EN['halves_written'])})(?![a-z]))?"
_EN_PAST: Final = re.compile(
    rf"\b(?P<minutes>half|(?:a\s)?quarter|ten|twenty|five|\d{{1,2}})\s(?P<past>past|to|before)\s(?P<hour>{ENGLISH_BELOW_100})\b{_HALF}",
    re.IGNORECASE,
)
_EN_CLOCK: Final = re.compile(
    rf"(?<![\w:,.])(?P<cue>(?:{one_of(_EN['cues'])})\s)?(?P<hour>{ENGLISH_BELOW_100})"
    rf"(?:(?:\s|:)(?P<minute>thirty|fifteen|forty[\s-]?five|twenty|ten|\d\d))?(?P<oclock>\s?o['’]?\s?clock)?{_HALF}"
    rf"(?![\w%,]|\s?(?:\d|{one_of(_EN['not_after'])})\b)",
    re.IGNORECASE,
)
_NO_GREETING: Final = "".join(rf"(?<!{word} )" for word in _EN["greeting"])
_EN_PART: Final = re.compile(
    rf"{_NO_GREETING}\b({one_of(_EN['parts'])})s?\b"
    rf"(?!\s(?:{one_of(_EN['not_after_part'])})\b)",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(rf"(?<![\d:]){_PART}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?![\d:]){_HALF}", re.IGNORECASE)
