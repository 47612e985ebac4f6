"""Is it open, until when, and when next: one rule over weekly hours and closing days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from store.bilingual import Bilingual
from store.info import ClosedDays, StoreInfo
from store.rules.hours import DEFAULT_AREA, Week

ClosedReason = Literal["before_opening", "break", "after_closing", "closing_day"]
_LOOK_AHEAD_DAYS = 366
_A_WEEK = timedelta(days=7)
_NO_REASON = Bilingual()


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening state at a moment; all times are aware, in the shop's time zone.

    ``opens`` and ``closes`` bound the opening that is under way (over midnight too, where there is no break), else the
    next one of the same day, else the day's last one; both are None on a closing day. ``next_opening`` is the first one
    to start later, None if there is none within a year. ``closed_reason`` is None while open; ``closing_day`` is the
    shop's own reason for one. ``around_the_clock``: it does not close within a week, and ``closes`` is that week's end.
    """

    open_now: bool
    opens: datetime | None
    closes: datetime | None
    next_opening: datetime | None
    closed_reason: ClosedReason | None
    closing_day: Bilingual = _NO_REASON
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class _Interval:
    opens: datetime
    closes: datetime


def week_of(info: StoreInfo, area: str | None) -> Week:
    """The hours of an area; one without hours of its own keeps the shop's."""
    return info.hours.get(area or DEFAULT_AREA, info.hours[DEFAULT_AREA])


def opening_of(info: StoreInfo, area: str | None, at: datetime) -> Opening:
    """Opening state of an area of the shop (None: the shop) at ``at``, an aware time in the shop's zone."""
    return opening_at(week_of(info, area), closed_days(info, area), at)


def closed_days(info: StoreInfo, area: str | None) -> list[ClosedDays]:
    """The days an area (None: the shop) is closed: with the whole shop, or alone."""
    return [entry for entry in info.closed if not entry.areas or (area or DEFAULT_AREA) in entry.areas]


def opening_at(week: Week, closed: Sequence[ClosedDays], at: datetime) -> Opening:
    """Opening state at ``at``, an aware time in the shop's zone.

    The opening minute is open, the closing minute is not. An opening that runs past midnight belongs to the day it
    started on, so a closing day does not cut short the night before it.
    """
    today, yesterday = at.date(), at.date() - timedelta(days=1)
    todays = list(_intervals(week, closed, today, at.tzinfo))
    for interval in [*_intervals(week, closed, yesterday, at.tzinfo), *todays]:
        if interval.opens <= at < interval.closes:
            closes = _end_of_run(week, closed, interval.closes)
            always = closes - at >= _A_WEEK
            later = None if always else next(_openings_after(week, closed, closes), None)
            return Opening(True, interval.opens, closes, later, None, around_the_clock=always)
    next_opening = next(_openings_after(week, closed, at), None)
    if not todays:
        return Opening(False, None, None, next_opening, "closing_day", _reason(closed, today))
    if at >= todays[-1].closes:
        return Opening(False, todays[-1].opens, todays[-1].closes, next_opening, "after_closing")
    coming = next(interval for interval in todays if at < interval.opens)
    reason: ClosedReason = "before_opening" if coming is todays[0] else "break"
    return Opening(False, coming.opens, coming.closes, next_opening, reason)


def closing_time(week: Week, closed: Sequence[ClosedDays], day: date, zone: tzinfo) -> datetime | None:
    """When the last opening of ``day`` ends; None on a day without one."""
    intervals = list(_intervals(week, closed, day, zone))
    return intervals[-1].closes if intervals else None


def opening_time_later(week: Week, closed: Sequence[ClosedDays], start: datetime, needed: timedelta) -> datetime | None:
    """The moment at which it has been open for ``needed`` since ``start``; None if that is not within a year."""
    for ahead in range(-1, _LOOK_AHEAD_DAYS + 1):
        for interval in _intervals(week, closed, start.date() + timedelta(days=ahead), start.tzinfo):
            begins = max(interval.opens, start)
            if begins >= interval.closes:
                continue
            if begins + needed <= interval.closes:
                return begins + needed
            needed -= interval.closes - begins
    return None


def _intervals(week: Week, closed: Sequence[ClosedDays], day: date, zone: tzinfo | None) -> Iterator[_Interval]:
    if not _is_closed(closed, day):
        midnight = datetime.combine(day, time(), zone)
        for span in week[day.weekday()]:
            yield _Interval(midnight + timedelta(minutes=span.opens), midnight + timedelta(minutes=span.closes))


def _end_of_run(week: Week, closed: Sequence[ClosedDays], closes: datetime) -> datetime:
    """When an opening that is to end at ``closes`` really ends: not while another one starts at that moment."""
    latest = closes + _A_WEEK
    while closes < latest:
        days = (closes.date() - timedelta(days=1), closes.date())
        starts = (entry for day in days for entry in _intervals(week, closed, day, closes.tzinfo))
        following = next((entry for entry in starts if entry.opens == closes), None)
        if following is None:
            return closes
        closes = following.closes
    return closes


def _openings_after(week: Week, closed: Sequence[ClosedDays], at: datetime) -> Iterator[datetime]:
    for ahead in range(_LOOK_AHEAD_DAYS + 1):
        for interval in _intervals(week, closed, at.date() + timedelta(days=ahead), at.tzinfo):
            if interval.opens > at:
                yield interval.opens


def _is_closed(closed: Sequence[ClosedDays], day: date) -> bool:
    return any(entry.days.covers(day) for entry in closed)


def _reason(closed: Sequence[ClosedDays], day: date) -> Bilingual:
    return next((entry.reason for entry in closed if entry.reason and entry.days.covers(day)), _NO_REASON)
