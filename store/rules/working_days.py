"""Working days: weekdays on which banks or carriers work, without public holidays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from store.rules.closing_days import ClosingRule

MONDAY_TO_FRIDAY = frozenset(range(5))
_LONGEST_PAUSE_DAYS = 31


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166) in a year; none for an empty country."""
    if not country:
        return frozenset()
    from holidays import country_holidays  # noqa: PLC0415 - a tenth of a second that most commands can do without

    return frozenset(country_holidays(country, years=year))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """``weekdays`` (0 is Monday) except public holidays of ``country`` and the days of ``closed``."""

    weekdays: Collection[int] = MONDAY_TO_FRIDAY
    country: str = ""
    closed: Iterable[ClosingRule] = ()

    def includes(self, day: date) -> bool:
        """Whether ``day`` is one."""
        return (
            day.weekday() in self.weekdays
            and day not in public_holidays(self.country, day.year)
            and not any(rule.covers(day) for rule in self.closed)
        )

    def first(self, day: date) -> date:
        """``day`` itself, or the first working day after it; ``day`` where none comes within a month."""
        return next((later for later in _from(day, 0) if self.includes(later)), day)

    def after(self, day: date, count: int) -> date:
        """The working day that comes ``count`` of them after ``day``, which may be any; ``count`` 0: ``day`` itself."""
        for _ in range(count):
            day = next((later for later in _from(day, 1) if self.includes(later)), day + timedelta(days=1))
        return day


def _from(day: date, ahead: int) -> Iterable[date]:
    return (day + timedelta(days=step) for step in range(ahead, _LONGEST_PAUSE_DAYS + 1))
