"""Several stores in one database are never mixed: two with the same ids, every table, reading and changing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from store.actor import Actor
from store.changes import cart, reservation, restock_alert
from store.changes.cancellation import cancel
from store.database.engine import reading, writing
from store.database.models import AuditRow, Base, StoreRow
from store.identity.channel_links import link, linked_customer, unlink
from store.identity.identification import identify, is_locked
from store.identity.requests import delete_customer, export_customer
from store.identity.retention import purge
from store.importer import import_pack
from store.line import Line, Variant
from store.orders import find_order, order_by_id, orders_of
from store.pack import read_pack
from store.shop import Shop
from tests.store.conftest import FILES, WritePack
from tests.store.identity.people import CLERK, KIM, fill

TABLES = Base.metadata.sorted_tables
SOUTHERN = ("남쪽", "South", "남길동", "5555")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T12:00:00")


@pytest.fixture
def stores(engine: Engine, write_pack: WritePack) -> tuple[Shop, Shop]:
    """The café street, and one in the south: the same ids, other words and people, as much in every table."""
    southern = {
        "store.yml": FILES["store.yml"].replace("원두 가게, en: Bean shop", "남쪽 원두, en: South beans"),
        "products.csv": FILES["products.csv"]
        .replace("아침", "남쪽")
        .replace("Morning", "South")
        .replace("12000", "15555"),
        "orders.csv": FILES["orders.csv"].replace("김민수", "남길동").replace("0412", "5555"),
        "faq.csv": FILES["faq.csv"].replace("네. 목줄", "남쪽에서는 목줄").replace("Yes", "South: yes"),
        "menu.csv": FILES["menu.csv"].replace("라테,Latte", "남쪽 라테,South latte"),
        "reviews.csv": FILES["reviews.csv"].replace("좋아요", "남쪽이 좋아요"),
        "promotions.csv": FILES["promotions.csv"].replace("컵 세일,Mug sale", "남쪽 세일,South sale"),
    }
    import_pack(engine, read_pack(write_pack()), store_id="north")
    named = {name.partition(".")[0]: content for name, content in southern.items()}
    import_pack(engine, read_pack(write_pack("south", **named)), store_id="south")
    north, south = Shop(engine, "north"), Shop(engine, "south")
    fill(north)
    fill(south)
    return north, south


def rows_of(shop: Shop) -> dict[str, list[str]]:
    def rows(session: Session, table: Any) -> list[str]:
        return sorted(str(row) for row in session.execute(select(table).where(table.c.store_id == shop.store_id)))

    with reading(shop.engine) as session:
        return {table.name: rows(session, table) for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_keeps_the_stores_apart(table: Any) -> None:
    assert "store_id" in table.columns
    assert next(iter(table.primary_key.columns)).name in ("store_id", "id")
    for constraint in table.foreign_key_constraints:
        assert "store_id" in constraint.column_keys
    for index in table.indexes:
        assert next(iter(index.columns)).name == "store_id"


def test_these_tests_are_about_every_table(stores: tuple[Shop, Shop]) -> None:
    for shop in stores:
        assert [name for name, rows in rows_of(shop).items() if not rows] == []


READS: list[Callable[[Shop], object]] = [
    lambda shop: shop.info,
    lambda shop: list(shop.products()),
    lambda shop: shop.product("c1"),
    lambda shop: shop.stock("m1"),
    lambda shop: shop.faq(),
    lambda shop: shop.place("beans"),
    lambda shop: order_by_id(shop, "CS-1001"),
    lambda shop: orders_of(shop, "kim"),
    lambda shop: cart.cart(shop, KIM),
    lambda shop: reservation.reservations(shop, KIM),
    lambda shop: linked_customer(shop, "kakao", "u-1"),
    lambda shop: export_customer(shop, "kim", CLERK),
]


@pytest.mark.parametrize("read", READS)
def test_what_is_read_from_one_store_is_its_own(stores: tuple[Shop, Shop], read: Callable[[Shop], object]) -> None:
    north, _ = stores
    found = read(north)
    assert found
    for word in SOUTHERN:
        assert word not in repr(found)


def test_an_order_is_proved_with_its_own_stores_digits(stores: tuple[Shop, Shop]) -> None:
    north, south = stores
    assert find_order(north, "CS-1001", "5555") is None
    assert find_order(south, "CS-1001", "0412") is None
    assert find_order(north, "CS-1001", "0412") is not None
    assert find_order(south, "CS-1001", "5555") is not None


def test_wrong_tries_in_one_store_lock_nothing_in_the_other(stores: tuple[Shop, Shop]) -> None:
    north, south = stores
    for _ in range(3):
        identify(north, "c1", "CS-1002", "0000")
    assert is_locked(north, "c1")
    assert not is_locked(south, "c1")
    assert identify(south, "c1", "CS-1002", "7777").state == "found"


def change_everything(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    mug = Variant("m1", "white")
    cart.add(shop, Line(mug, 1), KIM, "k1")
    cart.clear(shop, KIM, "k2")
    reservation.reserve(shop, Line(Variant("c1", "", "200g"), 1), KIM, "k3")
    restock_alert.ask_for_alert(shop, Variant("m2"), "010-1", KIM, "k4")
    restock_alert.claim_due_alerts(shop)
    cancel(shop, "CS-1003", KIM, "k5")
    identify(shop, "c1", "CS-1001", "0000")
    link(shop, "kakao", "u-2", "kim", CLERK)
    unlink(shop, "kakao", "u-1", CLERK)
    export_customer(shop, "kim", CLERK)
    delete_customer(shop, "kim", CLERK)
    monkeypatch.setenv("STORE_NOW", "2046-11-24T12:00:00")
    purge(shop, 1)


def test_changing_one_store_leaves_the_other_as_it_was(
    stores: tuple[Shop, Shop], monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = stores
    before, changed = rows_of(south), rows_of(north)
    change_everything(north, monkeypatch)
    assert rows_of(south) == before
    same = [name for name, rows in rows_of(north).items() if rows == changed[name]]
    catalogue = ["faq", "menu", "order_requests", "products", "promotions", "reviews", "stores"]
    assert set(same) <= {*catalogue, "stock"}


def test_the_same_keys_are_different_requests_in_different_stores(stores: tuple[Shop, Shop]) -> None:
    north, south = stores
    by = Actor("web", "w1")
    cart.add(north, Line(Variant("c1", "", "200g"), 1), by, "k")
    cart.add(south, Line(Variant("c1", "", "200g"), 2), by, "k")
    assert [line.line.quantity for shop in stores for line in cart.cart(shop, by).lines] == [1, 2]


def test_pruning_an_import_of_one_store_leaves_the_other_as_it_was(
    stores: tuple[Shop, Shop], engine: Engine, write_pack: WritePack
) -> None:
    _, south = stores
    before = rows_of(south)
    header = FILES["products.csv"].splitlines()[0]
    empty = dict.fromkeys(("stock", "orders", "faq", "reviews", "menu", "promotions"))
    pack = read_pack(write_pack(products=f"{header}\nx1,새것,New,coffee,1000,,,,,\n", **empty))
    import_pack(engine, pack, store_id="north", prune=True)
    assert rows_of(south) == before


def test_removing_a_store_removes_all_of_it_and_nothing_else(stores: tuple[Shop, Shop]) -> None:
    north, south = stores
    before = rows_of(south)
    with writing(north.engine) as session:
        session.execute(delete(StoreRow).where(StoreRow.store_id == "north"))
    assert [name for name, rows in rows_of(north).items() if rows] == []
    assert rows_of(south) == before


def test_the_audit_says_which_store_it_was(stores: tuple[Shop, Shop]) -> None:
    north, south = stores
    link(north, "kakao", "u-9", "lee", CLERK)
    with reading(north.engine) as session:
        of_lee = select(AuditRow.store_id).where(AuditRow.subject == "lee")
        assert session.scalars(of_lee).all() == [north.store_id]
    assert south.store_id != north.store_id
