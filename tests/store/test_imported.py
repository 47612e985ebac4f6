"""Importing a pack again brings its news and undoes nothing that customers did."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select

from store.actor import Actor
from store.changes.cancellation import cancel
from store.database.engine import reading
from store.database.models import OrderRow, StockRow
from store.imported import merge_imported
from store.importer import import_pack
from store.line import Line, Variant
from store.pack import read_pack
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Contact, Done, OrderDraft
from tests.store.conftest import ORDERS, STOCK

WritePack = Callable[..., Path]
STAFF = Actor("staff", "desk")
BEANS = Variant("c1", "", "200g")  # four of them


def _buy(shop: Shop, quantity: int) -> str:
    draft = OrderDraft("takeout", (Line(BEANS, quantity),), Contact("", ""))
    done = BuiltinOrderSystem(shop).place(draft, STAFF, f"bought-{quantity}")
    assert isinstance(done, Done)
    return done.subject


def _status(shop: Shop, order_id: str) -> str:
    with reading(shop.engine) as session:
        return session.scalars(select(OrderRow.status).where(OrderRow.id == order_id)).one()


def _beans(shop: Shop) -> int:
    with reading(shop.engine) as session:
        return session.scalars(select(StockRow.quantity).where(StockRow.size == "200g")).one()


def test_the_same_pack_undoes_nothing(engine: Engine, shop: Shop, write_pack: WritePack) -> None:
    placed = _buy(shop, 3)
    assert isinstance(cancel(shop, "CS-1003", STAFF, "k1"), Done)
    assert not import_pack(engine, read_pack(write_pack()), prune=True).changed
    assert (_status(shop, "CS-1003"), _status(shop, placed), _beans(shop)) == ("cancelled", "preparing", 1)


def test_what_is_new_in_the_pack_counts(engine: Engine, shop: Shop, write_pack: WritePack) -> None:
    _buy(shop, 3)
    cancel(shop, "CS-1003", STAFF, "k1")
    news = write_pack(
        orders=ORDERS.replace("app,pickup,m1,preparing", "app,pickup,m1,ready_for_pickup"),
        stock=STOCK.replace("cafe-street,4", "cafe-street,20"),
    )
    report = import_pack(engine, read_pack(news))
    assert (report.tables["orders"].updated, report.tables["orders"].unchanged) == (1, 2)
    assert (_status(shop, "CS-1003"), _beans(shop)) == ("ready_for_pickup", 20)


def test_pruning_leaves_what_was_ordered_here(engine: Engine, shop: Shop, write_pack: WritePack) -> None:
    placed = _buy(shop, 1)
    report = import_pack(engine, read_pack(write_pack(orders=None)), prune=True)
    assert report.tables["orders"].removed == 3
    assert _status(shop, placed) == "preparing"


def test_a_column_that_is_new_to_us_and_empty_is_no_news() -> None:
    first = merge_imported(None, {"id": "1", "status": "paid"})
    assert first is not None
    assert merge_imported(first, {"id": "1", "status": "paid", "gift": "", "weight": None, "tags": []}) is None
    assert merge_imported(first, {"id": "1", "status": "paid", "gift": "yes"}) is not None
