"""Until when an order can be collected: the last minute, closing days, extensions, every status."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from store.order import Order
from store.orders import find_order
from store.rules.pickup import pickup_deadline
from store.shop import Shop

SEOUL = ZoneInfo("Asia/Seoul")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.fixture
def order(shop: Shop) -> Order:
    """Ready since Friday 20 November, 09:30; held three days; the shelf closes at 19:00 and all Sunday."""
    found = find_order(shop, "CS-1001", "0412")
    assert found is not None
    return found


def test_the_last_day_counts_until_the_desk_closes(shop: Shop, order: Order) -> None:
    deadline = pickup_deadline(shop.info, order, at("2026-11-21 12:00"))
    assert (deadline.state, deadline.deadline) == ("ready", at("2026-11-23 19:00"))


def test_the_deadline_itself_still_counts_and_a_second_later_is_too_late(shop: Shop, order: Order) -> None:
    assert not pickup_deadline(shop.info, order, at("2026-11-23 19:00")).expired
    late = pickup_deadline(shop.info, order, at("2026-11-23 19:00:01"))
    assert late.expired
    assert not late.extendable


def test_an_end_on_a_closing_day_moves_to_the_next_open_day(shop: Shop, order: Order) -> None:
    ready = replace(order, ready_at=at("2026-12-10 15:00"))  # Sunday 13 and second Monday 14 December are closed
    assert pickup_deadline(shop.info, ready, at("2026-12-11 12:00")).deadline == at("2026-12-15 19:00")


def test_a_deadline_of_the_order_itself_wins(shop: Shop, order: Order) -> None:
    own = replace(order, deadline=at("2026-11-30 12:00"))
    assert pickup_deadline(shop.info, own, at("2026-11-29 12:00")).deadline == at("2026-11-30 12:00")


def test_one_extension_is_allowed_and_says_its_new_deadline(shop: Shop, order: Order) -> None:
    first = pickup_deadline(shop.info, order, at("2026-11-21 12:00"))
    assert (first.extendable, first.extended_deadline) == (True, at("2026-11-25 19:00"))
    second = pickup_deadline(shop.info, replace(order, extended=1), at("2026-11-21 12:00"))
    assert (second.extendable, second.extended_deadline) == (False, None)
    assert second.deadline == at("2026-11-25 19:00")


def test_place_and_hours_of_the_desk_come_with_it(shop: Shop, order: Order) -> None:
    found = pickup_deadline(shop.info, order, at("2026-11-21 12:00"))
    assert found.place_name["ko"] == "픽업 선반"
    assert found.zones == ("cups",)
    assert found.opening is not None
    assert found.opening.closes == at("2026-11-21 19:00")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("paid", "not_ready"), ("preparing", "not_ready"), ("ready_for_pickup", "ready"),
        ("pickup_expired", "expired"), ("picked_up", "picked_up"), ("cancelled", "not_for_pickup"),
        ("refunded", "not_for_pickup"),
    ],
)  # fmt: skip
def test_the_status_decides_what_there_is_to_say(shop: Shop, order: Order, status: str, state: str) -> None:
    found = pickup_deadline(shop.info, replace(order, status=status), at("2026-11-21 12:00"))
    assert found.state == state
    assert (found.deadline is not None) == (state in ("ready", "expired"))


def test_a_takeout_is_handed_over_where_it_was_made_and_cannot_wait_longer(shop: Shop, order: Order) -> None:
    takeout = replace(order, kind="takeout", deadline=at("2026-11-22 20:30"))
    found = pickup_deadline(shop.info, takeout, at("2026-11-22 15:00"))
    assert (found.state, found.deadline, found.extendable) == ("ready", at("2026-11-22 20:30"), False)
    assert (found.zones, found.place_name["ko"]) == (("cups",), "컵 가게")
    assert found.opening == shop.opening(at("2026-11-22 15:00"), "bar")


def test_a_delivery_is_not_for_pickup(shop: Shop) -> None:
    order = find_order(shop, "CS-1002", "7777")
    assert order is not None
    assert pickup_deadline(shop.info, order, shop.now()).state == "not_for_pickup"
