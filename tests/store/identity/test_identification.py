"""Guessing whose order it is: stopped after three wrong tries, and answered alike whether or not there is the order."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event, select

from store.database.engine import reading
from store.database.models import WrongTryRow
from store.identity.identification import identify, is_locked
from store.order import Order
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import OrderSystemDown


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "12:00:00")


def at(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    monkeypatch.setenv("STORE_NOW", f"2026-11-24T{time}")


def test_three_wrong_tries_lock_the_conversation(shop: Shop) -> None:
    tries = [identify(shop, "c1", order, "0000") for order in ("CS-1001", "CS-1002", "CS-1003")]
    assert [(found.state, found.tries_left) for found in tries] == [("wrong", 2), ("wrong", 1), ("locked", 0)]
    assert is_locked(shop, "c1")
    right = identify(shop, "c1", "CS-1001", "0412")
    assert (right.state, right.order) == ("locked", None)


def test_three_wrong_tries_from_anywhere_lock_the_order(shop: Shop) -> None:
    tries = [identify(shop, conversation, "cs 1001", "0000") for conversation in ("c1", "c2", "c3")]
    assert [(found.state, found.tries_left) for found in tries] == [("wrong", 2), ("wrong", 1), ("locked", 0)]
    assert identify(shop, "c4", "CS-1001", "0412").state == "locked"
    assert not is_locked(shop, "c4")
    assert identify(shop, "c4", "CS-1002", "7777").state == "found"


def test_two_wrong_tries_lock_nothing(shop: Shop) -> None:
    for _ in range(2):
        identify(shop, "c1", "CS-1001", "0000")
    found = identify(shop, "c1", "CS-1001", "0412")
    assert (found.state, found.tries_left) == ("found", 1)
    assert found.order is not None
    assert found.order.id == "CS-1001"


def test_a_lock_ends_an_hour_after_the_tries(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in (0, 1, 2):
        at(monkeypatch, f"12:0{minute}:00")
        identify(shop, "c1", "CS-1001", "0000")
    at(monkeypatch, "12:59:59.999999")
    assert identify(shop, "c1", "CS-1001", "0412").state == "locked"
    assert identify(shop, "c2", "CS-1001", "0412").state == "locked"
    at(monkeypatch, "13:00:00")
    assert not is_locked(shop, "c1")
    assert identify(shop, "c1", "CS-1001", "0000").state == "locked"  # the third within an hour again
    at(monkeypatch, "13:01:00")
    assert identify(shop, "c1", "CS-1001", "0412").state == "found"


def test_tries_while_locked_do_not_lock_longer(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        identify(shop, "c1", "CS-1001", "0000")
    at(monkeypatch, "12:30:00")
    identify(shop, "c1", "CS-1001", "0000")
    at(monkeypatch, "13:00:00")
    assert identify(shop, "c1", "CS-1001", "0412").state == "found"


@pytest.mark.parametrize("same", ["conversation", "order"])
def test_tries_that_come_at_once_are_counted_one_by_one(shop: Shop, same: str) -> None:
    def guess(number: int) -> str:
        if same == "conversation":
            return identify(shop, "c1", f"CS-2{number:03}", "0000").state
        return identify(shop, f"c{number}", "CS-1001", f"{number:04}").state

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(guess, range(8)))
    assert states.count("wrong") == 2
    assert states.count("locked") == 6
    with reading(shop.engine) as session:
        assert len(session.scalars(select(WrongTryRow)).all()) == 3


def test_the_answer_is_the_same_for_a_missing_order_and_for_wrong_digits(shop: Shop) -> None:
    for _ in range(4):
        assert identify(shop, "exists", "CS-1001", "0000") == identify(shop, "missing", "CS-4711", "0000")


def test_the_same_work_is_done_for_a_missing_order_and_for_wrong_digits(shop: Shop, engine: Engine) -> None:
    shop.info  # noqa: B018 - known from now on

    def work(order_id: str, conversation: str) -> list[str]:
        statements: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        identify(shop, conversation, order_id, "0000")
        event.remove(engine, "before_cursor_execute", note)
        return [statement for statement in statements if "revision" not in statement]  # asked once a second

    for _ in range(4):  # the last one locked
        assert work("CS-1001", "exists") == work("CS-4711", "missing")


def test_a_right_answer_to_a_locked_order_does_the_work_of_a_wrong_one(shop: Shop, engine: Engine) -> None:
    for _ in range(3):
        identify(shop, "c1", "CS-1001", "0000")
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _u, statement, *_: statements.append(statement))
    identify(shop, "c2", "CS-1001", "0412")
    assert not any("products" in statement or "customer_name" in statement for statement in statements)


def test_a_right_answer_does_not_buy_new_tries(shop: Shop) -> None:
    identify(shop, "c1", "CS-1001", "0000")
    identify(shop, "c1", "CS-1002", "0000")
    assert identify(shop, "c1", "CS-1001", "0412").state == "found"
    assert identify(shop, "c1", "CS-1002", "0001").state == "locked"


@pytest.mark.parametrize("last4", ["", "-", "412", "00412", "----", "٠٤١٢"])
def test_digits_that_are_not_four_prove_nothing(shop: Shop, last4: str) -> None:
    assert identify(shop, "c1", "CS-1001", last4).state == "wrong"
    assert identify(shop, "c2", "CS-9999", last4).state == "wrong"


class FakeUnreachableSystem(BuiltinOrderSystem):
    """A shop's own system that does not answer."""

    def proves(self, order_id: str, last4: str) -> bool:
        raise OrderSystemDown("it does not answer")


def test_a_system_that_cannot_be_reached_costs_no_try(shop: Shop) -> None:
    for _ in range(4):
        with pytest.raises(OrderSystemDown):
            identify(shop, "c1", "CS-1001", "0412", FakeUnreachableSystem(shop))
    assert identify(shop, "c1", "CS-1001", "0412").tries_left == 3


class FakeOtherSystem(BuiltinOrderSystem):
    """A shop's own system: it knows the order 77 of digits 1111 and none of ours."""

    def proves(self, order_id: str, last4: str) -> bool:
        return (order_id, last4) == ("77", "1111")

    def find(self, order_id: str) -> Order | None:
        return super().find("CS-1001") if order_id == "77" else None


def test_orders_of_the_shops_own_system_are_proved_there(shop: Shop) -> None:
    system = FakeOtherSystem(shop)
    found = identify(shop, "c1", "77", "1111", system)
    assert found.state == "found"
    assert found.order is not None
    assert identify(shop, "c1", "CS-1001", "0412", system).state == "wrong"


def test_very_long_numbers_and_odd_characters_are_just_wrong(shop: Shop) -> None:
    assert identify(shop, "c1", "9" * 5000, "0412").state == "wrong"
    assert identify(shop, "c\0\ud83d", "CS\0-1\ud83d", "04\x0012").state == "wrong"


def test_wrong_digits_are_not_kept(shop: Shop) -> None:
    identify(shop, "c1", "CS-1001", "9876")
    with reading(shop.engine) as session:
        (row,) = session.scalars(select(WrongTryRow)).all()
        assert "9876" not in str(vars(row))
