"""What changes in the shop's WooCommerce, and that it changes once when answers are lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from annae.errors import AnnaeError
from annae.settings import WooCommerceSettings
from store.actor import Actor
from store.database.engine import reading
from store.database.models import AuditRow
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Contact, Done, OrderDraft, OrderSystemDown, Refused
from store.systems.woocommerce.system import WooCommerce
from tests.store.systems.fake_woocommerce import FakeWooCommerce, Fault

KIOSK = Actor("kiosk", "c1")
MUGS = OrderDraft("pickup", (Line(Variant("m1"), 2),), Contact("김민수", "010-5555-0412"))


def lost(method: str, *, after: bool) -> Fault:
    """A request that ends in a time-out of the shop's own; ``after`` it was made."""
    return Fault(504, body=b"<html>504 Gateway Time-out</html>", after=after, method=method)


def test_cancelling_sets_the_status_and_tells_staff_to_refund(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    adapter.cancel("CS-1003", KIOSK, "k")
    assert woocommerce.orders[903]["status"] == "cancelled"
    (note,) = woocommerce.notes[903]
    assert "환불" in note["note"]
    assert note["customer_note"] is False


def test_an_address_replaces_the_old_one_as_a_whole(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    adapter.change_address("CS-1003", "제주시 첨단로 242", KIOSK, "k")
    shipping = woocommerce.orders[903]["shipping"]
    assert (shipping["address_1"], shipping["address_2"], shipping["city"]) == ("제주시 첨단로 242", "", "")
    assert (shipping["last_name"], shipping["country"]) == ("김", "KR")
    assert "첨단로" not in woocommerce.notes[903][0]["note"]


def test_an_exchange_asks_staff_to_set_the_goods_aside(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    wanted = Variant("s1", "black", "L")
    done = adapter.request_exchange("CS-1004", Line(Variant("s1", "white", "M")), wanted, "defect", KIOSK, "k")
    assert isinstance(done, Done)
    assert done.detail["reservation"] is None
    assert woocommerce.stock(2203) == 3
    (note,) = woocommerce.notes[904]
    assert "s1 white M × 1 → s1 black L × 1" in note["note"]


def test_staff_end_a_request_by_emptying_its_field(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    adapter.request_return("CS-1004", [], "defect", KIOSK, "k1")
    for meta in woocommerce.orders[904]["meta_data"]:
        if meta["key"] == "annae_requests":
            meta["value"] = ""
    order = adapter.find("CS-1004")
    assert order
    assert (order.status, order.requests) == ("delivered", ())


def test_a_deadline_that_staff_have_written_counts(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.orders[901]["meta_data"].append({"id": 1, "key": "annae_deadline", "value": "2026-11-30 18:00"})
    order = adapter.find("CS-1001")
    assert order
    assert order.deadline
    assert order.deadline.isoformat() == "2026-11-30T18:00:00+09:00"


def test_what_was_made_though_the_answer_was_lost_is_not_made_again(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.faults.append(lost("PUT", after=True))
    assert isinstance(adapter.extend_pickup("CS-1001", KIOSK, "k"), Done)
    assert len(woocommerce.requests("PUT")) == 1
    assert len(woocommerce.notes[901]) == 1


def test_what_was_not_made_is_asked_for_once_more(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.faults.append(lost("PUT", after=False))
    assert isinstance(adapter.cancel("CS-1003", KIOSK, "k"), Done)
    assert len(woocommerce.requests("PUT")) == 2
    assert woocommerce.orders[903]["status"] == "cancelled"


@pytest.mark.parametrize("after", [True, False])
def test_a_note_whose_answer_was_lost_is_there_once_in_the_end(
    adapter: WooCommerce, woocommerce: FakeWooCommerce, after: bool
):
    woocommerce.faults.append(lost("POST", after=after))
    with pytest.raises(OrderSystemDown):
        adapter.extend_pickup("CS-1001", KIOSK, "k")
    done = adapter.extend_pickup("CS-1001", KIOSK, "k")
    assert isinstance(done, Done)
    assert adapter.extend_pickup("CS-1001", KIOSK, "k") == done
    assert len(woocommerce.notes[901]) == 1
    assert len(woocommerce.requests("PUT")) == 1


@pytest.mark.parametrize("after", [True, False])
def test_an_order_whose_answer_was_lost_is_placed_once(adapter: WooCommerce, woocommerce: FakeWooCommerce, after: bool):
    before = len(woocommerce.orders)
    woocommerce.faults.append(lost("POST", after=after))
    with pytest.raises(OrderSystemDown):
        adapter.place(MUGS, KIOSK, "k")
    done = adapter.place(MUGS, KIOSK, "k")
    assert isinstance(done, Done)
    assert done.detail["total"] == 19800
    assert len(woocommerce.orders) == before + 1
    assert woocommerce.stock(31) == 5
    assert adapter.find(done.subject)


def test_nothing_is_sent_while_nobody_knows_the_order(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.faults.extend([Fault(503)] * 4)
    with pytest.raises(OrderSystemDown):
        adapter.cancel("CS-1003", KIOSK, "k")
    assert woocommerce.requests("PUT") == []
    assert woocommerce.orders[903]["status"] == "processing"


def test_a_key_that_failed_still_serves_its_request_only(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.faults.append(lost("POST", after=False))
    with pytest.raises(OrderSystemDown):
        adapter.place(MUGS, KIOSK, "k")
    with pytest.raises(AnnaeError, match="another request"):
        adapter.cancel("CS-1003", KIOSK, "k")


def test_a_change_and_its_repetition_leave_one_audit_row(adapter: WooCommerce, shop: Shop):
    for _ in range(2):
        adapter.cancel("CS-1003", KIOSK, "k1")
    adapter.cancel("CS-1002", KIOSK, "k2")
    with reading(shop.engine) as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.store_id == shop.store_id)).all()
    assert [(row.action, row.subject, row.channel, row.actor) for row in rows] == [
        ("order.cancelled", "CS-1003", "kiosk", "c1")
    ]


def test_a_process_that_ended_in_the_middle_leaves_a_request_to_be_taken_up(
    shop: Shop, settings: WooCommerceSettings, woocommerce: FakeWooCommerce, monkeypatch: pytest.MonkeyPatch
):
    adapter = WooCommerce(shop, replace(settings, timeout_s=2.0))

    class Killed(BaseException):
        """As if the process had gone: nothing of ours runs any more."""

    def gone(*_: object) -> None:
        raise Killed

    monkeypatch.setattr("store.systems.ledger._Entry.settle", gone)
    with pytest.raises(Killed):
        adapter.place(MUGS, KIOSK, "k")
    monkeypatch.undo()
    monkeypatch.setenv("STORE_NOW", "2026-11-22T14:00:10+09:00")
    with pytest.raises(OrderSystemDown, match="still being made"):
        adapter.place(MUGS, KIOSK, "k")
    monkeypatch.setenv("STORE_NOW", "2026-11-22T14:05:00+09:00")
    assert isinstance(adapter.place(MUGS, KIOSK, "k"), Done)
    assert len(woocommerce.requests("POST", "/orders")) == 1


def test_two_wishes_for_one_order_at_once_are_both_kept(adapter: WooCommerce):
    shirt, mug = Line(Variant("s1", "white", "M")), Line(Variant("m1", "white"))
    black = Variant("s1", "black", "L")

    def ask(wish: int) -> object:
        if wish:
            return adapter.request_return("CS-1004", [mug], "defect", KIOSK, "k1")
        return adapter.request_exchange("CS-1004", shirt, black, "defect", KIOSK, "k2")

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(ask, range(2)))
    order = adapter.find("CS-1004")
    assert order
    assert len(order.requests) == sum(isinstance(outcome, Done) for outcome in outcomes) >= 1


def test_a_code_that_the_shop_does_not_know_is_refused(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    draft = OrderDraft("pickup", MUGS.lines, MUGS.contact, code="NOPE")
    assert adapter.place(draft, KIOSK, "k1") == Refused("code_not_valid", {"code": "NOPE"})
    woocommerce.coupons.add("NOPE")
    assert isinstance(adapter.place(draft, KIOSK, "k2"), Done)


def test_says_the_colour_of_a_product_without_variations_on_the_line(
    adapter: WooCommerce, woocommerce: FakeWooCommerce
):
    done = adapter.place(MUGS, KIOSK, "k")
    assert isinstance(done, Done)
    (line,) = woocommerce.orders[int(done.subject)]["line_items"]
    assert line["meta_data"] == [{"key": "color", "value": "white"}]


def test_what_our_catalogue_has_and_the_shop_does_not_sell_is_refused(
    adapter: WooCommerce, woocommerce: FakeWooCommerce
):
    woocommerce.products[31]["sku"] = "mug-old"
    assert adapter.place(MUGS, KIOSK, "k") == Refused("unknown_product", {"product_id": "m1"})


def test_goods_on_back_order_are_sold(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    woocommerce.products[31] |= {"stock_quantity": 0, "stock_status": "onbackorder", "backorders_allowed": True}
    assert isinstance(adapter.place(MUGS, KIOSK, "k"), Done)


def test_an_order_is_not_changed_by_two_at_once(adapter: WooCommerce, woocommerce: FakeWooCommerce):
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda number: adapter.extend_pickup("CS-1001", KIOSK, f"k{number}"), range(4)))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1
    assert len(woocommerce.requests("PUT")) == 1
