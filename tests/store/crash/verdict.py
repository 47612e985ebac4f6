"""Comparing the database, read with plain SQL, with what the journals say was done."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, text

from store.line import Variant
from store.orders import order_lookup
from store.systems.order_system import Done
from tests.store.crash.expected import Expected
from tests.store.crash.journal import Entry, as_json, from_json

_SUBJECTS = {"add": "cart.added", "modify": "cart.modified", "remove": "cart.removed", "clear": "cart.cleared"} | {
    "reserve": "reservation.made",
    "release": "reservation.released",
    "checkout": "order.placed",
    "cancel": "order.cancelled",
    "move": "order.moved",
    "extend": "order.extended",
    "address": "order.address_changed",
    "give_back": "order.return_requested",
    "exchange": "order.exchange_requested",
}


def problems(connection: Connection, entries: Iterable[Entry]) -> Iterator[str]:
    """Everything that is lost, doubled or half done, a line each.

    A request whose asker was killed may have been made or not; whether it was is the one thing taken from the
    database (the table of operations), and then all of it must be there.
    """
    kept = {row.key: row for row in connection.execute(text("SELECT key, kind, result FROM operations"))}
    expected, audited = Expected(), Counter[tuple[str, str]]()
    for entry in entries:
        row = kept.pop(entry.key, None)
        if row is None:
            if entry.answer:
                yield f"lost: {entry.key} ({entry.name}) was answered {entry.answer}"
            continue
        answer = _answer(row)
        if entry.answer and as_json(entry.answer) != as_json(answer):
            yield f"changed: {entry.key} was answered {entry.answer}, now it says {answer}"
        if isinstance(answer, Done):
            expected.apply(entry, answer)
            audited[_SUBJECTS[entry.name], answer.subject] += 1
    yield from (f"nobody asked for {key}" for key in kept)
    yield from _differences("audit", audited, _audit(connection))
    yield from _state(connection, expected)


def _state(connection: Connection, expected: Expected) -> Iterator[str]:
    carts = {(owner, variant): count for owner, cart in expected.carts.items() for variant, count in cart.items()}
    yield from _differences("cart", carts, _carts(connection))
    yield from _differences("stock", expected.stock(), _stock(connection))
    held = {order_lookup(number): (variant, quantity) for number, (_, variant, quantity) in expected.held.items()}
    yield from _differences("reservation", held, _reservations(connection))
    orders = {
        number: (order.status, order.extended, order.total, order.address, sorted(order.items.items()))
        for number, order in expected.orders.items()
    }
    yield from _differences("order", orders, _orders(connection))
    for kind, asked in (("return", expected.returns), ("exchange", expected.exchanges)):
        requests = {order_lookup(number): count for number, count in asked.items()}
        yield from _differences(kind, requests, _requests(connection, kind))


def _differences(what: str, expected: dict[Any, Any], found: dict[Any, Any]) -> Iterator[str]:
    for key in sorted(expected.keys() | found.keys(), key=str):
        if expected.get(key) != found.get(key):
            yield f"{what} {key}: expected {expected.get(key)}, found {found.get(key)}"


def _answer(row: Row[Any]) -> Any:
    result = _json(row.result)
    if "rule" in result:
        return from_json(["refused", result["rule"], result["detail"]])
    return from_json(["done", result["subject"], result["detail"]])


def _audit(connection: Connection) -> Counter[tuple[str, str]]:
    rows = connection.execute(text("SELECT action, subject FROM audit WHERE channel = 'web'"))
    return Counter((row.action, row.subject) for row in rows)


def _carts(connection: Connection) -> dict[Any, int]:
    rows = connection.execute(text("SELECT owner, product_id, color, size, quantity FROM cart_items"))
    return {(row.owner.removeprefix("conversation:"), _variant(row)): row.quantity for row in rows}


def _stock(connection: Connection) -> dict[Variant, int]:
    rows = connection.execute(text("SELECT product_id, color, size, quantity FROM stock"))
    return {_variant(row): row.quantity for row in rows}


def _reservations(connection: Connection) -> dict[str, Any]:
    rows = connection.execute(text("SELECT id, product_id, color, size, quantity FROM reservations"))
    return {row.id: (_variant(row), row.quantity) for row in rows}


def _orders(connection: Connection) -> dict[str, Any]:
    rows = connection.execute(text("SELECT id, status, extended, total, address, items FROM orders"))
    return {row.id: (row.status, row.extended, row.total, row.address, _items(_json(row.items))) for row in rows}


def _items(items: list[dict[str, Any]]) -> list[tuple[Variant, int]]:
    return sorted((Variant(item["product_id"], item["color"], item["size"]), item["quantity"]) for item in items)


def _requests(connection: Connection, kind: str) -> Counter[str]:
    rows = connection.execute(text("SELECT order_lookup FROM order_requests WHERE kind = :kind"), {"kind": kind})
    return Counter(row.order_lookup for row in rows)


def _variant(row: Row[Any]) -> Variant:
    return Variant(row.product_id, row.color, row.size)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
