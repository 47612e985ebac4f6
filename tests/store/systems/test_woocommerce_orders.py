"""Orders as WooCommerce and its plugins tell them."""

from dataclasses import replace

import pytest

from annae.errors import AnnaeError
from annae.settings import WooCommerceSettings
from annae.types import Money
from store.shop import Shop
from store.systems.order_system import OrderSystemDown
from store.systems.woocommerce.statuses import Statuses
from store.systems.woocommerce.system import WooCommerce
from tests.store.systems.fake_woocommerce import Asked, FakeWooCommerce, payload


def test_a_paid_order_of_the_block_checkout(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_processing"))
    order = adapter.find("727")
    assert order
    assert (order.customer, order.channel, order.kind, order.status) == ("김*수", "web", "delivery", "paid")
    assert order.ordered_at.isoformat() == "2026-11-21T22:05:11+09:00"
    assert order.total == Money(32800, "KRW")
    assert order.payment_method == "tosspayments_card"
    (item,) = order.items
    assert (item.product_id, item.color, item.size, item.quantity) == ("s1", "black", "L", 1)
    assert item.unit_price == Money(29800, "KRW")
    assert (order.deadline, order.refund_amount, order.delivered_at) == (None, None, None)


@pytest.mark.parametrize("number", ["SO-2026-0815", "so 2026 0815", "SO-2026/0815", "#SO-2026-0815"])
def test_a_number_of_a_plugin_is_found_and_the_id_is_not(
    adapter: WooCommerce, woocommerce: FakeWooCommerce, number: str
):
    woocommerce.add_order(payload("order_ready_for_pickup"))
    order = adapter.find(number)
    assert order
    assert order.id == "SO-2026-0815"
    assert adapter.find("1934") is None
    assert adapter.find("815") is None


def test_a_pickup_of_the_block_checkout_that_is_ready(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_ready_for_pickup"))
    order = adapter.find("SO-2026-0815")
    assert order
    assert (order.kind, order.status) == ("pickup", "ready_for_pickup")
    assert order.ready_at
    assert order.ready_at.isoformat() == "2026-11-19T11:30:00+09:00"
    (item,) = order.items
    assert (item.product_id, item.color, item.size, item.quantity) == ("m1", "white", "", 2)


def test_an_order_that_was_sent_with_its_parcel(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_completed_tracked"))
    order = adapter.find("731")
    assert order
    assert (order.customer, order.status) == ("E*** C*****", "shipped")
    assert (order.carrier, order.tracking_number) == ("cj-logistics", "601244712093")
    assert order.delivered_at is None
    (item,) = order.items
    assert (item.color, item.size) == ("white", "M")  # 색상 percent-encoded, its value in Korean


def test_an_order_without_a_phone_is_nobodys_to_prove(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_cancelled_without_phone"))
    order = adapter.find("735")
    assert order
    assert (order.status, order.payment_method) == ("cancelled", "bank_transfer")
    assert not any(adapter.proves("735", last4) for last4 in ("", "0000", "0412"))


@pytest.mark.parametrize(
    "phone", ["010-5555-0412", "01055550412", "+82 10 5555 0412", "(010) 5555.0412", "０１０５５５５０４１２"]
)
def test_a_phone_may_be_written_in_any_way(adapter: WooCommerce, woocommerce: FakeWooCommerce, phone: str):
    billing = payload("order_processing")["billing"] | {"phone": phone}
    woocommerce.add_order(payload("order_processing", billing=billing))
    assert adapter.proves("727", "0412")
    assert not adapter.proves("727", "5555")


@pytest.mark.parametrize("phone", ["", None, "412", "call my office"])
def test_a_phone_that_is_none_proves_nothing(adapter: WooCommerce, woocommerce: FakeWooCommerce, phone: str | None):
    billing = payload("order_processing")["billing"] | {"phone": phone}
    woocommerce.add_order(payload("order_processing", billing=billing))
    assert not any(adapter.proves("727", last4) for last4 in ("", "412", "0412", "0000"))


def test_money_given_back_is_told_as_one_amount(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_partly_refunded"))
    order = adapter.find("739")
    assert order
    assert order.refund_amount == Money(32800, "KRW")
    assert order.refund_method == "tosspayments_card"


def test_an_order_of_an_old_shop_with_fields_missing(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_of_an_old_shop"))
    order = adapter.find("412")
    assert order
    assert (order.customer, order.channel, order.kind, order.status) == ("J***", "staff", "pickup", "preparing")
    (item,) = order.items
    assert (item.product_id, item.title.ko, item.category) == ("93", "Woo Single #1", "")
    assert order.total is None  # 29.35: our amounts are whole units, and a wrong one is worse than none
    assert adapter.proves("412", "5555")


def test_names_written_for_browsers_are_read_for_people(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    line = payload("order_processing")["line_items"][0]
    line |= {
        "product_id": 9,
        "variation_id": 0,
        "sku": "",
        "parent_name": None,
        "name": "Salt &amp; Pepper &#8211; Set",
    }
    woocommerce.add_order(payload("order_processing", line_items=[line]))
    order = adapter.find("727")
    assert order
    assert order.items[0].title["en"] == "Salt & Pepper – Set"


def test_a_time_without_gmt_is_the_shops(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    order = payload("order_processing", date_created_gmt="")
    woocommerce.add_order(order)
    found = adapter.find("727")
    assert found
    assert found.ordered_at.isoformat() == "2026-11-21T22:05:11+09:00"


@pytest.mark.parametrize("status", ["trash", "checkout-draft", "auto-draft"])
def test_what_is_no_order_yet_or_any_more_is_not_found(adapter: WooCommerce, woocommerce: FakeWooCommerce, status: str):
    woocommerce.add_order(payload("order_processing", status=status))
    assert adapter.find("727") is None
    assert [order.id for order in adapter.of_customer("57")] == ["CS-1003", "CS-1001"]


def test_a_status_nobody_has_explained_is_an_error_that_says_where_to(
    adapter: WooCommerce, woocommerce: FakeWooCommerce
):
    woocommerce.add_order(payload("order_processing", status="wc-gift-wrapping"))
    with pytest.raises(AnnaeError, match=r"'gift-wrapping'.*woocommerce\.statuses"):
        adapter.find("727")


def test_the_shop_says_what_its_own_statuses_mean(
    shop: Shop, settings: WooCommerceSettings, woocommerce: FakeWooCommerce
):
    adapter = WooCommerce(shop, replace(settings, statuses="wc-gift-wrapping = preparing | completed=delivered"))
    woocommerce.add_order(payload("order_processing", status="gift-wrapping"))
    woocommerce.add_order(payload("order_completed_tracked"))
    wrapped, sent = adapter.find("727"), adapter.find("731")
    assert wrapped
    assert wrapped.status == "preparing"
    assert sent
    assert (sent.status, str(sent.delivered_at)) == ("delivered", "2026-11-20 16:40:02+09:00")


@pytest.mark.parametrize("own", ["packed", "packed=", "=preparing", "packed=wrapped", "a=paid|b"])
def test_meanings_that_cannot_be_read_are_an_error(own: str):
    with pytest.raises(AnnaeError, match=r"woocommerce\.statuses"):
        Statuses(own)


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "seven"},
        {"status": None},
        {"line_items": [{"id": 1}]},
        {"refunds": [{"total": "a lot"}]},
        {"date_created": None, "date_created_gmt": None},
        {"billing": "Seoul"},
    ],
)
def test_an_order_that_cannot_be_read_names_the_field_and_not_what_it_holds(
    adapter: WooCommerce, woocommerce: FakeWooCommerce, broken: dict[str, object]
):
    woocommerce.orders[727] = payload("order_processing", **broken)
    with pytest.raises(OrderSystemDown) as caught:
        adapter.find("727")
    assert "Seoul" not in str(caught.value)


def test_who_proves_an_order_is_not_kept_waiting_for_it_twice(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.add_order(payload("order_processing"))
    assert adapter.proves("727", "0412")
    assert adapter.find("727")
    assert len(woocommerce.requests("GET", "/orders")) == 1


def test_an_order_that_moves_to_the_next_page_is_told_once(
    adapter: WooCommerce, woocommerce: FakeWooCommerce, monkeypatch: pytest.MonkeyPatch
):
    for number in range(5000, 5150):
        woocommerce.add_order(payload("order_processing", id=number, number=str(number)))
    answer = woocommerce.handle

    def with_one_more(asked: Asked):
        if asked.query.get("page") == "2":
            woocommerce.add_order(payload("order_processing", id=6000, date_created_gmt="2026-11-22T04:59:59"))
        return answer(asked)

    monkeypatch.setattr(woocommerce, "handle", with_one_more)
    found = [order.id for order in adapter.of_customer("57")]
    assert len(found) == len(set(found)) == 152


def test_an_order_may_be_on_the_third_page_of_what_is_found(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    for number in range(5000, 5250):
        woocommerce.add_order(payload("order_processing", id=number, number=f"77-{number}"))
    woocommerce.add_order(payload("order_processing", id=4999, number="77", date_created_gmt="2020-01-01T00:00:00"))
    assert adapter.find("77")
