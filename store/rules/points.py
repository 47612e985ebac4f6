"""Points: earned, usable, expiring. They are whole; fractions are dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal

from dateutil.relativedelta import relativedelta

from store.info import StoreInfo
from store.rules.deadline import end_of_day, is_past
from store.sections.points import Tier


@dataclass(frozen=True, slots=True)
class Grant:
    """Points earned on a day and not used since."""

    earned_on: date
    points: int


@dataclass(frozen=True, slots=True)
class UsablePoints:
    """How many points can be used and what they take off, in whole units; ``rule`` says why none, empty: some can.

    Codes: no_points (the shop has none), below_minimum, amount_too_small (for one step, or for the minimum).
    """

    points: int
    worth: int
    rule: str = ""


def tier_for(info: StoreInfo, yearly_spend: int) -> Tier | None:
    """The highest membership tier that ``yearly_spend`` (whole units) reaches."""
    reached = (
        [tier for tier in info.membership.tiers if tier.from_yearly_spend <= yearly_spend] if info.membership else []
    )
    return max(reached, key=lambda tier: tier.from_yearly_spend, default=None)


def points_earned(info: StoreInfo, amount: int, tier: Tier | None = None) -> int | None:
    """Points for paying ``amount`` (whole units), at the tier's rate where it has one; None: the shop has none."""
    if info.points is None:
        return None
    rate = info.points.rate_percent if tier is None or tier.rate_percent is None else tier.rate_percent
    return int((Decimal(max(0, amount)) * Decimal(str(rate)) / 100 / info.points.worth).to_integral_value(ROUND_FLOOR))


def points_usable(info: StoreInfo, balance: int, amount: int) -> UsablePoints:
    """How many of ``balance`` points can pay for ``amount``: the minimum or more, in whole steps, not more than due."""
    rules = info.points
    if rules is None:
        return UsablePoints(0, 0, "no_points")
    if balance < max(rules.min_use, 1):
        return UsablePoints(0, 0, "below_minimum")
    points = min(balance, amount // rules.worth) // rules.unit * rules.unit
    if points < max(rules.min_use, 1):
        return UsablePoints(0, 0, "amount_too_small")
    return UsablePoints(points, points * rules.worth)


def points_expire(info: StoreInfo, earned_on: date) -> datetime | None:
    """The last moment of points earned on a day: the end of that day of the month, or of the month's last day, later.

    None where they do not expire, or the shop has not said.
    """
    if info.points is None or info.points.valid_months is None:
        return None
    return end_of_day(earned_on + relativedelta(months=info.points.valid_months), info.tz)


def points_left(info: StoreInfo, grants: Iterable[Grant], now: datetime) -> int:
    """The points of ``grants`` that have not expired at ``now``."""
    return sum(grant.points for grant in grants if not _expired(info, grant, now))


def points_expiring(info: StoreInfo, grants: Iterable[Grant], now: datetime, until: datetime) -> int:
    """The points that are valid at ``now`` but no longer after ``until``."""
    return sum(grant.points for grant in grants if not _expired(info, grant, now) and _expired(info, grant, until))


def _expired(info: StoreInfo, grant: Grant, at: datetime) -> bool:
    last = points_expire(info, grant.earned_on)
    return last is not None and is_past(at, last)
