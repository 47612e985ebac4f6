"""Written English to the words a clerk says. One rule a kind of writing; earlier rules see the text first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from annae.text import english_words as words
from annae.text.code_reader import CodeReader
from annae.text.english_numbers import cardinal, decimal, digits, ordinal, year
from annae.text.latin_codes import CODE
from annae.text.patterns import ENDLESS, LIST_COMMA, MINUS, NUMBER, START, TO, Say, any_of, tidy
from annae.text.spoken_korean import spoken_korean

_MONTH: Final = rf"({any_of(words.MONTHS)}|{any_of({month[:3] for month in words.MONTHS} | {'Sept'})}\.?)"
_ISO_DATE: Final = re.compile(r"(?<![\d.-])(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d-])")
_MONTH_DAY: Final = re.compile(rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(\d{{4}})\b)?")
_DAY_MONTH: Final = re.compile(rf"\b(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b(?:,?\s(\d{{4}})\b)?")
_YEAR: Final = re.compile(r"\b([Ii]n|[Ss]ince|[Yy]ear|of)\s((?:19|20)\d{2})(?![\d,.]\d|\d|\s?(?:won|people|items))")
_HALF: Final = r"(?:\s?([AaPp])\.?[Mm](?:\.|\b))?"
_CLOCK: Final = rf"(?<![\d:])(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?(?![\d:]){_HALF}"
_TIME: Final = re.compile(_CLOCK)
_TIMES: Final = re.compile(rf"{_CLOCK}{TO}{_CLOCK}")
_HOUR: Final = re.compile(r"(?<![\d:.])(\d{1,2})\s?([AaPp])\.?[Mm](?:\.|\b)")
_HOURS: Final = re.compile(rf"(?<![\d:.])(\d{{1,2}}){TO}(\d{{1,2}})\s?([AaPp])\.?[Mm](?:\.|\b)")
_PHONE: Final = re.compile(
    r"(?<![\d-])\+?(\d{1,3}(?:[- ]\d{1,4})?)[- ](\d{3,4})-(\d{4})(?![\d-])|(?<![\d-])(1[568]\d{2})-(\d{4})(?![\d-])"
)
_NUMBER_OF: Final = re.compile(
    r"\b((?:order|reservation|tracking|phone|pickup|membership)(?:\s(?:number|no\.?|code))?|(?:number|code|digits)(?:\sis)?)"
    r"([\s:#]+)(\d[\d-]{2,}\d)(?![\d,])",
    re.IGNORECASE,
)
_BASEMENT: Final = re.compile(r"(?<![Vv]itamin )(?<![A-Za-z0-9-])B(\d{1,2})F?(?![A-Za-z0-9-])")
_FLOOR: Final = re.compile(r"(?<![A-Za-z0-9-])((?:the|on|to|from)\s)?(\d{1,3})F(?![A-Za-z0-9])")
_SIZE: Final = re.compile(r"\b([Ss]izes?)\s([SMLF])\b|\b([SMLF])([\s-][Ss]ize)\b")
_SIZES: Final = re.compile(rf"({NUMBER})\s?[x×X*]\s?(?=\d)")
_GREAT: Final = re.compile(
    rf"(?:({any_of(words.CURRENCIES)})\s?)?{START}({NUMBER})\s?(k|K|M|bn)\b(?!\s?[A-Z])(\s?won)?"
)
_GREAT_NAMES: Final = {"k": "thousand", "K": "thousand", "M": "million", "bn": "billion"}
_CURRENCY: Final = re.compile(rf"({any_of(words.CURRENCIES)})\s?({NUMBER})(?:\swon)?")
_RANGE: Final = re.compile(rf"{START}(?<!-)({NUMBER}){TO}({NUMBER})(?![\d-])")
_UNIT: Final = re.compile(rf"(?<![A-Za-z0-9.,])({NUMBER})[\s-]?({any_of(words.UNITS)})(?![A-Za-z0-9])(\s?C\b)?")
_CODES: Final = re.compile(rf"(?<![A-Za-z0-9]){any_of(words.CODES)}(?![A-Za-z0-9])")
_ORDINAL: Final = re.compile(rf"{START}(\d+)(?:st|nd|rd|th)\b")
_HALVES: Final = re.compile(r"(?<![\d/])(\d+)/(\d+)(?![\d/])")
_NUMBER_SIGN: Final = re.compile(r"(?:#|\b[Nn]o\.\s?)(?=\d)")
_PLAIN: Final = re.compile(NUMBER)
_SYMBOL: Final = re.compile(any_of(words.SYMBOLS))
_KOREAN: Final = re.compile(r"(?<!\S)[^\s가-힣]*+[가-힣]\S*")
_NOON, _MIDNIGHT, _MONTHS, _DAYS, _MINUTES, _CENT_DIGITS = 12, 24, 12, 31, 60, 2
_PARTS: Final = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 8: "eighth", 10: "tenth"}


_READER: Final = CodeReader(digits, cardinal, decimal, letters=" ".join, plus="plus", pause=", ")


def spoken_english(text: str) -> str:
    """``text`` in words, without a digit; Korean words inside are read the Korean way."""
    text = _KOREAN.sub(lambda found: spoken_korean(found[0]), text)
    for pattern, say in _RULES:
        text = pattern.sub(_or_unchanged(say), text)
    text = _SYMBOL.sub(lambda found: words.SYMBOLS[found[0]], text)
    return tidy(text)


def _or_unchanged(say: Say) -> Callable[[re.Match[str]], str]:
    def said(found: re.Match[str]) -> str:
        reading = say(found)
        return found[0] if reading is None else reading

    return said


def _date(found: re.Match[str]) -> str | None:
    return _day_of(int(found[2]), int(found[3]), found[1])


def _month_day(found: re.Match[str]) -> str | None:
    return _day_of(_month_number(found[1]), int(found[2]), found[3])


def _day_month(found: re.Match[str]) -> str | None:
    return _day_of(_month_number(found[2]), int(found[1]), found[3])


def _month_number(name: str) -> int:
    return 1 + [month[:3] for month in words.MONTHS].index(name[:3])


def _day_of(month: int, day: int, in_year: str | None) -> str | None:
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    return f"{words.MONTHS[month - 1]} {ordinal(day)}" + (f", {year(int(in_year))}" if in_year else "")


def _time(found: re.Match[str]) -> str | None:
    return _clock(*found.groups())


def _times(found: re.Match[str]) -> str | None:
    first, second = _clock(found[1], found[2], found[3] or _half_of_range(found)), _clock(*found.groups()[3:])
    return f"{first} to {second}" if first and second else None


def _half_of_range(found: re.Match[str]) -> str | None:
    """In ``10:00-11:30 a.m.`` the half of the day is written once; ``10:30-8:00 p.m.`` starts in the morning."""
    if not found[6]:
        return None
    later = int(found[4]) % _NOON
    return found[6] if int(found[1]) % _NOON <= later else "a"


def _clock(hour: str, minute: str, half: str | None) -> str | None:
    if int(hour) > _MIDNIGHT or int(minute) >= _MINUTES:
        return None
    return _said_clock(int(hour), int(minute), half)


def _said_clock(hour: int, minute: int, half: str | None) -> str:
    if not half and (hour > _NOON or hour == 0):
        half = "p" if _NOON < hour < _MIDNIGHT else "a"
    said = cardinal(hour % _NOON or _NOON)
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{cardinal(minute)}"  # noqa: PLR2004 - nine oh five
    elif not half:
        said += " o'clock"
    return f"{said} {half.lower()}.m." if half else said


def _hour(found: re.Match[str]) -> str | None:
    return _said_clock(int(found[1]), 0, found[2]) if 0 < int(found[1]) <= _NOON else None


def _hours(found: re.Match[str]) -> str | None:
    return f"{cardinal(int(found[1]))} to {_said_clock(int(found[2]), 0, found[3])}"


def _phone(found: re.Match[str]) -> str:
    return ", ".join(digits(re.sub(r"\D", "", part)) for part in found.groups() if part)


def _floor(found: re.Match[str]) -> str:
    before = found[1] or ""
    article = "the " if before and before != "the " else ""
    return f"{before}{article}{ordinal(int(found[2]))} floor"


def _size(found: re.Match[str]) -> str:
    return f"{found[1]} {words.SIZES[found[2]]}" if found[1] else f"{words.SIZES[found[3]]}{found[4]}"


def _great(found: re.Match[str]) -> str:
    name = words.CURRENCIES[found[1]][1] if found[1] else "won" if found[4] else ""
    return f"{decimal(found[2])} {_GREAT_NAMES[found[3]]} {name}".strip()


def _currency(found: re.Match[str]) -> str:
    one, many, cents = words.CURRENCIES[found[1]]
    whole, _, part = found[2].partition(".")
    if cents and len(part) == _CENT_DIGITS:
        return f"{decimal(whole)} {one if whole == '1' else many}" + (
            f" {cardinal(int(part))} {cents}" if int(part) else ""
        )
    return f"{decimal(found[2])} {one if found[2] == '1' else many}"


def _unit(found: re.Match[str]) -> str:
    one, many = words.UNITS[found[2]]
    return f"{decimal(found[1])} {one if found[1] == '1' else many}"


def _parts(found: re.Match[str]) -> str:
    share, whole = int(found[1]), int(found[2])
    if share == 1 and whole in _PARTS:
        return f"{'a' if whole != 8 else 'an'} {_PARTS[whole]}"  # noqa: PLR2004 - an eighth
    if share < whole and whole in _PARTS:
        return f"{cardinal(share)} {_PARTS[whole]}s"
    return f"{cardinal(share)} over {cardinal(whole)}"


_RULES: Final[tuple[tuple[re.Pattern[str], Say], ...]] = (
    (ENDLESS, lambda found: digits(found[0])),
    (LIST_COMMA, lambda _: ", "),
    (_ISO_DATE, _date),
    (_PHONE, _phone),
    (_NUMBER_OF, lambda found: f"{found[1]}{found[2].replace('#', ' ')}{_READER.by_digit(found[3])}"),
    (_MONTH_DAY, _month_day),
    (_DAY_MONTH, _day_month),
    (_YEAR, lambda found: f"{found[1]} {year(int(found[2]))}"),
    (_TIMES, _times),
    (_TIME, _time),
    (_HOURS, _hours),
    (_HOUR, _hour),
    (_BASEMENT, lambda found: f"basement {cardinal(int(found[1]))}"),
    (_FLOOR, _floor),
    (_SIZE, _size),
    (_CODES, lambda found: words.CODES[found[0]]),
    (_SIZES, lambda found: f"{found[1]} by "),
    (_GREAT, _great),
    (_CURRENCY, _currency),
    (_RANGE, lambda found: f"{found[1]} to {found[2]}"),
    (MINUS, lambda _: "minus "),
    (_UNIT, _unit),
    (_ORDINAL, lambda found: ordinal(int(found[1]))),
    (_HALVES, _parts),
    (_NUMBER_SIGN, lambda _: "number "),
    (CODE, _READER.code),
    (_PLAIN, _READER.plain),
)
