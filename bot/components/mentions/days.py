"""Days that are reckoned rather than listed: 이번 주 금요일, 사흘 뒤, 6월 15일, next monday, in three days, the 15th.

Single names (오늘, 금요일, Christmas) stand in ``nlu_data/lexicon/day.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from bot.components.lexicon import words
from bot.components.mentions.mention import Mention
from bot.components.mentions.patterns import one_of
from catalog_index.understanding.amounts import ENGLISH_BELOW_100, english_amount, korean_amount

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_KO, _EN = _WORDS["ko"], _WORDS["en"]
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = 7
_MONTHS: Final = 12
_LONGEST_MONTH: Final = 31


def find_days(text: str) -> list[Mention]:
    """Every day that is reckoned."""
    found = [*_of_a_week(text), *_ahead(text), *_dates(text)]
    return [Mention("day", value, start, end) for value, start, end in found]


_Found = tuple[str, int, int]


def _of_a_week(text: str) -> Iterator[_Found]:
    pattern, weekdays = _week_pattern()
    for match in pattern.finditer(text):
        day = weekdays["".join((match["ko"] or match["en"] or match["en_before"]).lower().split())]
        this = match["this"] or match["this_en"]
        if match["gone"] or match["gone_en"]:
            yield "", match.start(), match.end()
        elif day == "weekend":
            yield ("weekend" if this else "next_week_sat"), match.start(), match.end()
        else:
            yield f"{'this' if this else 'next'}_week_{day}", match.start(), match.end()


@cache
def _week_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    listed = {day: words("day")[day] for day in (*_WEEKDAYS, "weekend")}
    by_language = {
        language: "|".join(
            sorted((re.escape(w) for day in listed.values() for w in day[language]), key=len, reverse=True)
        )
        for language in ("ko", "en")
    }
    values = {"".join(word.split()): day for day, each in listed.items() for spoken in each.values() for word in spoken}
    this_ko, next_ko, other_ko = ("|".join(_KO[f"{which}_week"]) for which in ("this", "next", "other"))
    korean = (
        rf"(?<![가-힣])(?:(?P<this>{this_ko})|(?P<gone>{other_ko})|{next_ko})\s?(?:의\s)?(?P<ko>{by_language['ko']})"
    )
    english = (
        rf"\b(?:(?P<this_en>this)|(?P<gone_en>last)|next)\s(?:week'?s?\s)?(?:on\s)?(?P<en>{by_language['en']})\b"
        rf"|\b(?P<en_before>{by_language['en']})\s(?:of\s)?next\sweek\b"
    )
    return re.compile(f"{korean}|{english}", re.IGNORECASE), values


def _ahead(text: str) -> Iterator[_Found]:
    for match in _KO_AHEAD.finditer(text):
        days = _KO["days"].get(match["word"]) if match["word"] else _korean_days(match)
        yield f"in_{days}_days", match.start(), match.end()
    for pattern, value in _KO_NAMED:
        yield from ((value, match.start(), match.end()) for match in pattern.finditer(text))
    for match in _EN_AHEAD.finditer(text):
        said = (match["number"] or match["later"]).lower()
        amount = _EN["few"].get(said) or english_amount(said)
        weeks = (match["unit"] or match["later_unit"]).lower().startswith("week")
        yield f"in_{amount * (_WEEK if weeks else 1)}_days", match.start(), match.end()


def _korean_days(match: re.Match[str]) -> int:
    amount = korean_amount(match["number"])
    return amount * _WEEK if match["unit"].startswith("주") else amount


_LATER: Final = rf"\s?(?:{one_of(_KO['later'])})"
_KO_AHEAD: Final = re.compile(
    rf"(?<![가-힣\d])(?:(?P<word>{one_of(_KO['days'])})"
    rf"|(?P<number>\d{{1,2}}|[일이삼사오육칠팔구]?십?[일이삼사오육칠팔구]|[이삼]?십)\s?(?P<unit>일|주일|주)){_LATER}"
)
_KO_NAMED: Final = tuple((re.compile(rf"(?<![가-힣]){named}"), value) for named, value in _KO["named"].items())
_FEW: Final = "|".join(sorted(_EN["few"], key=len, reverse=True))
_EN_AHEAD: Final = re.compile(
    rf"\b(?:in|after)\s(?P<number>{_FEW}|{ENGLISH_BELOW_100})\s(?P<unit>days?|weeks?)\b(?!['’]?s?\s+time\b(?<!time))"
    rf"|\b(?P<later>{_FEW}|{ENGLISH_BELOW_100})\s(?P<later_unit>days?|weeks?)\s(?:later|from\s(?:now|today))\b",
    re.IGNORECASE,
)


def _dates(text: str) -> Iterator[_Found]:
    for match in _KO_DATE.finditer(text):
        month = _KO["months"].get(match["month"]) or korean_amount(match["month"])
        yield from _date(month, korean_amount(match["day"]), match)
    for match in _SLASHED.finditer(text):
        yield from _date(int(match[1]), int(match[2]), match)
    for match in _EN_DATE.finditer(text):
        month = next(number for number, name in enumerate(_EN["months"], start=1) if _month(match)[:3] == name[:3])
        yield from _date(month, _english_day(match["day"] or match["day_before"]), match)
    for pattern in (_KO_DAY, _EN_DAY):
        for match in pattern.finditer(text):
            day = korean_amount(match["day"]) if pattern is _KO_DAY else _english_day(match["day"])
            if 0 < day <= _LONGEST_MONTH:
                yield f"{day}{_suffix(day)}", match.start(), match.end()


def _date(month: int, day: int, match: re.Match[str]) -> Iterator[_Found]:
    if 0 < month <= _MONTHS and 0 < day <= _LONGEST_MONTH:
        yield f"{month:02d}-{day:02d}", match.start(), match.end()


def _month(match: re.Match[str]) -> str:
    return (match["month"] or match["month_after"]).lower()


def _english_day(said: str) -> int:
    said = said.lower().replace("-", " ")
    if digits := re.match(r"\d+", said):
        return int(digits[0])
    tens, _, unit = said.rpartition(" ")
    return (english_amount(tens) if tens else 0) + int(_EN["nth"].get(unit) or english_amount(unit))


def _suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_SINO: Final = "[이삼]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]"
_KO_DATE: Final = re.compile(
    rf"(?<![가-힣\d])(?P<month>\d{{1,2}}|유|시|십[일이]?|[일이삼사오칠팔구])\s?월\s?(?P<day>\d{{1,2}}|{_SINO})\s?일(?!\s?(?:동안|간|이내|안에))"
)
_SLASHED: Final = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/])")
_KO_DAY: Final = re.compile(
    rf"(?<![가-힣\d.,])(?<!월 )(?P<this>{one_of(_KO['this_month'])})?(?P<day>\d{{1,2}}|{_SINO})\s?일"
    rf"(?:(?=\s?(?:{one_of(_KO['after_day'])})(?![가-힣]))|(?(this)(?![가-힣])|(?!)))"
)
_WORD_FOR_NTH: Final = one_of(_EN["nth"])
_NTH: Final = rf"\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[\s-](?:{_WORD_FOR_NTH})|{_WORD_FOR_NTH}"
_MONTH: Final = "|".join([*_EN["months"], *(rf"{month[:3]}\b" for month in _EN["months"] if month != "may")])
_EN_DATE: Final = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s(?:the\s)?(?P<day>{_NTH}|{ENGLISH_BELOW_100})\b(?!\s?(?:won|%|percent|people))"
    rf"|\b(?:the\s)?(?P<day_before>{_NTH}|\d{{1,2}})\s(?:of\s)?(?P<month_after>{_MONTH})\b",
    re.IGNORECASE,
)
_EN_DAY: Final = re.compile(
    rf"(?:(?<=\bon\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\buntil\s)|(?<=\btill\s)|(?<=\bbefore\s)|(?<=\bfrom\s)|(?<=\bfor\s)|(?<=\bafter\s))"
    rf"the\s(?P<day>{_NTH})\b(?=\s*(?:$|[.,?!]|{one_of(_EN['after_day'])}))",
    re.IGNORECASE,
)
