"""An order inside a change: found, judged by the rules as its owner sees it, and what was asked for before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from store.changes import stock
from store.changes.idempotency import Change, Forbidden
from store.database.models import OrderRow, ProductRow
from store.line import Line, Variant
from store.order import Order, OrderItem
from store.orders import as_orders, order_lookup


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """The row to change, and the same order as the rules read it."""

    row: OrderRow
    order: Order


def open_order(change: Change, order_id: str) -> OpenOrder:
    """The order with this number. Refuses with ``no_such_order``."""
    row = change.session.get(OrderRow, {"store_id": change.store_id, "lookup": order_lookup(order_id)})
    if row is None:
        raise Forbidden("no_such_order")
    return OpenOrder(row, as_orders(change.session, change.info, [row])[0])


def item_columns(line: Line, unit_price: int | None, *, counted: bool) -> dict[str, Any]:
    """A line as an order's ``items`` keep it; ``counted``: it was taken out of a known stock."""
    priced = {"quantity": line.quantity, "unit_price": unit_price, "counted": counted}
    return stock.described(line.variant) | priced


def give_back(change: Change, row: OrderRow) -> None:
    """Put what an order took back into the stock that is known.

    An imported order does not say what it took; the stock imported with it was counted without its goods.
    """
    for item in row.items:
        variant = Variant(item["product_id"], item["color"], item["size"])
        product = change.session.get(ProductRow, {"store_id": change.store_id, "id": variant.product_id})
        kept = stock.known(change, product, variant) if product and item.get("counted", True) else None
        if kept:
            kept.quantity += item["quantity"]


def variant_of(item: OrderItem) -> Variant:
    """Which variant an item of an order is."""
    return Variant(item.product_id, item.color, item.size)


def not_yet_asked(order: Order) -> Counter[Variant]:
    """How many of each variant of the order no return or exchange was asked for."""
    left: Counter[Variant] = Counter()
    for item in order.items:
        left[variant_of(item)] += item.quantity
    for request in order.requests:
        for item in request.items:
            left[variant_of(item)] -= item.quantity
    return left


def require_items(order: Order, lines: list[Line]) -> None:
    """Refuse with ``not_in_order`` or ``already_requested`` what the order never had or gave back before."""
    ordered, left = {variant_of(item) for item in order.items}, not_yet_asked(order)
    for line in lines:
        if line.variant not in ordered:
            raise Forbidden("not_in_order", **stock.described(line.variant))
        if line.quantity > left[line.variant]:
            raise Forbidden("already_requested", **stock.described(line.variant), left=left[line.variant])
        left[line.variant] -= line.quantity
