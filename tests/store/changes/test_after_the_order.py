"""What can become of an order that was placed, and until when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from annae.errors import AnnaeError
from annae.types import Money
from store.line import Line, Variant
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Done, Refused
from tests.store.changes.conftest import BEANS, MINJI, NOW, SHIRT, Move, audited, left

Place = Callable[..., str]
Later = Callable[[timedelta], None]
RED_M = Variant("s1", "red", "M")  # one of them
GONE = {"status": "delivered", "delivered_at": NOW}


class TestCancelling:
    def test_goods_go_back_into_stock_once(self, shop: Shop, orders: BuiltinOrderSystem, place: Place) -> None:
        number = place(Line(SHIRT, 2), Line(Variant("g1")))
        done = orders.cancel(number, MINJI, "k1")
        assert done == Done(number, {"refund": 0})
        assert orders.cancel(number, MINJI, "k1") == done
        assert orders.cancel(number, MINJI, "k2") == Refused("cancelled", {"status": "cancelled"})
        assert (left(shop, SHIRT), left(shop, Variant("g1"))) == (9, None)
        assert len(audited(shop, "order.cancelled")) == 1

    def test_what_was_paid_is_paid_back(self, orders: BuiltinOrderSystem, place: Place) -> None:
        number = place(Line(SHIRT), paid=True)
        assert orders.cancel(number, MINJI, "k1") == Done(number, {"refund": 33_000})
        order = orders.find(number)
        assert order is not None
        assert (order.status, order.refund_amount) == ("cancelled", Money(33_000))

    @pytest.mark.parametrize("status", ["shipped", "delivered", "picked_up", "return_requested"])
    def test_it_is_too_late_once_it_has_left(
        self, shop: Shop, orders: BuiltinOrderSystem, place: Place, move: Move, status: str
    ) -> None:
        number = place(Line(SHIRT))
        move(number, status=status)
        refused = orders.cancel(number, MINJI, "k1")
        assert isinstance(refused, Refused)
        assert refused.detail == {"status": status}
        assert left(shop, SHIRT) == 8

    def test_an_imported_order_gives_back_what_is_counted(self, shop: Shop, orders: BuiltinOrderSystem) -> None:
        assert isinstance(orders.cancel("cs 1003", MINJI, "k1"), Done)  # one mug, which only another branch has counted
        assert left(shop, Variant("m1", "white")) is None

    def test_what_does_not_exist_cannot_be_cancelled(self, orders: BuiltinOrderSystem) -> None:
        assert orders.cancel("4711", MINJI, "k1") == Refused("no_such_order")


class TestExtending:
    def test_once_and_not_again(self, orders: BuiltinOrderSystem) -> None:
        done = orders.extend_pickup("CS-1001", MINJI, "k1")  # ready on the 20th, kept three days: until Monday the 23rd
        assert isinstance(done, Done)
        assert done.detail["deadline"] == "2026-11-25T19:00:00+09:00"
        assert orders.extend_pickup("CS-1001", MINJI, "k1") == done
        assert orders.extend_pickup("CS-1001", MINJI, "k2") == Refused("limit_reached")
        order = orders.find("CS-1001")
        assert order is not None
        assert order.deadline is not None
        assert (order.extended, order.deadline.isoformat()) == (1, done.detail["deadline"])

    def test_not_when_it_has_expired(self, orders: BuiltinOrderSystem, later: Later) -> None:
        later(timedelta(days=5))
        assert orders.extend_pickup("CS-1001", MINJI, "k1") == Refused("expired")


class TestChangingTheAddress:
    def test_before_it_leaves(self, orders: BuiltinOrderSystem, place: Place) -> None:
        number = place(Line(SHIRT))
        done = orders.change_address(number, " 제주시  연동 1 ", MINJI, "k1")
        assert done == Done(number, {"area": "jeju", "surcharge": 4_000})

    def test_not_after(self, orders: BuiltinOrderSystem, place: Place, move: Move) -> None:
        number = place(Line(SHIRT))
        move(number, status="shipped")
        assert orders.change_address(number, "서울", MINJI, "k1") == Refused("dispatched", {"status": "shipped"})

    def test_not_where_nothing_is_sent(self, orders: BuiltinOrderSystem, place: Place) -> None:
        assert orders.change_address(place(Line(SHIRT)), "울릉군 1", MINJI, "k1") == Refused(
            "not_there", {"status": "preparing"}
        )

    @pytest.mark.parametrize("address", ["", "  ", "길" * 301])
    def test_not_without_one(self, orders: BuiltinOrderSystem, place: Place, address: str) -> None:
        with pytest.raises(AnnaeError, match="1 to 300 characters"):
            orders.change_address(place(Line(SHIRT)), address, MINJI, "k1")


class TestReturning:
    def test_everything_that_goes_back(self, shop: Shop, orders: BuiltinOrderSystem, place: Place, move: Move) -> None:
        number = place(Line(SHIRT, 2), Line(BEANS))
        move(number, **GONE)
        done = orders.request_return(number, [], "change_of_mind", MINJI, "k1")
        assert isinstance(done, Done)
        assert done.detail == {
            "items": [{"product_id": "s1", "color": "red", "size": "S", "quantity": 2}],
            "goods_amount": 60_000,
            "until": "2026-11-27T23:59:59+09:00",
            "who_pays": "customer",
            "fee": 6_000,
        }
        order = orders.find(number)
        assert order is not None
        assert (order.status, order.requests[0].kind, order.requests[0].items[0].quantity) == (
            "return_requested",
            "return",
            2,
        )
        assert left(shop, SHIRT) == 7  # they have not come back yet

    def test_once(self, orders: BuiltinOrderSystem, place: Place, move: Move) -> None:
        number = place(Line(SHIRT))
        move(number, **GONE)
        orders.request_return(number, [], "defect", MINJI, "k1")
        refused = orders.request_return(number, [], "defect", MINJI, "k2")
        assert isinstance(refused, Refused)
        assert refused.rule == "returning"

    @pytest.mark.parametrize(
        ("lines", "rule"),
        [
            ([Line(BEANS)], "excluded"),
            ([Line(RED_M)], "not_in_order"),
            ([Line(SHIRT, 3)], "already_requested"),
            ([Line(SHIRT), Line(SHIRT), Line(SHIRT)], "already_requested"),
        ],
    )
    def test_only_what_was_ordered_and_goes_back(
        self, orders: BuiltinOrderSystem, place: Place, move: Move, lines: list[Line], rule: str
    ) -> None:
        number = place(Line(SHIRT, 2), Line(BEANS))
        move(number, **GONE)
        refused = orders.request_return(number, lines, "change_of_mind", MINJI, "k1")
        assert isinstance(refused, Refused)
        assert refused.rule == rule
        order = orders.find(number)
        assert order is not None
        assert (order.status, order.requests) == ("delivered", ())

    def test_the_shops_fault_goes_back_whatever_it_is(
        self, orders: BuiltinOrderSystem, place: Place, move: Move
    ) -> None:
        number = place(Line(BEANS))
        move(number, **GONE)
        done = orders.request_return(number, [Line(BEANS)], "defect", MINJI, "k1", opened=True)
        assert isinstance(done, Done)
        assert (done.detail["who_pays"], done.detail["fee"]) == ("shop", 0)

    def test_not_before_it_came_nor_after_the_window(
        self, orders: BuiltinOrderSystem, place: Place, move: Move, later: Later
    ) -> None:
        number = place(Line(SHIRT))
        refused: Any = orders.request_return(number, [], "change_of_mind", MINJI, "k1")
        assert refused.rule == "not_received"
        move(number, **GONE)
        later(timedelta(days=8))
        refused = orders.request_return(number, [], "change_of_mind", MINJI, "k2")
        assert (refused.rule, refused.detail["until"]) == ("too_late", "2026-11-27T23:59:59+09:00")


class TestExchanging:
    def test_the_other_one_is_set_aside(self, shop: Shop, orders: BuiltinOrderSystem, place: Place, move: Move) -> None:
        number = place(Line(SHIRT))
        move(number, **GONE)
        done = orders.request_exchange(number, Line(SHIRT), RED_M, "change_of_mind", MINJI, "k1")
        assert isinstance(done, Done)
        assert [row.quantity for row in shop.stock("s1") if (row.color, row.size) == ("red", "M")] == [0]
        assert left(shop, RED_M) == 1
        order = orders.find(number)
        assert order is not None
        assert order.requests[0].wanted is not None
        assert (order.status, order.requests[0].wanted.size) == ("delivered", "M")

    def test_what_is_being_exchanged_is_not_returned_or_exchanged_again(
        self, orders: BuiltinOrderSystem, place: Place, move: Move
    ) -> None:
        number = place(Line(SHIRT))
        move(number, **GONE)
        orders.request_exchange(number, Line(SHIRT), RED_M, "change_of_mind", MINJI, "k1")
        again: Any = orders.request_exchange(number, Line(SHIRT), RED_M, "change_of_mind", MINJI, "k2")
        returned: Any = orders.request_return(number, [], "change_of_mind", MINJI, "k3")
        assert (again.rule, returned.rule) == ("already_requested", "already_requested")

    @pytest.mark.parametrize(
        ("wanted", "rule"),
        [
            (SHIRT, "same_variant"),
            (BEANS, "other_product"),
            (Variant("s1", "blue", "S"), "out_of_stock"),
            (Variant("s1", "blue", "M"), "stock_unknown"),
            (Variant("s1", "blue"), "choose_size"),
        ],
    )
    def test_only_for_what_the_shop_allows_and_has(
        self, orders: BuiltinOrderSystem, place: Place, move: Move, wanted: Variant, rule: str
    ) -> None:
        number = place(Line(SHIRT))
        move(number, **GONE)
        refused = orders.request_exchange(number, Line(SHIRT), wanted, "change_of_mind", MINJI, "k1")
        assert isinstance(refused, Refused)
        assert refused.rule == rule
