"""Personal data that has not been needed for privacy.keep_days is removed, and nothing else is."""

from datetime import datetime

import pytest
from sqlalchemy import func, select, update

from annae.errors import AnnaeError
from store.database.engine import reading, writing
from store.database.models import (
    AuditRow,
    CartItemRow,
    CartRow,
    ChannelLinkRow,
    OperationRow,
    OrderRow,
    ReservationRow,
    RestockAlertRow,
    WrongTryRow,
)
from store.identity.retention import Purged, count_orders, purge
from store.importer import import_pack
from store.orders import find_order, order_by_id
from store.pack import read_pack
from store.shop import Shop
from tests.store.conftest import WritePack
from tests.store.identity.people import fill, finish

DELIVERED = datetime.fromisoformat("2026-11-24T12:00:00+09:00")
NOTHING = Purged(0, 0, 0, 0, 0, 0, 0)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2026-11-24T12:00:00")


def at(monkeypatch: pytest.MonkeyPatch, time: str) -> None:
    monkeypatch.setenv("STORE_NOW", time)


def order(shop: Shop, lookup: str = "CS1001") -> OrderRow:
    with reading(shop.engine) as session:
        return session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": lookup})


def test_a_finished_order_loses_its_customer_after_the_days_and_not_before(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(shop)
    finish(shop, "CS1001", DELIVERED)
    at(monkeypatch, "2026-12-04T12:00:00")
    assert count_orders(shop, 10) == 1
    assert purge(shop, 10).orders == 0
    assert order(shop).customer_name == "김민수"
    at(monkeypatch, "2026-12-04T12:00:01")
    assert purge(shop, 10).orders == 1
    row = order(shop)
    assert {row.customer_id, row.customer_name, row.phone_last4, row.phone, row.address, row.tracking_number} == {""}
    assert (row.id, row.status, len(row.items)) == ("CS-1001", "delivered", 2)
    assert purge(shop, 10).orders == 0


@pytest.mark.parametrize("status", ["paid", "preparing", "ready_for_pickup", "shipped", "return_requested"])
def test_an_unfinished_order_keeps_its_customer_however_old(
    shop: Shop, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(shop.engine) as session:
        session.execute(update(OrderRow).values(status=status))
    at(monkeypatch, "2036-01-01T00:00:00")
    assert purge(shop, 1).orders == 0
    assert order(shop).customer_name == "김민수"


def test_an_order_with_a_refund_still_due_keeps_its_customer(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(shop.engine) as session:
        refund = {"status": "cancelled", "refund_by": datetime.fromisoformat("2026-12-24T00:00:00+09:00")}
        session.execute(update(OrderRow).where(OrderRow.lookup == "CS1001").values(refund))
    at(monkeypatch, "2026-12-23T00:00:00")
    assert purge(shop, 1).orders == 0


def test_an_anonymised_order_cannot_be_proved_by_anybody(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(shop, "CS1001", DELIVERED)
    at(monkeypatch, "2027-12-01T00:00:00")
    purge(shop, 1)
    assert order_by_id(shop, "CS-1001") is not None
    for digits in ("0412", "", "----"):
        assert find_order(shop, "CS-1001", digits) is None


def test_importing_the_same_pack_again_does_not_bring_people_back(
    shop: Shop, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered = "CS-1001,김민수,0412,app,pickup,m1,picked_up,2026-01-19 11:00,,,"
    header = "id,customer_name,phone_last4,channel,kind,items,status,ordered_at,ready_at,deadline,extended"
    pack = read_pack(write_pack(orders=f"{header}\n{delivered}\n"))
    import_pack(shop.engine, pack)
    assert purge(shop, 30).orders == 1
    import_pack(shop.engine, pack)
    assert order(shop).customer_name == ""


def test_what_belongs_to_old_conversations_goes(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(shop)
    at(monkeypatch, "2026-12-04T12:00:00")
    purged = purge(shop, 10)
    assert (purged.carts, purged.reservations, purged.restock_alerts, purged.operations, purged.audit) == (0,) * 5
    at(monkeypatch, "2026-12-05T12:00:01")
    purged = purge(shop, 10)
    assert purged == Purged(orders=0, carts=1, reservations=1, restock_alerts=1, operations=1, wrong_tries=0, audit=2)
    with reading(shop.engine) as session:
        for model in (CartRow, CartItemRow, ReservationRow, RestockAlertRow, OperationRow):
            assert session.scalar(select(func.count()).select_from(model)) == 0
        assert session.scalar(select(func.count()).select_from(ChannelLinkRow)) == 1
    assert purge(shop, 10) == NOTHING


def test_the_audit_keeps_what_was_done_and_by_which_clerk(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(shop)
    at(monkeypatch, "2027-01-01T00:00:00")
    purge(shop, 10)
    with reading(shop.engine) as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        assert [(row.actor, row.channel, row.action, row.subject) for row in rows] == [
            ("", "kakao", "cart.added", ""),
            ("counter", "staff", "channel.linked", ""),
        ]


def test_wrong_tries_go_when_they_lock_nothing_any_more(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(shop.engine) as session:
        session.add(WrongTryRow(store_id=shop.store_id, conversation="c", order_lookup="X", at=shop.now()))
    at(monkeypatch, "2026-11-24T12:59:59")
    assert purge(shop, 180).wrong_tries == 0
    at(monkeypatch, "2026-11-24T13:00:00")
    assert purge(shop, 180).wrong_tries == 1


def test_many_orders_are_gone_through_in_portions(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(shop, "CS1001", DELIVERED)
    with writing(shop.engine) as session:
        first = session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": "CS1001"})
        columns = {column.key: getattr(first, column.key) for column in OrderRow.__table__.columns}
        for number in range(1200):
            session.add(OrderRow(**columns | {"lookup": f"N{number}", "id": f"N-{number}"}))
    at(monkeypatch, "2027-12-01T00:00:00")
    done: list[float] = []
    assert purge(shop, 10, done.append).orders == 1201
    assert sum(done) == 1201


def test_a_store_that_was_never_imported_is_a_clear_error(shop: Shop) -> None:
    with pytest.raises(AnnaeError, match="there is no store 'other'"):
        purge(Shop(shop.engine, "other"), 10)
