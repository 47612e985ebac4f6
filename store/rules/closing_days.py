"""Which days a shop is closed: "second Monday", "every Sunday", "last Monday", dates, spans of dates; also Korean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN_WEEKDAYS = "월화수목금토일"
_LAST = -1
_EVERY = 0
_ORDINALS = {
    "every": _EVERY, "매주": _EVERY,
    "first": 1, "1st": 1, "첫째": 1, "second": 2, "2nd": 2, "둘째": 2, "third": 3, "3rd": 3, "셋째": 3,
    "fourth": 4, "4th": 4, "넷째": 4, "fifth": 5, "5th": 5, "다섯째": 5, "last": _LAST, "마지막": _LAST,
}  # fmt: skip
_FILLER = {"and", "of", "the", "month", "each", "매월", "매달", "주"}
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:~|–|\.\.|to)\s*(\d{4}-\d{2}-\d{2})")
_DATE = re.compile(r"(\d{4}-)?(\d{2}-\d{2})")
EXPECTED = (
    '"second Monday", "every Sunday", "last Monday", "둘째 월요일", a date 2026-09-25 (01-01: each year) '
    "or dates 2026-09-24 ~ 2026-09-26"
)


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """Certain weekdays of a month: ``ordinals`` 1 to 5, -1 the last one, 0 every one; ``weekday`` 0 is Monday."""

    ordinals: frozenset[int]
    weekday: int

    def covers(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        nth = (day.day - 1) // 7 + 1
        is_last = (day + timedelta(days=7)).month != day.month
        return day.weekday() == self.weekday and (
            _EVERY in self.ordinals or nth in self.ordinals or (is_last and _LAST in self.ordinals)
        )


@dataclass(frozen=True, slots=True)
class DateRule:
    """One date; without a year, that date of each year."""

    month_day: str
    year: int | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` is that date."""
        return day.strftime("%m-%d") == self.month_day and self.year in (None, day.year)


@dataclass(frozen=True, slots=True)
class DateRangeRule:
    """All days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether ``day`` is one of them."""
        return self.first <= day <= self.last


ClosingRule = WeekdayRule | DateRule | DateRangeRule


def parse_closing_rule(text: str) -> ClosingRule:
    """The rule written as ``text``. Raises ValueError saying what is expected."""
    if found := _RANGE.fullmatch(text.strip()):
        try:
            first, last = (date.fromisoformat(part) for part in found.groups())
        except ValueError as error:
            raise ValueError(f"there is no such date, found {text!r}") from error
        if last < first:
            raise ValueError(f"expected the earlier date first, found {text!r}")
        return DateRangeRule(first, last)
    if found := _DATE.fullmatch(text.strip()):
        year = int(found[1][:-1]) if found[1] else None
        try:
            date.fromisoformat(f"{year or 2000:04}-{found[2]}")  # 2000 is a leap year
        except ValueError as error:
            raise ValueError(f"there is no such date, found {text!r}") from error
        return DateRule(found[2], year)
    words = [word for word in re.split(r"[\s,·&]+", text.lower()) if word and word not in _FILLER]
    weekday = as_weekday(words[-1]) if words else None
    ordinals = frozenset(_ORDINALS[word] for word in words[:-1] if word in _ORDINALS)
    if weekday is None or not ordinals or any(word not in _ORDINALS for word in words[:-1]):
        raise ValueError(f"expected {EXPECTED}, found {text!r}")
    return WeekdayRule(ordinals, weekday)


def as_weekday(word: str) -> int | None:
    """0 for Monday in any usual spelling (mon, Mondays, 월, 월요일); None when it is no weekday."""
    word = word.strip().lower()
    if word.removesuffix("요일") in tuple(_KOREAN_WEEKDAYS):
        return _KOREAN_WEEKDAYS.index(word[0])
    for number, (short, full) in enumerate(zip(WEEKDAYS, _FULL_NAMES, strict=True)):
        if word in (short, full, full + "s", full[:4], full[:5]):
            return number
    return None


_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
