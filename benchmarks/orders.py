"""``annae bench orders``: mixed order operations from 16 threads, against the plain way on the same database.

Ours are the shop's real changes: each one transaction that is safe against repetition and a crash, with its rules, its
row for the request's key and its audit row. The plain way does the same to the same tables, one request at a time
behind one lock in the program, each statement committed on its own, with no rules, no prices, no key and no audit: what
a script does that does not mind being killed half way. Both wait for the disk at each commit.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, func, insert, select, update

from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from benchmarks.figures import hardware, percentiles
from store.actor import Actor
from store.changes import cart
from store.changes.reservation import reserve
from store.database.engine import open_database, reading, writing
from store.database.models import CartItemRow, CartRow, OperationRow, OrderRow, ReservationRow, StockRow
from store.database.temporary_postgresql import temporary_postgresql
from store.importer import import_pack
from store.line import Line, Variant
from store.pack import read_pack
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Contact, Done, OrderDraft, Outcome

OPERATIONS, THREADS = 1_000, 16
_PRODUCTS, _STOCK = 500, 1_000
_STORE = "bench"
_STORE_YML = f"""\
id: {_STORE}
name: Bench
hours: {{store: {{daily: "00:00-24:00"}}}}
floors: [{{id: 1F, name: 1F}}]
zones: [{{id: hall, floor: 1F, name: Hall, x: 1, y: 1}}]
pickup: {{place: hall, zone: hall, hold_days: 300, extension_days: 2, extensions_allowed: 1}}
delivery: {{fee: 3000}}
reserve: {{hold_days: 1}}
"""
_CONTACT = Contact("김민지", "010-1234-5678", "서울시 중구 1")
_MIX = {"cart": 30, "place": 25, "reserve": 15, "cancel": 10, "extend": 10, "address": 10}


@dataclass(frozen=True)
class _Request:
    """One operation; ``number`` tells it from the others of the run."""

    number: int
    kind: str
    product: str


Way = Callable[[_Request], object]


def run(settings: Settings, operations: int = OPERATIONS) -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes the settings
    """Milliseconds of each kind of operation and operations a second, both ways on both databases."""
    databases: dict[str, Any] = {}
    not_measured: dict[str, str] = {}
    for name, database in {"sqlite": _sqlite, "postgresql": _postgresql}.items():
        try:
            with database() as url:
                databases[name] = _measure(url, name, operations)
        except AnnaeError as error:
            if name == "sqlite":
                raise
            not_measured[name] = str(error)
    return {
        "bench": "orders",
        "unit": f"ms for one of {operations} operations from {THREADS} threads",
        "databases": databases,
        "not_measured": not_measured,
        "hardware": hardware(),
    }


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as folder:
        yield f"sqlite:///{folder}/annae.db"


@contextmanager
def _postgresql() -> Iterator[str]:
    with temporary_postgresql(durable=True) as url:
        yield url


def _measure(url: str, name: str, operations: int) -> dict[str, Any]:
    engine = open_database(url, "")
    _fill(engine, 2 * operations)
    shop = Shop(engine, _STORE)
    plain = create_engine(url, isolation_level="AUTOCOMMIT")
    requests = list(_requests(2 * operations))
    with progress(f"Ordering on {name}", 2 * operations) as advance:
        ours = _times(_Ours(shop), requests[:operations], advance)
        _check(shop, requests[:operations], 3 * 2 * operations)
        baseline = _times(_Plain(plain), requests[operations:], advance)
    plain.dispose()
    engine.dispose()
    speeds = {"ours": ours.pop("per_second"), "baseline": baseline.pop("per_second")}
    return {
        "ours": ours,
        "baseline": baseline,
        "operations_per_s": speeds,
        "ratio": round(speeds["ours"] / speeds["baseline"], 2),
    }


def _times(way: Way, requests: list[_Request], advance: Callable[[float], None]) -> dict[str, Any]:
    def timed(request: _Request) -> tuple[str, float]:
        began = time.perf_counter()
        way(request)
        advance(1)
        return request.kind, (time.perf_counter() - began) * 1000

    with ThreadPoolExecutor(THREADS) as pool:
        began = time.perf_counter()
        taken = list(pool.map(timed, requests))
        seconds = time.perf_counter() - began
    by_kind = {kind: percentiles([ms for of, ms in taken if of == kind]) for kind in _MIX}
    return {"all": percentiles([ms for _, ms in taken])} | by_kind | {"per_second": round(len(requests) / seconds, 1)}


class _Ours:
    """The shop's own changes. Raises AnnaeError when one is refused: then both ways would not do the same."""

    def __init__(self, shop: Shop) -> None:
        self._shop, self._orders = shop, BuiltinOrderSystem(shop)

    def __call__(self, request: _Request) -> None:
        by, key = Actor("web", f"conversation-{request.number}"), f"request-{request.number}"
        outcome = self._made(request, Line(Variant(request.product)), by, key)
        if not isinstance(outcome, Done):
            raise AnnaeError(f"the benchmark's request was refused: {request}, {outcome}")

    def _made(self, request: _Request, line: Line, by: Actor, key: str) -> Outcome:
        match request.kind:
            case "cart":
                return cart.add(self._shop, line, by, key)
            case "place":
                return self._orders.place(OrderDraft("delivery", (line,), _CONTACT), by, key)
            case "reserve":
                return reserve(self._shop, line, by, key)
            case "cancel":
                return self._orders.cancel(f"D{request.number}", by, key)
            case "extend":
                return self._orders.extend_pickup(f"P{request.number}", by, key)
            case _:
                return self._orders.change_address(f"A{request.number}", "서울시 종로구 1", by, key)


class _Plain:
    """The same effects on the same rows, one request at a time, statement by statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._one_at_a_time = engine, threading.Lock()

    def __call__(self, request: _Request) -> None:
        with self._one_at_a_time, self._engine.connect() as connection:
            for statement in self._statements(request):
                connection.execute(statement)

    def _statements(self, request: _Request) -> list[Any]:
        at, variant = datetime.now(UTC), {"product_id": request.product, "color": "", "size": ""}
        owner, of_store = f"plain-{request.number}", {"store_id": _STORE}
        stock = (StockRow.store_id == _STORE, StockRow.product_id == request.product)
        order = {
            kind: (OrderRow.store_id == _STORE, OrderRow.lookup == f"{kind}{request.number}")
            for kind in ("D", "P", "A")
        }
        held = {"quantity": 1, "made_at": at, "until": at, "order_lookup": ""}
        return {
            "cart": [
                insert(CartRow).values(owner=owner, changed_at=at, **of_store),
                select(StockRow.quantity).where(*stock),
                insert(CartItemRow).values(owner=owner, quantity=1, added_at=at, **of_store, **variant),
            ],
            "place": [
                select(StockRow.quantity).where(*stock),
                update(StockRow).where(*stock).values(quantity=StockRow.quantity - 1),
                insert(OrderRow).values(_an_order(f"N{request.number}", "delivery", "preparing", request.product)),
            ],
            "reserve": [
                select(StockRow.quantity).where(*stock),
                insert(ReservationRow).values(id=owner, owner=owner, **held, **of_store, **variant),
            ],
            "cancel": [
                select(OrderRow.items).where(*order["D"]),
                update(StockRow).where(*stock).values(quantity=StockRow.quantity + 1),
                update(OrderRow).where(*order["D"]).values(status="cancelled"),
            ],
            "extend": [
                select(OrderRow.deadline).where(*order["P"]),
                update(OrderRow).where(*order["P"]).values(deadline=at, extended=1),
            ],
            "address": [
                select(OrderRow.status).where(*order["A"]),
                update(OrderRow).where(*order["A"]).values(address="서울시 종로구 1"),
            ],
        }[request.kind]


def _requests(count: int) -> Iterator[_Request]:
    draw = random.Random(7)  # noqa: S311 - the same requests each time
    for number, kind in enumerate(draw.choices(list(_MIX), list(_MIX.values()), k=count)):
        yield _Request(number, kind, f"p{draw.randrange(_PRODUCTS)}")


def _fill(engine: Engine, operations: int) -> None:
    """Products in stock; for each operation an order to cancel (D), one to be kept longer (P), one to be sent (A)."""
    with tempfile.TemporaryDirectory(prefix="annae-bench-") as name:
        folder = Path(name)
        ids = [f"p{number}" for number in range(_PRODUCTS)]
        products = [f"{product},상품 {product},Product {product},things,10000" for product in ids]
        stock = [f"{product},{_STOCK}" for product in ids]
        (folder / "store.yml").write_text(_STORE_YML, encoding="utf-8")
        (folder / "products.csv").write_text(
            "\n".join(["id,title_ko,title_en,category,price", *products, ""]), encoding="utf-8"
        )
        (folder / "stock.csv").write_text("\n".join(["product_id,quantity", *stock, ""]), encoding="utf-8")
        import_pack(engine, read_pack(folder))
    kinds = {"D": ("delivery", "preparing"), "P": ("pickup", "ready_for_pickup"), "A": ("delivery", "preparing")}
    rows = [
        _an_order(f"{letter}{number}", kind, status, f"p{number % _PRODUCTS}")
        for number in range(operations)
        for letter, (kind, status) in kinds.items()
    ]
    with writing(engine) as session:
        session.execute(insert(OrderRow), rows)


def _an_order(number: str, kind: str, status: str, product: str) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "store_id": _STORE,
        "lookup": number,
        "id": number,
        "customer_id": "",
        "customer_name": _CONTACT.name,
        "phone_last4": "5678",
        "channel": "web",
        "kind": kind,
        "items": [{"product_id": product, "color": "", "size": "", "quantity": 1}],
        "status": status,
        "ordered_at": now,
        "ready_at": now if status == "ready_for_pickup" else None,
        "extended": 0,
        "carrier": "",
        "tracking_number": "",
        "refund_method": "",
    }


def _check(shop: Shop, requests: list[_Request], orders_before: int) -> None:
    """Raises AnnaeError when an operation is missing or counted twice: then its time says nothing."""
    made = Counter(request.kind for request in requests)
    with reading(shop.engine) as session:
        orders = session.scalars(select(func.count()).select_from(OrderRow)).one() - orders_before
        left = session.scalars(select(func.sum(StockRow.quantity))).one()
        answered = session.scalars(select(func.count()).select_from(OperationRow)).one()
    expected = (made["place"], _PRODUCTS * _STOCK - made["place"] + made["cancel"], len(requests))
    if (orders, int(left), answered) != expected:
        raise AnnaeError(f"the benchmark's orders do not add up: expected {expected}, found {(orders, left, answered)}")
