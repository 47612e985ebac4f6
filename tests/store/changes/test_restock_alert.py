"""Whoever wanted something that was sold out hears once that it is there again."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import update

from store.changes.reservation import release, reserve
from store.changes.restock_alert import alert_delivered, ask_for_alert, claim_due_alerts
from store.database.engine import writing
from store.database.models import StockRow
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Done, Refused
from tests.store.changes.conftest import BEANS, MINJI, SOL, audited

Later = Callable[[timedelta], None]
BLUE = Variant("s1", "blue", "S")  # none of them


def _restock(shop: Shop, quantity: int = 5) -> None:
    with writing(shop.engine) as session:
        session.execute(update(StockRow).where(StockRow.color == "blue").values(quantity=quantity))


def test_it_is_due_when_there_are_some(shop: Shop) -> None:
    done = ask_for_alert(shop, BLUE, "010-1234-5678", SOL, "k1")
    assert isinstance(done, Done)
    assert claim_due_alerts(shop) == []
    _restock(shop)
    (due,) = claim_due_alerts(shop)
    assert (due.id, due.variant, due.left, due.channel, due.contact) == (
        done.subject,
        BLUE,
        5,
        "kakao",
        "010-1234-5678",
    )
    assert "5678" not in repr(due)


def test_nobody_else_delivers_it_meanwhile_and_nobody_afterwards(shop: Shop, later: Later) -> None:
    ask_for_alert(shop, BLUE, "x", SOL, "k1")
    _restock(shop)
    (due,) = claim_due_alerts(shop)
    assert claim_due_alerts(shop) == []
    assert alert_delivered(shop, due.id, SOL) == alert_delivered(shop, due.id, MINJI) == Done(due.id)
    assert len(audited(shop, "restock_alert.delivered")) == 1
    assert alert_delivered(shop, "another", SOL) == Refused("no_such_alert")
    later(timedelta(hours=1))
    assert claim_due_alerts(shop) == []


def test_one_that_was_not_delivered_is_given_out_again(shop: Shop, later: Later) -> None:
    ask_for_alert(shop, BLUE, "x", SOL, "k1")
    _restock(shop)
    assert len(claim_due_alerts(shop)) == 1
    later(timedelta(minutes=10))
    assert len(claim_due_alerts(shop)) == 1


def test_whoever_asks_twice_is_told_once_at_the_newest_contact(shop: Shop) -> None:
    first, second = (ask_for_alert(shop, BLUE, contact, SOL, contact) for contact in ("old", "new"))
    assert first == second
    ask_for_alert(shop, BLUE, "another", MINJI, "k3")
    _restock(shop)
    assert sorted(due.contact for due in claim_due_alerts(shop)) == ["another", "new"]


def test_there_is_none_for_what_is_there(shop: Shop) -> None:
    refused = ask_for_alert(shop, BEANS, "x", SOL, "k1")
    assert isinstance(refused, Refused)
    assert (refused.rule, refused.detail["left"]) == ("in_stock", 4)


def test_what_others_have_set_aside_is_not_there(shop: Shop) -> None:
    held = reserve(shop, Line(BEANS, 4), MINJI, "k1")
    assert isinstance(ask_for_alert(shop, BEANS, "x", SOL, "k2"), Done)
    assert claim_due_alerts(shop) == []
    release(shop, held.subject, MINJI, "k3")  # type: ignore[union-attr]
    assert [due.left for due in claim_due_alerts(shop)] == [4]


def test_after_it_was_told_it_can_be_asked_for_anew(shop: Shop) -> None:
    first = ask_for_alert(shop, BLUE, "x", SOL, "k1")
    _restock(shop)
    alert_delivered(shop, claim_due_alerts(shop)[0].id, SOL)
    _restock(shop, 0)
    assert ask_for_alert(shop, BLUE, "x", SOL, "k2").subject != first.subject  # type: ignore[union-attr]
