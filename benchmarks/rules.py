"""How long each read rule of the store takes in a large shop, against the plain way.

The shop has 100,000 products with their stock and 1,000,000 orders. The plain way asks the same database the same
questions, but reads the shop's own data anew for each, and its tables whole: no index is used.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, event, insert

from annae.errors import AnnaeError
from annae.paths import PROJECT
from annae.progress import progress
from annae.settings import Settings
from benchmarks.figures import hardware, percentiles
from store.database.engine import open_database, writing
from store.database.models import MenuRow, OrderRow, ProductRow, PromotionRow, StockRow, StoreRow
from store.database.temporary_postgresql import temporary_postgresql
from store.order import Order
from store.orders import find_order, order_by_id, orders_of
from store.pack.store_yml import read_store_file
from store.product import Product
from store.rules.points import points_earned, points_usable
from store.rules.services import gift_wrap_fee, parking_fee
from store.shop import Shop

LIMIT_MS = 5.0
PRODUCTS, ORDERS = 100_000, 1_000_000
_STORE = "bench"
_BATCH = 5_000
_TIMES, _TIMES_PLAIN = 300, 3
_COLORS, _SIZES = ("black", "white", "navy"), ("S", "M", "L")
_CUSTOMERS, _PROMOTIONS, _MENU = 200_000, 500, 100
_NOW = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("Asia/Seoul"))
_STATUSES = ("paid", "preparing", "ready_for_pickup", "picked_up", "shipped", "delivered", "cancelled", "refunded")
_FROM = re.compile(r"(FROM (?:orders|products|stock|menu|promotions|stores|order_requests))\b")


@dataclass(frozen=True)
class _Case:
    """What is asked about; drawn anew for each question."""

    product_id: str
    order_id: str
    last4: str
    customer_id: str


Rule = Callable[[Shop, _Case], object]


def _product(shop: Shop, case: _Case) -> Product:
    product = shop.product(case.product_id)
    assert product is not None
    return product


def _order(shop: Shop, case: _Case) -> Order:
    order = order_by_id(shop, case.order_id)
    assert order is not None
    return order


RULES: dict[str, Rule] = {
    "open now": lambda shop, _: shop.opening(),
    "product": _product,
    "place of a product": lambda shop, case: shop.place_of(_product(shop, case)),
    "price": lambda shop, case: shop.price(_product(shop, case)),
    "price with a code": lambda shop, case: shop.price(_product(shop, case), code="CODE7"),
    "price of an order": lambda shop, case: shop.order_price([(_product(shop, case), 2)], code="CODE7"),
    "stock of a colour and size": lambda shop, case: shop.stock_of(_product(shop, case), "black", "M"),
    "in stock": lambda shop, case: shop.in_stock(case.product_id),
    "promotions": lambda shop, _: shop.promotions(),
    "menu": lambda shop, _: shop.menu(weather=("cold",)),
    "order by number and digits": lambda shop, case: find_order(shop, case.order_id, case.last4),
    "orders of a customer": lambda shop, case: orders_of(shop, case.customer_id),
    "pickup": lambda shop, case: shop.pickup(_order(shop, case)),
    "pickup extension": lambda shop, case: shop.pickup_extension(_order(shop, case)),
    "pickup by proxy": lambda shop, case: shop.pickup_by_proxy(_order(shop, case)),
    "pickup ready": lambda shop, _: shop.pickup_ready(),
    "cancelling": lambda shop, case: shop.cancellation(_order(shop, case)),
    "address change": lambda shop, case: shop.address_change(_order(shop, case)),
    "returns": lambda shop, case: shop.returns(_order(shop, case)),
    "exchanges": lambda shop, case: shop.exchanges(_order(shop, case)),
    "refund": lambda shop, case: shop.refund(_order(shop, case)),
    "refund time": lambda shop, _: shop.refund_time("card"),
    "delivery": lambda shop, _: shop.delivery("63122 제주시 마루로 1"),
    "delivery fee": lambda shop, _: shop.delivery_fee(49_000, "63122 제주시 마루로 1"),
    "points earned": lambda shop, _: points_earned(shop.info, 49_000),
    "points usable": lambda shop, _: points_usable(shop.info, 4_200, 49_000),
    "parking fee": lambda shop, _: parking_fee(shop.info, 190, 60_000),
    "gift wrapping": lambda shop, _: gift_wrap_fee(shop.info, 60_000),
}


def run(settings: Settings, products: int = PRODUCTS, orders: int = ORDERS) -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes the settings
    """Measure every rule on SQLite and on PostgreSQL; times are milliseconds."""
    databases, not_measured = {}, {}
    for name, database in {"sqlite": _sqlite, "postgresql": temporary_postgresql}.items():
        try:
            with database() as url:
                databases[name] = _measure(url, products, orders)
        except AnnaeError as error:
            not_measured[name] = str(error)
    slowest = max(entry["p95"] for figures in databases.values() for entry in figures["ours"].values())
    return {
        "bench": "rules",
        "unit": "ms",
        "products": products,
        "orders": orders,
        "limit": LIMIT_MS,
        "slowest_p95": slowest,
        "within_limit": slowest < LIMIT_MS,
        "databases": databases,
        "not_measured": not_measured,
        "hardware": hardware(),
    }


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="annae-rules-") as folder:
        yield f"sqlite:///{Path(folder) / 'shop.db'}"


def _measure(url: str, products: int, orders: int) -> dict[str, Any]:
    engine = open_database(url)
    _fill(engine, products, orders)
    plain = open_database(url)
    _use_no_index(plain)
    shop, draw = Shop(engine, _STORE), random.Random(1)  # noqa: S311 - the same questions every time
    cases = [_case(draw, products, orders) for _ in range(_TIMES)]
    ours = {name: _times(rule, cases, lambda: shop) for name, rule in RULES.items()}
    baseline = {name: _times(rule, cases[:_TIMES_PLAIN], lambda: Shop(plain, _STORE)) for name, rule in RULES.items()}
    engine.dispose()
    plain.dispose()
    return {
        "ours": ours,
        "baseline": baseline,
        "ratio_p50": {name: round(baseline[name]["p50"] / max(ours[name]["p50"], 1e-3), 1) for name in RULES},
    }


def _times(rule: Rule, cases: list[_Case], shop: Callable[[], Shop]) -> dict[str, float]:
    rule(shop(), cases[0])
    times = []
    for case in cases:
        start = time.perf_counter()
        rule(shop(), case)
        times.append((time.perf_counter() - start) * 1000)
    return percentiles(times, digits=3)


def _case(draw: random.Random, products: int, orders: int) -> _Case:
    number = draw.randrange(orders)
    customer = f"C{draw.randrange(min(_CUSTOMERS, orders))}"
    return _Case(f"P{draw.randrange(products):06}", f"{number:07}", f"{number % 10_000:04}", customer)


def _use_no_index(engine: Engine) -> None:
    if engine.dialect.name == "postgresql":

        @event.listens_for(engine, "begin")
        def _scan(connection: Connection) -> None:
            for way in ("indexscan", "indexonlyscan", "bitmapscan"):
                connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")

    else:

        @event.listens_for(engine, "before_cursor_execute", retval=True)
        def _not_indexed(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
            return _FROM.sub(r"\1 NOT INDEXED", statement.replace("\n", " ").replace("  ", " ")), parameters


def _fill(engine: Engine, products: int, orders: int) -> None:
    tables: list[tuple[Any, int, Callable[[int], dict[str, Any]]]] = [
        (ProductRow, products, _a_product),
        (StockRow, products * 3, _a_stock),
        (PromotionRow, _PROMOTIONS, _a_promotion),
        (MenuRow, _MENU, _a_menu_item),
        (OrderRow, orders, lambda number: _an_order(number, products)),
    ]
    info = read_store_file(PROJECT / "stores" / "demo" / "store.yml", []).data | {"id": _STORE}
    total = sum(count for _, count, _ in tables)
    with progress(f"filling {engine.dialect.name}", total) as advance:
        with writing(engine) as session:
            session.add(StoreRow(store_id=_STORE, info=info, revision=1))
        for model, count, row in tables:
            for start in range(0, count, _BATCH):
                rows = [{"store_id": _STORE} | row(number) for number in range(start, min(start + _BATCH, count))]
                with writing(engine) as session:
                    session.execute(insert(model), rows)
                advance(len(rows))
    with engine.connect() as connection:
        # What a database does by itself soon after so many rows, and would otherwise do while it is measured.
        after = ("VACUUM ANALYZE", "CHECKPOINT") if engine.dialect.name == "postgresql" else ("ANALYZE",)
        for command in after:
            connection.exec_driver_sql(command)
        connection.commit()


def _a_product(number: int) -> dict[str, Any]:
    return {
        "id": f"P{number:06}",
        "title_ko": f"상품 {number}",
        "title_en": f"Product {number}",
        "description_ko": "가볍고 튼튼해서 매일 쓰기 좋습니다. " * 3,
        "description_en": "Light and sturdy, good for every day. " * 3,
        "brand": f"Brand {number % 400}",
        "category": f"category{number % 200}",
        "price": 10_000 + number % 90_000,
        "sale_price": 9_000 if number % 5 == 0 else None,
        "sale_starts": None,
        "sale_ends": None,
        "colors": list(_COLORS),
        "sizes": list(_SIZES),
        "tags": ["daily", "gift"],
        "image": "",
        "rating": 4.5,
        "review_count": number % 300,
        "zone": "",
        "attributes": {"weight": "300g"},
        "availability": [],
    }


def _a_stock(number: int) -> dict[str, Any]:
    product, kind = divmod(number, 3)
    return {
        "product_id": f"P{product:06}",
        "color": _COLORS[kind],
        "size": _SIZES[product % 3],
        "branch": "" if product % 10 else "other",
        "quantity": number % 7,
    }


def _a_promotion(number: int) -> dict[str, Any]:
    for_products = number % 2 == 0
    return {
        "id": f"promotion{number:04}",
        "name_ko": "할인",
        "name_en": "Discount",
        "product_ids": [f"P{number * 50 + step:06}" for step in range(50)] if for_products else [],
        "category": "" if for_products else f"category{number % 200}",
        "discount_percent": 5 + number % 30,
        "discount_amount": None,
        "code": f"CODE{number}" if number % 7 == 0 else "",
        "condition_ko": "",
        "condition_en": "",
        "starts": _NOW - timedelta(days=number % 30),
        "ends": _NOW + timedelta(days=3650),
        "daily_from": "",
    }


def _a_menu_item(number: int) -> dict[str, Any]:
    return {
        "id": f"menu{number:03}",
        "name_ko": "음료",
        "name_en": "Drink",
        "price": 5_000,
        "options": ["hot", "iced"],
        "tags": ["cafe"],
        "available": "10:00-20:00" if number % 3 else "yes",
        "season": ["winter"] if number % 4 == 0 else [],
        "weather": ["cold"] if number % 5 == 0 else [],
    }


def _an_order(number: int, products: int) -> dict[str, Any]:
    ordered = _NOW - timedelta(minutes=number % 500_000)
    status = _STATUSES[number % len(_STATUSES)]
    received = status in ("picked_up", "delivered", "refunded")
    return {
        "lookup": f"{number:07}",
        "id": f"{number:07}",
        "customer_id": f"C{number % _CUSTOMERS}",
        "customer_name": "김서준",
        "phone_last4": f"{number % 10_000:04}",
        "channel": "web",
        "kind": "pickup" if number % 2 else "delivery",
        "items": [{"product_id": f"P{number % products:06}", "color": "black", "size": "M", "quantity": 1}],
        "status": status,
        "ordered_at": ordered,
        "ready_at": ordered + timedelta(hours=3) if status == "ready_for_pickup" else None,
        "deadline": None,
        "extended": 0,
        "carrier": "",
        "tracking_number": "",
        "eta": None,
        "delivered_at": ordered + timedelta(days=2) if received else None,
        "return_until": None,
        "refund_amount": None,
        "refund_method": "",
        "refund_by": None,
        "cancellable": None,
        "address_changeable": None,
    }
