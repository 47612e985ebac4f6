"""What is set aside is there for its owner until its time, and for nobody else."""

from collections.abc import Callable
from datetime import timedelta

from store.changes.reservation import release, reservations, reserve
from store.line import Line, Variant
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Done, OrderDraft, Refused
from tests.store.changes.conftest import BEANS, CONTACT, MINJI, SOL, left

Later = Callable[[timedelta], None]


def _free(shop: Shop) -> int:
    return next(row.quantity for row in shop.stock("c1") if row.size == "200g")


def test_it_lasts_until_closing_time_the_next_day(shop: Shop) -> None:
    done = reserve(shop, Line(BEANS, 3), MINJI, "k1")
    assert isinstance(done, Done)
    assert done.detail["until"] == "2026-11-21T22:00:00+09:00"  # a Saturday
    (found,) = reservations(shop, MINJI)
    assert (found.number, found.line, found.until.isoformat()) == (done.subject, Line(BEANS, 3), done.detail["until"])
    assert reservations(shop, SOL) == []


def test_the_stock_that_is_told_is_without_it(shop: Shop, later: Later) -> None:
    reserve(shop, Line(BEANS, 3), MINJI, "k1")
    assert (_free(shop), left(shop, BEANS)) == (1, 4)
    later(timedelta(hours=31, minutes=29))
    assert _free(shop) == 1
    later(timedelta(hours=31, minutes=30))
    assert _free(shop) == 4
    assert reservations(shop, MINJI) == []


def test_no_more_is_set_aside_than_there_is(shop: Shop) -> None:
    reserve(shop, Line(BEANS, 3), MINJI, "k1")
    for by in (SOL, MINJI):
        refused = reserve(shop, Line(BEANS, 2), by, f"k2{by.channel}")
        assert isinstance(refused, Refused)
        assert (refused.rule, refused.detail["left"]) == ("out_of_stock", 1)


def test_what_nobody_has_counted_is_not_promised(shop: Shop) -> None:
    refused = reserve(shop, Line(Variant("g1")), MINJI, "k1")
    assert isinstance(refused, Refused)
    assert refused.rule == "stock_unknown"


def test_it_can_be_given_up_by_its_owner_only(shop: Shop) -> None:
    done = reserve(shop, Line(BEANS, 3), MINJI, "k1")
    assert isinstance(done, Done)
    assert release(shop, done.subject, SOL, "k2") == Refused("no_reservation")
    assert release(shop, done.subject.replace("-", " "), MINJI, "k3") == Done(done.subject)
    assert _free(shop) == 4


def test_buying_uses_it_up(shop: Shop, orders: BuiltinOrderSystem) -> None:
    reserve(shop, Line(BEANS, 3), MINJI, "k1")
    draft = OrderDraft("pickup", (Line(BEANS, 2),), CONTACT)
    assert isinstance(orders.place(draft, MINJI, "k2"), Done)
    assert [entry.line for entry in reservations(shop, MINJI)] == [Line(BEANS, 1)]
    assert (left(shop, BEANS), _free(shop)) == (2, 1)
    refused = orders.place(draft, SOL, "k3")
    assert isinstance(refused, Refused)
    assert (refused.rule, refused.detail["left"]) == ("out_of_stock", 1)


def test_what_has_expired_is_for_everybody(shop: Shop, orders: BuiltinOrderSystem, later: Later) -> None:
    reserve(shop, Line(BEANS, 4), MINJI, "k1")
    later(timedelta(days=2))
    assert isinstance(orders.place(OrderDraft("pickup", (Line(BEANS, 4),), CONTACT), SOL, "k2"), Done)
    assert left(shop, BEANS) == 0
