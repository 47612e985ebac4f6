"""Orders are told to their owner only, with personal data masked, and guessing is stopped."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from store.database.engine import reading
from store.database.models import WrongTryRow
from store.identity.identification import identify, is_locked
from store.orders import find_order, masked_name, order_lookup
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


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("김민수", "김*수"),
        ("이솔", "이*"),
        ("남궁민수", "남**수"),
        ("김", "김*"),
        ("John Smith", "J*** S****"),
        ("", ""),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@given(st.text("가나다라마김이박", min_size=2, max_size=6))
def test_a_masked_name_never_tells_the_whole_name(name: str) -> None:
    assert "*" in masked_name(name)
    assert len(masked_name(name)) == len(name)


@given(st.text())
def test_an_order_number_means_the_same_typed_twice(text: str) -> None:
    assert order_lookup(order_lookup(text)) == order_lookup(text)


def test_three_wrong_tries_lock_the_conversation(shop: Shop) -> None:
    tries = [identify(shop, "c1", "CS-1001", digits) for digits in ("0000", "1111", "2222")]
    assert [(found.state, found.tries_left) for found in tries] == [("wrong", 2), ("wrong", 1), ("locked", 0)]
    assert is_locked(shop, "c1")
    right = identify(shop, "c1", "CS-1001", "0412")
    assert (right.state, right.order) == ("locked", None)


def test_another_conversation_is_not_locked(shop: Shop) -> None:
    for _ in range(3):
        identify(shop, "c1", "CS-1001", "0000")
    assert identify(shop, "c2", "CS-1001", "0412").state == "found"


def test_the_answer_is_the_same_for_a_missing_order_and_for_wrong_digits(shop: Shop) -> None:
    for _ in range(4):
        assert identify(shop, "exists", "CS-1001", "0000") == identify(shop, "missing", "CS-4711", "0000")


def test_a_right_answer_does_not_buy_new_tries(shop: Shop) -> None:
    identify(shop, "c1", "CS-1001", "0000")
    identify(shop, "c1", "CS-1002", "0000")
    assert identify(shop, "c1", "CS-1001", "0412").state == "found"
    assert identify(shop, "c1", "CS-1002", "0001").state == "locked"


def test_tries_that_come_at_once_are_counted_one_by_one(shop: Shop) -> None:
    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(lambda n: identify(shop, "c1", "CS-1001", f"{n:04}").state, range(8)))
    assert states.count("wrong") == 2
    assert states.count("locked") == 6
    with reading(shop.engine) as session:
        assert len(session.scalars(select(WrongTryRow)).all()) == 3


def test_wrong_digits_are_not_kept(shop: Shop) -> None:
    identify(shop, "c1", "CS-1001", "9876")
    with reading(shop.engine) as session:
        (row,) = session.scalars(select(WrongTryRow)).all()
        assert "9876" not in str(vars(row))
