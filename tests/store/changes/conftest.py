"""The café street with everything a customer may do, at a fixed time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from store.actor import Actor
from store.database.engine import reading, writing
from store.database.models import AuditRow, OrderRow, StockRow
from store.importer import import_pack
from store.line import Line, Variant
from store.orders import order_lookup
from store.pack import read_pack
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Contact, Done, OrderDraft
from tests.store.conftest import MENU, ORDERS, PRODUCTS, STOCK, STORE_YML, WritePack

NOW = datetime.fromisoformat("2026-11-20T14:30:00+09:00")
MINJI = Actor("kiosk", "conversation-1")
SOL = Actor("kakao", "conversation-2", "C7")
CONTACT = Contact("김민지", "010-1234-5678", "서울시 중구 1")
BEANS = Variant("c1", "", "200g")  # four of them
SHIRT = Variant("s1", "red", "S")  # nine of them

_COLORS = """\
  red: {name: {ko: 빨강, en: red}}
  blue: {name: {ko: 파랑, en: blue}}
"""
_TERMS = """\
returns: {window_days: 7, shipping_fee: 3000, excluded: [{id: coffee, categories: [coffee]}]}
exchange: {window_days: 7, wants: same_product}
delivery: {fee: 3000, free_from: 50000, areas: [{id: jeju, words: {ko: [제주], en: [Jeju]}, extra_fee: 4000},
  {id: island, words: {ko: [울릉], en: [Ulleung]}, delivers: false}]}
reserve: {hold_days: 1}
"""
_SHIRTS = """\
s1,셔츠,Shirt,clothes,30000,,red|blue,S|M,,
g1,선물,Gift,cup,5000,,,,,
"""
_SHIRT_STOCK = """\
s1,red,S,,9
s1,red,M,,1
s1,blue,S,,0
"""

Move = Callable[..., None]


@pytest.fixture
def shop(engine: Engine, write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """m1 (a white mug) has stock in another branch only, g1 nowhere: nobody has counted them here."""
    monkeypatch.setenv("STORE_NOW", NOW.isoformat())
    yml = STORE_YML.replace("colors:", "  clothes: {name: {ko: 옷, en: clothes}}\ncolors:")
    folder = write_pack(
        store=yml + _COLORS + _TERMS, products=PRODUCTS + _SHIRTS, stock=STOCK + _SHIRT_STOCK, orders=ORDERS, menu=MENU
    )
    import_pack(engine, read_pack(folder))
    return Shop(engine, "cafe-street")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Lets time pass since NOW."""
    return lambda passed: monkeypatch.setenv("STORE_NOW", (NOW + passed).isoformat())


@pytest.fixture
def orders(shop: Shop) -> BuiltinOrderSystem:
    return BuiltinOrderSystem(shop)


@pytest.fixture
def place(orders: BuiltinOrderSystem) -> Callable[..., str]:
    """Places an order of lines for its number."""
    keys = iter(range(1000))

    def place(*lines: Line, kind: Any = "delivery", paid: bool = False, by: Actor = MINJI) -> str:
        done = orders.place(OrderDraft(kind, lines, CONTACT, paid=paid), by, f"placed-{next(keys)}")
        assert isinstance(done, Done), done
        return done.subject

    return place


@pytest.fixture
def move(shop: Shop) -> Move:
    """What the shop's staff does with an order: the columns it sets."""

    def move(order_id: str, **columns: Any) -> None:
        with writing(shop.engine) as session:
            row = session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": order_lookup(order_id)})
            for name, value in columns.items():
                setattr(row, name, value)

    return move


def left(shop: Shop, variant: Variant) -> int | None:
    """What the stock of this shop holds, set aside or not; None: not known."""
    with reading(shop.engine) as session:
        query = select(StockRow.quantity).filter_by(
            store_id=shop.store_id, product_id=variant.product_id, color=variant.color, size=variant.size, branch=""
        )
        return session.scalar(query)


def audited(shop: Shop, action: str) -> list[AuditRow]:
    """The audit rows of one kind of change."""
    with reading(shop.engine) as session:
        return list(session.scalars(select(AuditRow).filter_by(store_id=shop.store_id, action=action)))
