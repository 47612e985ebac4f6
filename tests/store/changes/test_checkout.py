"""An order takes its goods out of the stock and keeps what they cost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from annae.types import Money
from store.changes import cart
from store.changes.checkout import checkout
from store.database.encryption import Cipher, new_key
from store.database.engine import reading, writing
from store.database.models import AuditRow, OperationRow, OrderRow, PromotionRow, StoreRow
from store.database.texts import set_cipher
from store.line import Line, Variant
from store.orders import find_order
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Contact, Done, OrderDraft, Refused
from tests.store.changes.conftest import BEANS, CONTACT, MINJI, NOW, SHIRT, SOL, audited, left

Place = Callable[..., str]


def test_the_cart_becomes_an_order_and_is_empty(shop: Shop) -> None:
    cart.add(shop, Line(SHIRT, 2), MINJI, "k1")
    done = checkout(shop, "delivery", CONTACT, MINJI, "k2")
    assert isinstance(done, Done)
    assert done.detail["total"] == 60_000
    assert done.detail["delivery_fee"] == 0  # from 50,000 won
    assert left(shop, SHIRT) == 7
    assert cart.cart(shop, MINJI).lines == ()
    assert checkout(shop, "delivery", CONTACT, MINJI, "k2") == done
    assert checkout(shop, "delivery", CONTACT, MINJI, "k3") == Refused("nothing_ordered")
    assert left(shop, SHIRT) == 7


def test_its_owner_finds_it_by_number_and_digits(shop: Shop, place: Place) -> None:
    order = find_order(shop, place(Line(SHIRT), Line(SHIRT), by=SOL), "5678")
    assert order is not None
    assert (order.kind, order.status, order.customer, order.channel) == ("delivery", "preparing", "김*지", "kakao")
    assert [(item.title["en"], item.color, item.quantity, item.unit_price) for item in order.items] == [
        ("Shirt", "red", 2, Money(30_000))
    ]
    assert (order.total, order.ordered_at) == (Money(60_000), NOW)


def test_a_customer_sees_their_orders_newest_first(orders: BuiltinOrderSystem, place: Place) -> None:
    numbers = [place(Line(SHIRT), by=SOL) for _ in range(2)]
    place(Line(SHIRT), by=MINJI)
    assert {order.id for order in orders.of_customer("C7")} == set(numbers)
    assert orders.of_customer("") == []


def test_a_number_can_be_said_and_not_guessed(place: Place) -> None:
    numbers = [place(Line(Variant("g1"))) for _ in range(20)]
    assert all(re.fullmatch(r"[1-9]\d{3}-\d{4}", number) for number in numbers)
    assert len({number[:3] for number in numbers}) > 5


@pytest.mark.parametrize(("paid", "status", "payment"), [(True, "paid", "paid"), (False, "preparing", "due")])
def test_it_is_paid_only_when_we_were_told(
    shop: Shop, orders: BuiltinOrderSystem, paid: bool, status: str, payment: str
) -> None:
    done = orders.place(OrderDraft("delivery", (Line(SHIRT),), CONTACT, paid=paid), MINJI, "k1")
    assert isinstance(done, Done)
    assert done.detail["payment"] == payment
    order = orders.find(done.subject)
    assert order is not None
    assert order.status == status


def test_the_last_one_is_sold_once(orders: BuiltinOrderSystem, shop: Shop) -> None:
    last = Variant("s1", "red", "M")
    outcomes = [orders.place(OrderDraft("delivery", (Line(last),), CONTACT), MINJI, f"k{n}") for n in range(2)]
    assert [type(outcome) for outcome in outcomes] == [Done, Refused]
    assert left(shop, last) == 0


def test_an_order_that_fails_in_one_line_takes_nothing(shop: Shop, orders: BuiltinOrderSystem) -> None:
    draft = OrderDraft("delivery", (Line(SHIRT, 2), Line(Variant("s1", "blue", "S"))), CONTACT)
    refused = orders.place(draft, MINJI, "k1")
    assert isinstance(refused, Refused)
    assert refused.detail["color"] == "blue"
    assert left(shop, SHIRT) == 9
    assert audited(shop, "order.placed") == []


def test_what_nobody_has_counted_is_sold_without_a_promise(shop: Shop, orders: BuiltinOrderSystem) -> None:
    done = orders.place(OrderDraft("delivery", (Line(Variant("g1"), 3), Line(SHIRT)), CONTACT), MINJI, "k1")
    assert isinstance(done, Done)
    assert done.detail["stock_unknown"] == [{"product_id": "g1", "color": "", "size": ""}]


@pytest.mark.parametrize(
    ("kind", "contact", "refused"),
    [
        ("pickup", Contact("김민지", "123"), Refused("phone_needed")),
        ("pickup", Contact("김민지", ""), Refused("phone_needed")),
        ("delivery", Contact("김민지", "010-1234-5678", " "), Refused("address_needed")),
        ("delivery", Contact("김민지", "010-1234-5678", "울릉군 1"), Refused("not_there", {"area": "island"})),
    ],
)
def test_what_is_missing_is_asked_for(
    orders: BuiltinOrderSystem, kind: Any, contact: Contact, refused: Refused
) -> None:
    assert orders.place(OrderDraft(kind, (Line(BEANS),), contact), MINJI, "k1") == refused


def test_a_takeout_needs_no_phone_and_is_nobodys_by_digits(shop: Shop, orders: BuiltinOrderSystem) -> None:
    done = orders.place(OrderDraft("takeout", (Line(Variant("latte"), 2),), Contact("", "")), MINJI, "k1")
    assert isinstance(done, Done)
    assert (done.detail["total"], done.detail["stock_unknown"]) == (9_000, [])
    assert find_order(shop, done.subject, "") is None


def test_the_menu_is_for_takeout_only(orders: BuiltinOrderSystem) -> None:
    refused = orders.place(OrderDraft("pickup", (Line(Variant("latte")),), CONTACT), MINJI, "k1")
    assert refused == Refused("only_takeout", {"product_id": "latte"})


def test_the_area_is_paid_for_too(orders: BuiltinOrderSystem) -> None:
    contact = Contact("김민지", "010-1234-5678", "제주시 연동 1")
    done = orders.place(OrderDraft("delivery", (Line(BEANS),), contact), MINJI, "k1")
    assert isinstance(done, Done)
    assert (done.detail["delivery_fee"], done.detail["total"]) == (7_000, 25_000)


def test_personal_data_is_encrypted_and_in_no_log(shop: Shop, orders: BuiltinOrderSystem) -> None:
    set_cipher(shop.engine, Cipher(new_key()))
    done = orders.place(OrderDraft("delivery", (Line(SHIRT),), CONTACT), MINJI, "k1")
    orders.change_address(done.subject, "부산시 해운대구 9", MINJI, "k2")  # type: ignore[union-attr]
    with reading(shop.engine) as session:
        query = text("SELECT customer_name, phone, phone_last4, address FROM orders WHERE total IS NOT NULL")
        assert all(value.startswith("fernet:") for value in session.execute(query).one())
        kept = [*session.scalars(select(AuditRow)), *session.scalars(select(OperationRow))]
        row = session.scalars(select(OrderRow).where(OrderRow.total.is_not(None))).one()
        assert (row.customer_name, row.phone, row.address) == ("김민지", "01012345678", "부산시 해운대구 9")
    everything = " ".join(str(vars(entry)) for entry in kept) + repr(CONTACT) + repr(done)
    assert not any(secret in everything for secret in ("민지", "5678", "중구", "해운대"))


def test_a_promotion_for_the_whole_order_leaves_the_price_of_a_piece_open(
    shop: Shop, orders: BuiltinOrderSystem
) -> None:
    with writing(shop.engine) as session:
        session.add(
            PromotionRow(
                store_id=shop.store_id,
                id="all",
                name_ko="",
                name_en="",
                product_ids=[],
                category="",
                discount_amount=5_000,
                code="HELLO",
                condition_ko="",
                condition_en="",
                daily_from="",
            )
        )
        session.get_one(StoreRow, shop.store_id).revision += 1
    done = orders.place(OrderDraft("delivery", (Line(SHIRT, 2),), CONTACT, code="hello"), MINJI, "k1")
    assert isinstance(done, Done)
    assert (done.detail["total"], done.detail["promotions"]) == (55_000, ["all"])
    order = orders.find(done.subject)
    assert order is not None
    assert order.items[0].unit_price is None
