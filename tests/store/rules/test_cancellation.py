"""Cancelling and sending elsewhere: only before the order has left."""

import pytest

from store.rules.cancellation import address_change, cancellation
from tests.store.rules.samples import order


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("paid", ""), ("preparing", ""), ("ready_for_pickup", "ready"), ("pickup_expired", "pickup_expired"),
        ("picked_up", "collected"), ("shipped", "dispatched"), ("delivered", "dispatched"), ("cancelled", "cancelled"),
        ("return_requested", "returning"), ("return_collected", "returning"), ("refunded", "refunded"),
    ],
)  # fmt: skip
def test_an_order_can_be_cancelled_until_it_is_sent_off_or_set_aside(status: str, rule: str) -> None:
    assert cancellation(order(status)).rule == rule
    assert cancellation(order(status)).allowed == (not rule)


def test_the_shops_own_word_goes_before_the_status_while_the_order_is_there() -> None:
    assert cancellation(order("preparing", cancellable=False)).rule == "shop_says_no"
    assert cancellation(order("ready_for_pickup", "pickup", cancellable=True)).allowed
    assert cancellation(order("ready_for_pickup", "pickup", cancellable=False)).rule == "ready"


@pytest.mark.parametrize("status", ["shipped", "picked_up", "cancelled", "refunded"])
def test_nothing_brings_back_an_order_that_has_left_or_ended(status: str) -> None:
    assert not cancellation(order(status, cancellable=True)).allowed


def test_a_takeout_cannot_be_cancelled_once_it_is_being_made() -> None:
    assert cancellation(order("paid", "takeout")).allowed
    assert cancellation(order("preparing", "takeout")).rule == "being_made"
    assert cancellation(order("preparing", "takeout", cancellable=True)).allowed


@pytest.mark.parametrize(
    ("status", "kind", "shop_says", "rule"),
    [
        ("paid", "delivery", None, ""),
        ("preparing", "delivery", True, ""),
        ("preparing", "delivery", False, "shop_says_no"),
        ("shipped", "delivery", True, "dispatched"),
        ("delivered", "delivery", None, "dispatched"),
        ("cancelled", "delivery", None, "cancelled"),
        ("paid", "pickup", None, "not_delivered"),
        ("paid", "takeout", True, "not_delivered"),
    ],
)
def test_a_delivery_can_be_sent_elsewhere_until_it_is_sent_off(
    status: str, kind: str, shop_says: bool | None, rule: str
) -> None:
    assert address_change(order(status, kind, address_changeable=shop_says)).rule == rule
