"""Orders are found however their number is typed, and told to their owner with personal data masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.orders import find_order, order_lookup
from store.shop import Shop


@pytest.mark.parametrize("number", ["CS-1001", "cs1001", "cs 1001", "CS 10 01", "cs_1001."])
def test_an_order_is_found_however_its_number_is_typed(shop: Shop, number: str) -> None:
    order = find_order(shop, number, "0412")
    assert order is not None
    assert order.id == "CS-1001"


@pytest.mark.parametrize(("number", "last4"), [("CS-1001", "0413"), ("CS-9999", "0412"), ("", ""), ("CS-1001", "")])
def test_a_wrong_number_or_wrong_digits_find_nothing(shop: Shop, number: str, last4: str) -> None:
    assert find_order(shop, number, last4) is None


def test_an_order_shows_its_items_and_hides_the_customer(shop: Shop) -> None:
    order = find_order(shop, "CS-1001", "0412")
    assert order is not None
    assert [(item.title["ko"], item.size, item.quantity) for item in order.items] == [
        ("아침 원두", "200g", 2),
        ("흰 머그컵", "", 1),
    ]
    assert order.customer == "김*수"
    assert "김민수" not in repr(order)
    assert "0412" not in repr(order)
    assert order.ready_at is not None
    assert order.ready_at.isoformat() == "2026-11-20T09:30:00+09:00"


@given(st.text())
def test_an_order_number_means_the_same_typed_twice(text: str) -> None:
    assert order_lookup(order_lookup(text)) == order_lookup(text)
