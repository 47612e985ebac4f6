"""The day a customer names, as a date of the shop's calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
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


def next_date(day: str, today: date) -> date | None:
    """The next date, today included, of a value of the lexicon ``day``; None for one that moves (Chuseok)."""
    if day in _AHEAD:
        return today + timedelta(days=_AHEAD[day])
    day = _GROUPS.get(day, day)
    if day in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(day) - today.weekday()) % 7)
    if day not in _FIXED:
        return None
    month, number = _FIXED[day]
    this_year = date(today.year, month, number)
    return this_year if this_year >= today else date(today.year + 1, month, number)
