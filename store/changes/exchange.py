"""Asking to have one thing for another; the other is set aside until the first has come."""

from __future__ import annotations

from uuid import uuid4

from store.actor import Actor
from store.changes.goods import Goods, at_least_one, find_goods, price_together, wanted_goods
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import open_order, require_items, variant_of
from store.changes.reservation import set_aside
from store.changes.returns import require_included, require_open, terms
from store.changes.stock import as_json, described
from store.database.models import OrderRequestRow
from store.line import Line, Variant
from store.order import OrderItem
from store.orders import order_lookup
from store.rules.exchange import exchange_for, exchange_window
from store.rules.returns import ReturnReason
from store.shop import Shop
from store.systems.order_system import Done, Outcome


def request_exchange(
    shop: Shop,
    order_id: str,
    item: Line,
    wanted: Variant,
    reason: ReturnReason,
    by: Actor,
    key: str,
    *,
    opened: bool = False,
) -> Outcome:
    """Ask to have ``wanted`` instead of ``item`` of an order, as many of it.

    The detail has the ``reservation``'s number and the terms of ``request_return``. Refuses with what ``wanted_goods``,
    ``set_aside`` and ``request_return`` refuse with, and the codes of ``exchange_for``. The order keeps its status:
    there is none for an exchange; ``Order.requests`` has it.
    """
    at_least_one(item)

    def change(change: Change) -> Done:
        found = open_order(change, order_id)
        window = exchange_window(change.info, found.order, change.at, reason, opened=opened)
        require_open(window)
        require_items(found.order, [item])
        require_included(window, [item])
        given = next(entry for entry in found.order.items if variant_of(entry) == item.variant)
        goods, instead = _allowed(change, given, wanted)
        reservation = set_aside(change, goods, Line(instead, item.quantity), None, found.row.id)
        request = OrderRequestRow(
            store_id=change.store_id,
            id=uuid4().hex,
            order_lookup=found.row.lookup,
            kind="exchange",
            items=as_json([item]),
            wanted=described(instead) | {"quantity": item.quantity},
            reason=reason,
            made_at=change.at,
        )
        change.session.add(request)
        detail = {"items": request.items, "wanted": request.wanted, "reservation": reservation, **terms(window)}
        return Done(found.row.id, detail)

    request = {
        "order": order_lookup(order_id),
        "item": as_json([item]),
        "wanted": described(wanted),
        "reason": reason,
        "opened": opened,
    }
    return once(shop, "order.exchange_requested", request, by, key, change)


def _allowed(change: Change, given: OrderItem, wanted: Variant) -> tuple[Goods, Variant]:
    goods, instead = wanted_goods(change, wanted)
    paid = given.unit_price.amount if given.unit_price else _price(change, given.product_id)
    verdict = exchange_for(change.info, given, instead, same_price=paid == _price(change, wanted.product_id))
    if not verdict.allowed:
        raise Forbidden(verdict.rule, **described(instead))
    return goods, instead


def _price(change: Change, product_id: str) -> int | None:
    found = find_goods(change.session, change.store_id, change.info, product_id, change.at)
    if found is None:
        return None
    return price_together(change.session, change.store_id, [(found, 1)], change.at, "").lines[0].each.pays.amount
