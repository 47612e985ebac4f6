"""Points: whole, never more than the balance or the amount due, and gone after their last day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.points import (
    Grant,
    points_earned,
    points_expire,
    points_expiring,
    points_left,
    points_usable,
    tier_for,
)
from tests.store.rules.samples import POINTS, SEOUL, at, shop_info

INFO = shop_info(
    membership={
        "tiers": [
            {"id": "pine", "name": "Pine", "from_yearly_spend": 3_000_000, "rate_percent": 2.5},
            {"id": "green", "name": "Green"},
        ]
    }
)
AMOUNTS = st.integers(0, 10**10)


@pytest.mark.parametrize(("amount", "points"), [(0, 0), (99, 0), (100, 1), (199, 1), (49_900, 499), (-100, 0)])
def test_fractions_of_points_are_dropped(amount: int, points: int) -> None:
    assert points_earned(INFO, amount) == points


def test_a_tier_earns_at_its_own_rate() -> None:
    assert tier_for(INFO, 2_999_999) == (INFO.membership and INFO.membership.tiers[1])
    pine = tier_for(INFO, 3_000_000)
    assert pine is not None
    assert (pine.id, points_earned(INFO, 10_000, pine), points_earned(INFO, 39, pine)) == ("pine", 250, 0)
    assert points_earned(INFO, 10_000, tier_for(INFO, 0)) == 100


def test_a_shop_without_points_earns_none_and_uses_none() -> None:
    none = shop_info(points=None)
    assert points_earned(none, 10_000) is None
    assert points_usable(none, 5000, 10_000).rule == "no_points"
    assert points_expire(none, date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("balance", "amount", "points", "rule"),
    [
        (999, 50_000, 0, "below_minimum"),
        (1000, 50_000, 1000, ""),
        (1999, 50_000, 1900, ""),  # in steps of a hundred
        (5000, 3050, 3000, ""),  # never more than is due
        (5000, 999, 0, "amount_too_small"),
    ],
)
def test_points_are_used_from_a_minimum_on_in_whole_steps(balance: int, amount: int, points: int, rule: str) -> None:
    found = points_usable(INFO, balance, amount)
    assert (found.points, found.rule) == (points, rule)


def test_a_point_may_be_worth_more_than_one() -> None:
    info = shop_info(points=POINTS | {"worth": 10, "min_use": 0, "unit": 1})
    found = points_usable(info, 500, 1234)
    assert (found.points, found.worth) == (123, 1230)


@pytest.mark.parametrize(
    ("earned", "last"),
    [("2026-11-22", "2028-11-22"), ("2024-02-29", "2026-02-28"), ("2026-12-31", "2028-12-31")],
)
def test_points_are_good_to_the_end_of_their_last_day(earned: str, last: str) -> None:
    assert points_expire(INFO, date.fromisoformat(earned)) == at(f"{last} 23:59:59")


def test_what_expires_soon_is_counted_and_what_has_expired_is_not() -> None:
    grants = [Grant(date(2024, 11, 21), 100), Grant(date(2024, 11, 30), 20), Grant(date(2026, 1, 1), 3)]
    now = at("2026-11-22 12:00")
    assert points_left(INFO, grants, now) == 23
    assert points_expiring(INFO, grants, now, now + timedelta(days=30)) == 20


@given(AMOUNTS, AMOUNTS)
def test_points_never_pay_more_than_is_due_or_there_is(balance: int, amount: int) -> None:
    found = points_usable(INFO, balance, amount)
    assert 0 <= found.points <= balance
    assert 0 <= found.worth <= amount
    assert found.points % 100 == 0
    assert bool(found.points) == (not found.rule)


@given(AMOUNTS, AMOUNTS)
def test_paying_in_two_parts_never_earns_more(first: int, second: int) -> None:
    whole, parts = points_earned(INFO, first + second), [points_earned(INFO, part) for part in (first, second)]
    assert whole is not None
    assert whole - 1 <= sum(part or 0 for part in parts) <= whole


@given(st.lists(st.tuples(st.dates(date(2023, 1, 1), date(2026, 11, 22)), st.integers(0, 10**6)), max_size=8))
def test_points_only_ever_run_out(given_grants: list[tuple[date, int]]) -> None:
    grants = [Grant(*entry) for entry in given_grants]
    now, later = datetime(2026, 11, 22, tzinfo=SEOUL), datetime(2027, 5, 1, tzinfo=SEOUL)
    left = points_left(INFO, grants, now)
    assert left - points_expiring(INFO, grants, now, later) == points_left(INFO, grants, later)
