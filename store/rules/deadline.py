"""The last moment of something: a day counts whole, to its last second."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last second of ``day`` in ``zone``."""
    return datetime.combine(day, time(23, 59, 59), zone)


def is_past(now: datetime, until: datetime) -> bool:
    """Whether ``until`` is over; the second it names still counts."""
    return now.replace(microsecond=0) > until
