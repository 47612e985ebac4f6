"""The day a customer names, as a date of the shop's calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK: Final = 7
_MONTHS: Final = 12
_AHEAD: Final = {"today": 0, "tomorrow": 1, "day_after_tomorrow": 2}
_FIXED: Final = {
    "christmas": (12, 25),
    "new_year": (1, 1),
    "march_first": (3, 1),
    "childrens_day": (5, 5),
    "memorial_day": (6, 6),
    "liberation_day": (8, 15),
    "foundation_day": (10, 3),
    "hangeul_day": (10, 9),
}
_GROUPS: Final = {"weekend": "sat", "weekday": "mon"}
"""Stands for the group; the shop's hours are the same for its days or the customer asks again."""
_LEAP_YEARS_APART: Final = 9
"""Years in which there is a 29th of February for sure."""


def next_date(day: str, today: date) -> date | None:
    """The next date, today included, of a value of the entity ``day``; None for one that moves (Chuseok).

    ``this_week_fri`` may lie in the past: the week begins on Monday.
    """
    if day in _AHEAD:
        return today + timedelta(days=_AHEAD[day])
    day = _GROUPS.get(day, day)
    if day in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(day) - today.weekday()) % _WEEK)
    if day in _FIXED:
        return _next_in_year(*_FIXED[day], today)
    return next(
        (found for form, read in _FORMS if (said := form.fullmatch(day)) and (found := read(said, today))), None
    )


def _days_ahead(said: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=int(said[1]))


def _in_a_week(said: re.Match[str], today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=said[1] == "next", days=WEEKDAYS.index(said[2]))


def _month_and_day(said: re.Match[str], today: date) -> date | None:
    return _next_in_year(int(said[1]), int(said[2]), today)


def _next_in_year(month: int, day: int, today: date) -> date | None:
    """The next 15 June; None when there is no such date."""
    years = range(today.year, today.year + _LEAP_YEARS_APART)
    dates = (found for year in years if (found := _date(year, month, day)) is not None)
    return next((found for found in dates if found >= today), None)


def _day_of_month(said: re.Match[str], today: date) -> date | None:
    """The next 31st, in this month or the first that has one."""
    months = (today.month - 1 + ahead for ahead in range(_MONTHS))
    dates = (_date(today.year + month // _MONTHS, month % _MONTHS + 1, int(said[1])) for month in months)
    return next((found for found in dates if found is not None and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    exists = 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if exists else None


_WEEKDAY: Final = "|".join(WEEKDAYS)
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...]] = (
    (re.compile(r"in_(\d{1,4})_days"), _days_ahead),
    (re.compile(rf"(this|next)_week_({_WEEKDAY})"), _in_a_week),
    (re.compile(r"(\d{1,2})-(\d{1,2})"), _month_and_day),
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th)"), _day_of_month),
)
