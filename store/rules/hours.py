"""Weekly opening hours as a shop writes them in store.yml, and as the rules use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from store.rules.closing_days import as_weekday

MINUTES_A_DAY = 24 * 60
_LATEST_CLOSE = 30 * 60  # 26:00 is how night shops write 2 a.m.
DEFAULT_AREA = "store"
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~–—]\s*(\d{1,2}):(\d{2})")
_CLOSED = {"", "closed", "휴무", "none", "-"}
_GROUPS = {
    "daily": range(7),
    "everyday": range(7),
    "weekdays": range(5),
    "weekend": range(5, 7),
    "weekends": range(5, 7),
}
EXPECTED = '"10:30-20:00", several as "11:00-15:00, 17:00-21:00", or "closed"'


@dataclass(frozen=True, slots=True)
class Span:
    """One opening, in minutes after the midnight its day starts with; ``closes`` may lie beyond 24:00."""

    opens: int
    closes: int


Week = tuple[tuple[Span, ...], ...]
"""Seven days from Monday, each with its openings in order; none: closed."""


class HoursError(ValueError):
    """Hours that cannot be read; ``keys`` lead from the value given to the part that is wrong."""

    def __init__(self, message: str, *keys: str) -> None:
        super().__init__(message)
        self.keys = keys


def parse_areas(value: Any) -> dict[str, Week]:
    """Hours by area. A bare week (weekday: hours) is the week of the whole shop. Raises HoursError."""
    if not isinstance(value, dict) or not value:
        raise HoursError(f"expected hours by area and weekday, e.g. store: {{mon: {EXPECTED}}}")
    if all(_days(str(key)) is not None for key in value):
        return {DEFAULT_AREA: parse_week(value)}
    if DEFAULT_AREA not in value:
        raise HoursError(f"the hours of the whole shop are missing, expected the area `{DEFAULT_AREA}`")
    return {str(area): parse_week(week, str(area)) for area, week in value.items()}


def parse_week(value: Any, *keys: str) -> Week:
    """A mapping of weekday (or ``mon-fri``, ``daily``, ``weekend``) to hours; a day left out is closed."""
    if isinstance(value, str):
        value = {"daily": value}
    if not isinstance(value, dict):
        raise HoursError(f"expected weekdays with their hours, found {value!r}", *keys)
    week: list[tuple[Span, ...]] = [()] * 7
    for key, hours in value.items():
        days = _days(str(key))
        if days is None:
            raise HoursError("expected a weekday: mon, tue, ... or mon-fri, weekend, daily", *keys, str(key))
        spans = parse_day(hours, *keys, str(key))
        for day in days:
            week[day] = spans
    return tuple(week)


def parse_day(value: Any, *keys: str) -> tuple[Span, ...]:
    """The openings of one day; closing at or before the opening means the next day."""
    if value is None or value is False or (isinstance(value, str) and value.strip().lower() in _CLOSED):
        return ()
    if isinstance(value, dict) and {"open", "close"} <= value.keys():
        value = f"{value['open']}-{value['close']}"
    parts = value.split(",") if isinstance(value, str) else value
    spans = [_parse_span(str(part)) for part in parts] if isinstance(parts, list) else [None]
    found = sorted((span for span in spans if span), key=lambda span: span.opens)
    if len(found) < len(spans):
        raise HoursError(f"expected {EXPECTED}, found {value!r}", *keys)
    if any(later.opens < earlier.closes for earlier, later in pairwise(found)):
        raise HoursError(f"openings overlap, expected one after the other, found {value!r}", *keys)
    return tuple(found)


def _parse_span(text: str) -> Span | None:
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, to_hour, to_minute = map(int, found.groups())
    opens, closes = hour * 60 + minute, to_hour * 60 + to_minute
    if max(minute, to_minute) >= 60 or opens >= MINUTES_A_DAY or closes > _LATEST_CLOSE:  # noqa: PLR2004 - minutes an hour
        return None
    return Span(opens, closes if closes > opens else closes + MINUTES_A_DAY)


def parse_weekdays(text: str) -> frozenset[int]:
    """Weekdays written as ``mon-sat``, ``weekdays`` or ``mon, wed``; 0 is Monday. Raises HoursError."""
    days: list[int] = []
    for part in text.split(","):
        found = _days(part)
        if found is None:
            raise HoursError(f"expected weekdays such as mon-sat or mon, wed; found {text!r}")
        days += found
    return frozenset(days)


def _days(key: str) -> list[int] | None:
    key = key.strip().lower()
    if key in _GROUPS:
        return list(_GROUPS[key])
    first, dash, last = key.partition("-")
    start, end = as_weekday(first), as_weekday(last if dash else first)
    if start is None or end is None:
        return None
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]
