"""What every order system must do alike: the built-in one, and a shop's own WooCommerce."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from annae.errors import AnnaeError
from store.actor import Actor
from store.line import Line, Variant
from store.systems.order_system import Contact, Done, OrderDraft, Refused
from tests.store.systems.conftest import SystemUnderTest

KIOSK = Actor("kiosk", "c1")
MUG = Variant("m1", "white")
SHIRT = Variant("s1", "white", "M")
MINSU = Contact("김민수", "010-5555-0412", "서울 중구 세종대로 110")


def draft(*lines: Line, kind="pickup", contact=MINSU, **more) -> OrderDraft:
    return OrderDraft(kind, lines, contact, **more)


@pytest.mark.parametrize("number", ["CS-1001", "cs 1001", "cs1001"])
def test_finds_an_order_by_its_number_however_it_is_typed(system: SystemUnderTest, number: str):
    order = system.orders.find(number)
    assert order is not None
    assert (order.id, order.kind, order.status) == ("CS-1001", "pickup", "ready_for_pickup")
    assert order.ordered_at.isoformat() == "2026-11-18T21:14:00+09:00"
    assert order.ready_at
    assert order.ready_at.isoformat() == "2026-11-19T11:30:00+09:00"


@pytest.mark.parametrize("number", ["CS-4711", "901", "", "no number at all", "9" * 300])
def test_what_is_no_number_of_an_order_finds_none(system: SystemUnderTest, number: str):
    assert system.orders.find(number) is None


def test_tells_what_was_ordered_in_our_words(system: SystemUnderTest):
    order = system.orders.find("CS-1001")
    assert order is not None
    (item,) = order.items
    assert (item.product_id, item.color, item.size, item.quantity) == ("s1", "black", "L", 2)
    assert (item.title.ko, item.category) == ("린넨 셔츠", "cup")


def test_masks_whose_order_it_is(system: SystemUnderTest):
    found = [system.orders.find(number) for number in ("CS-1001", "CS-1002")]
    assert [order.customer for order in found if order] == ["김*수", "E*** C*****"]


def test_the_last_four_digits_prove_an_order_and_nothing_else_does(system: SystemUnderTest):
    assert system.orders.proves("cs1001", "0412")
    for number, last4 in (("CS-1001", "5291"), ("CS-1001", ""), ("CS-1001", "412"), ("CS-4711", "0412")):
        assert not system.orders.proves(number, last4)


def test_lists_a_customers_orders_newest_first(system: SystemUnderTest):
    assert [order.id for order in system.orders.of_customer("57")] == ["CS-1003", "CS-1001"]
    assert system.orders.of_customer("") == []
    assert system.orders.of_customer("somebody") == []


def test_cancels_what_has_not_left_and_puts_the_goods_back(system: SystemUnderTest):
    placed = system.orders.place(draft(Line(MUG, 2), paid=True), KIOSK, "place")
    assert isinstance(placed, Done)
    assert system.stock("m1", "white", "") == 5
    assert system.orders.find(placed.subject)
    assert system.orders.cancel(placed.subject, KIOSK, "k") == Done(placed.subject, {"refund": 19800})
    order = system.orders.find(placed.subject)
    assert order
    assert order.status == "cancelled"
    assert system.stock("m1", "white", "") == 7


def test_the_same_request_again_is_answered_and_not_made_again(system: SystemUnderTest):
    first = system.orders.place(draft(Line(MUG, 2)), KIOSK, "k")
    assert system.orders.place(draft(Line(MUG, 2)), KIOSK, "k") == first
    assert system.stock("m1", "white", "") == 5


def test_a_refusal_is_remembered_too(system: SystemUnderTest):
    refused = system.orders.cancel("CS-1002", KIOSK, "k")
    assert refused == Refused("dispatched", {"status": "shipped"})
    assert system.orders.cancel("CS-1002", KIOSK, "k") == refused


@pytest.mark.parametrize("other", ["CS-1001", "CS-4711"])
def test_a_key_serves_one_request_only(system: SystemUnderTest, other: str):
    assert isinstance(system.orders.cancel("CS-1003", KIOSK, "k"), Done)
    with pytest.raises(AnnaeError, match="another request"):
        system.orders.cancel(other, KIOSK, "k")
    with pytest.raises(AnnaeError, match="another request"):
        system.orders.extend_pickup("CS-1003", KIOSK, "k")


def test_requests_that_come_together_are_made_once(system: SystemUnderTest):
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: system.orders.place(draft(Line(MUG, 2)), KIOSK, "k"), range(6)))
    assert isinstance(outcomes[0], Done)
    assert outcomes == [outcomes[0]] * 6
    assert system.stock("m1", "white", "") == 5


def test_the_last_piece_is_sold_once(system: SystemUnderTest):
    last = draft(Line(Variant("s1", "black", "M")))
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda number: system.orders.place(last, KIOSK, f"k{number}"), range(4)))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1
    assert {outcome.rule for outcome in outcomes if isinstance(outcome, Refused)} == {"out_of_stock"}
    assert system.stock("s1", "black", "M") == 0


def test_what_there_is_no_order_for_is_refused(system: SystemUnderTest):
    refused = Refused("no_such_order")
    assert system.orders.cancel("CS-4711", KIOSK, "1") == refused
    assert system.orders.extend_pickup("CS-4711", KIOSK, "2") == refused
    assert system.orders.request_return("CS-4711", [], "defect", KIOSK, "3") == refused
    assert system.orders.request_exchange("CS-4711", Line(MUG), SHIRT, "defect", KIOSK, "4") == refused
    assert system.orders.change_address("CS-4711", "제주시 1", KIOSK, "5") == refused


def test_puts_the_pickup_off_as_often_as_the_shop_allows(system: SystemUnderTest):
    done = system.orders.extend_pickup("CS-1001", KIOSK, "k1")
    assert done == Done("CS-1001", {"deadline": "2026-11-25T19:00:00+09:00"})
    order = system.orders.find("CS-1001")
    assert order
    assert order.deadline
    assert order.deadline.isoformat() == done.detail["deadline"]
    assert order.extended == 1
    assert system.orders.extend_pickup("CS-1001", KIOSK, "k2") == Refused("limit_reached")
    assert system.orders.extend_pickup("CS-1001", KIOSK, "k1") == done
    assert system.orders.extend_pickup("CS-1003", KIOSK, "k3") == Refused("not_for_pickup")


def test_takes_the_wish_to_return_some_items(system: SystemUnderTest):
    done = system.orders.request_return("CS-1004", [Line(SHIRT)], "change_of_mind", KIOSK, "k1")
    assert isinstance(done, Done)
    assert done.detail["items"] == [{"product_id": "s1", "color": "white", "size": "M", "quantity": 1}]
    assert (done.detail["who_pays"], done.detail["fee"]) == ("customer", 6000)
    assert done.detail["until"] == "2026-11-27T23:59:59+09:00"
    order = system.orders.find("CS-1004")
    assert order
    assert order.status == "return_requested"
    (request,) = order.requests
    assert (request.kind, request.reason, request.items[0].product_id) == ("return", "change_of_mind", "s1")
    again = system.orders.request_return("CS-1004", [], "change_of_mind", KIOSK, "k2")
    assert isinstance(again, Refused)
    assert again.rule == "returning"


def test_takes_back_all_when_nothing_is_named(system: SystemUnderTest):
    done = system.orders.request_return("CS-1004", [], "defect", KIOSK, "k1")
    assert isinstance(done, Done)
    assert [item["quantity"] for item in done.detail["items"]] == [2, 1]
    assert (done.detail["who_pays"], done.detail["fee"]) == ("shop", 0)


def test_refuses_a_return_that_the_rules_forbid(system: SystemUnderTest):
    def rule(order_id: str, items: list[Line], key: str, **more) -> str:
        refused = system.orders.request_return(order_id, items, "change_of_mind", KIOSK, key, **more)
        assert isinstance(refused, Refused)
        return refused.rule

    assert rule("CS-1002", [], "k1") == "not_received"
    assert rule("CS-1004", [Line(Variant("c1", "", "200g"))], "k2") == "not_in_order"
    assert rule("CS-1004", [Line(SHIRT, 3)], "k3") == "already_requested"
    assert rule("CS-1004", [], "k4", opened=True) == "excluded"


def test_takes_the_wish_to_exchange_an_item(system: SystemUnderTest):
    black = Variant("s1", "black", "L")
    done = system.orders.request_exchange("CS-1004", Line(SHIRT, 2), black, "change_of_mind", KIOSK, "k1")
    assert isinstance(done, Done)
    assert done.detail["wanted"] == {"product_id": "s1", "color": "black", "size": "L", "quantity": 2}
    order = system.orders.find("CS-1004")
    assert order
    assert order.status == "delivered"
    (request,) = order.requests
    assert request.kind == "exchange"
    assert request.wanted
    assert (request.wanted.color, request.wanted.quantity) == ("black", 2)


def test_refuses_an_exchange_for_what_is_not_there_or_not_the_same(system: SystemUnderTest):
    def rule(item: Line, wanted: Variant, key: str) -> str:
        refused = system.orders.request_exchange("CS-1004", item, wanted, "change_of_mind", KIOSK, key)
        assert isinstance(refused, Refused)
        return refused.rule

    assert rule(Line(SHIRT), Variant("s1", "white", "L"), "k1") == "out_of_stock"
    assert rule(Line(SHIRT), SHIRT, "k2") == "same_variant"
    assert rule(Line(SHIRT), MUG, "k3") == "other_product"
    assert rule(Line(SHIRT), Variant("s1", "white"), "k4") == "choose_size"


def test_sends_an_order_elsewhere_until_it_leaves(system: SystemUnderTest):
    done = system.orders.change_address("CS-1003", "제주시 첨단로 242", KIOSK, "k1")
    assert done == Done("CS-1003", {"area": "jeju", "surcharge": 4000})
    assert system.orders.change_address("CS-1003", "Tokyo 1-1", KIOSK, "k2") == Refused("not_there", {"status": "paid"})
    assert system.orders.change_address("CS-1002", "서울", KIOSK, "k3") == Refused("dispatched", {"status": "shipped"})
    refused = system.orders.change_address("CS-1001", "서울", KIOSK, "k4")
    assert isinstance(refused, Refused)
    assert refused.rule == "not_delivered"
    with pytest.raises(AnnaeError, match="address"):
        system.orders.change_address("CS-1003", " ", KIOSK, "k5")


def test_places_an_order_to_be_collected(system: SystemUnderTest):
    done = system.orders.place(draft(Line(SHIRT, 2), Line(Variant("m1"))), KIOSK, "k")
    assert isinstance(done, Done)
    assert (done.detail["total"], done.detail["delivery_fee"], done.detail["payment"]) == (69500, 0, "due")
    order = system.orders.find(done.subject)
    assert order is not None
    assert (order.kind, order.status, order.channel) == ("pickup", "preparing", "kiosk")
    assert [(item.product_id, item.color, item.size, item.quantity) for item in order.items] == [
        ("s1", "white", "M", 2),
        ("m1", "white", "", 1),
    ]
    assert system.orders.proves(done.subject, "0412")


def test_places_an_order_to_be_sent_for_the_shops_fee(system: SystemUnderTest):
    jeju = Contact("Emma Carter", "010 5555 5291", "제주시 첨단로 242")
    customer = Actor("web", "c2", "57")
    done = system.orders.place(draft(Line(MUG), kind="delivery", contact=jeju, paid=True), customer, "k")
    assert isinstance(done, Done)
    assert (done.detail["total"], done.detail["delivery_fee"], done.detail["payment"]) == (16900, 7000, "paid")
    order = system.orders.find(done.subject)
    assert order
    assert (order.kind, order.status) == ("delivery", "paid")
    assert done.subject in [mine.id for mine in system.orders.of_customer("57")]


@pytest.mark.parametrize(
    ("wish", "rule"),
    [
        (draft(), "nothing_ordered"),
        (draft(Line(Variant("s1", "white", "L"))), "out_of_stock"),
        (draft(Line(MUG, 4), Line(MUG, 4)), "out_of_stock"),
        (draft(Line(Variant("zz"))), "unknown_product"),
        (draft(Line(Variant("s1", "white"))), "choose_size"),
        (draft(Line(MUG), contact=Contact("김민수", "")), "phone_needed"),
        (draft(Line(MUG), kind="delivery", contact=Contact("김민수", "010-5555-0412")), "address_needed"),
        (draft(Line(MUG), kind="delivery", contact=Contact("Emma", "010-5555-0412", "Tokyo")), "not_there"),
    ],
)
def test_refuses_to_place_what_cannot_be_had(system: SystemUnderTest, wish: OrderDraft, rule: str):
    refused = system.orders.place(wish, KIOSK, "k")
    assert isinstance(refused, Refused)
    assert refused.rule == rule
    assert system.stock("m1", "white", "") == 7
