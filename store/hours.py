"""Weekly opening hours as a shop writes them in store.yml, and as the rules use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from store.closing_days import as_weekday

MINUTES_A_DAY = 24 * 60
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


def parse_areas(value: Any) -> dict[str, Week]:
    """Hours by area. A bare week (weekday: hours) is the week of the whole shop."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f"expected hours by area and weekday, e.g. store: {{mon: {EXPECTED}}}")
    if all(_days(str(key)) is not None for key in value):
        return {DEFAULT_AREA: parse_week(value)}
    areas = {str(area): parse_week(week, f"{area}: ") for area, week in value.items()}
    if DEFAULT_AREA not in areas:
        raise ValueError(f"the hours of the whole shop are missing: add `{DEFAULT_AREA}`")
    return areas


def parse_week(value: Any, where: str = "") -> Week:
    """A mapping of weekday (or ``mon-fri``, ``daily``, ``weekend``) to hours; a day left out is closed."""
    if isinstance(value, str):
        value = {"daily": value}
    if not isinstance(value, dict):
        raise ValueError(f"{where}expected weekdays with their hours, found {value!r}")  # noqa: TRY004 - validators raise ValueError
    week: list[tuple[Span, ...]] = [()] * 7
    for key, hours in value.items():
        days = _days(str(key))
        if days is None:
            raise ValueError(f"{where}{key!r} is no weekday; expected mon, tue, ... or mon-fri, weekend, daily")
        spans = parse_day(hours, f"{where}{key}: ")
        for day in days:
            week[day] = spans
    return tuple(week)


def parse_day(value: Any, where: str = "") -> tuple[Span, ...]:
    """The openings of one day; closing at or before the opening means the next day."""
    if value is None or value is False or (isinstance(value, str) and value.strip().lower() in _CLOSED):
        return ()
    if isinstance(value, dict) and {"open", "close"} <= value.keys():
        value = f"{value['open']}-{value['close']}"
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise ValueError(f"{where}expected {EXPECTED}, found {value!r}")  # noqa: TRY004 - validators raise ValueError
    spans = sorted((_parse_span(str(part), where) for part in parts), key=lambda span: span.opens)
    for earlier, later in pairwise(spans):
        if later.opens < earlier.closes:
            raise ValueError(f"{where}openings overlap: {value!r}")
    return tuple(spans)


def _parse_span(text: str, where: str) -> Span:
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{where}expected {EXPECTED}, found {text.strip()!r}")
    hour, minute, to_hour, to_minute = map(int, found.groups())
    opens, closes = hour * 60 + minute, to_hour * 60 + to_minute
    if max(minute, to_minute) >= 60 or opens >= MINUTES_A_DAY or closes > 2 * MINUTES_A_DAY:  # noqa: PLR2004 - minutes an hour
        raise ValueError(f"{where}{text.strip()!r} is no time of day")
    return Span(opens, closes if closes > opens else closes + MINUTES_A_DAY)


def _days(key: str) -> list[int] | None:
    key = key.strip().lower()
    if key in _GROUPS:
        return list(_GROUPS[key])
    first, dash, last = key.partition("-")
    start, end = as_weekday(first), as_weekday(last if dash else first)
    if start is None or end is None:
        return None
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]
