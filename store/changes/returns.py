"""Asking to give goods back. Counting them and sending the money when they have come is the shop's part."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from store.actor import Actor
from store.changes.goods import at_least_one
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import not_yet_asked, open_order, require_items, variant_of
from store.changes.stock import as_json, described
from store.database.models import OrderRequestRow
from store.line import Line
from store.order import Order
from store.orders import order_lookup
from store.rules.returns import ReturnReason, ReturnWindow, return_window
from store.shop import Shop
from store.systems.order_system import Done, Outcome


def request_return(
    shop: Shop,
    order_id: str,
    items: Sequence[Line],
    reason: ReturnReason,
    by: Actor,
    key: str,
    *,
    opened: bool = False,
) -> Outcome:
    """Ask to give ``items`` of an order back; none named: everything that goes back and was not asked for before.

    The detail has the ``items``, who pays for the way and how much (``fee``), ``until`` and the ``goods_amount``, what
    they were sold for, None where that is not known. Refuses with ``no_such_order``, ``not_in_order``,
    ``already_requested`` and the codes of ``ReturnWindow``; an excluded item's detail names the ``exclusion``.
    """
    for line in items:
        at_least_one(line)

    def change(change: Change) -> Done:
        found = open_order(change, order_id)
        window = return_window(change.info, found.order, change.at, reason, opened=opened)
        require_open(window)
        lines = list(items) or everything(found.order, window)
        require_items(found.order, lines)
        require_included(window, lines)
        request = OrderRequestRow(
            store_id=change.store_id,
            id=uuid4().hex,
            order_lookup=found.row.lookup,
            kind="return",
            items=as_json(lines),
            wanted=None,
            reason=reason,
            made_at=change.at,
        )
        change.session.add(request)
        found.row.status = "return_requested"
        detail = {"items": request.items, "goods_amount": sold_for(found.order, lines), **terms(window)}
        return Done(found.row.id, detail)

    request = {"order": order_lookup(order_id), "items": as_json(items), "reason": reason, "opened": opened}
    return once(shop, "order.return_requested", request, by, key, change)


def require_open(window: ReturnWindow) -> None:
    """Refuse with the rule that closes the window."""
    if not window.open:
        raise Forbidden(window.rule, **terms(window), exclusions=sorted({entry.exclusion for entry in window.excluded}))


def require_included(window: ReturnWindow, lines: Sequence[Line]) -> None:
    """Refuse with ``excluded`` what does not go back."""
    exclusions = {variant_of(entry.item): entry.exclusion for entry in window.excluded}
    for line in lines:
        if exclusion := exclusions.get(line.variant):
            raise Forbidden("excluded", **described(line.variant), exclusions=[exclusion])


def terms(window: ReturnWindow) -> dict[str, object]:
    """The window's terms as they stand in a detail."""
    until = window.until.isoformat() if window.until else None
    return {"until": until, "who_pays": window.who_pays, "fee": window.fee}


def sold_for(order: Order, lines: Sequence[Line]) -> int | None:
    """What the lines were sold for, in whole units; None where the price of one is not known."""
    prices = {variant_of(item): item.unit_price for item in order.items}
    amounts = [price.amount * line.quantity for line in lines if (price := prices[line.variant])]
    return sum(amounts) if len(amounts) == len(lines) else None


def everything(order: Order, window: ReturnWindow) -> list[Line]:
    """All that goes back and was not asked for before. Refuses with ``already_requested`` when nothing is left."""
    left = not_yet_asked(order)
    variants = dict.fromkeys(variant_of(item) for item in window.items)
    lines = [Line(variant, left[variant]) for variant in variants if left[variant] > 0]
    if not lines:
        raise Forbidden("already_requested")
    return lines
