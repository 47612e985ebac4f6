"""Cancelling an order that has not left: its goods go back into stock, its money back to the customer."""

from __future__ import annotations

from store.actor import Actor
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import give_back, open_order
from store.orders import order_lookup
from store.rules.cancellation import cancellation
from store.shop import Shop
from store.systems.order_system import Done, Outcome


def cancel(shop: Shop, order_id: str, by: Actor, key: str) -> Outcome:
    """Cancel an order. The detail's ``refund`` is what is paid back, None where nobody has told us what was paid.

    Refuses with ``no_such_order`` and the codes of ``store.rules.cancellation``.
    """

    def change(change: Change) -> Done:
        found = open_order(change, order_id)
        verdict = cancellation(found.order)
        if not verdict.allowed:
            raise Forbidden(verdict.rule, status=found.order.status)
        give_back(change, found.row)
        found.row.status = "cancelled"
        found.row.refund_amount = _refund(found.row.paid, found.row.total)
        return Done(found.row.id, {"refund": found.row.refund_amount})

    return once(shop, "order.cancelled", {"order": order_lookup(order_id)}, by, key, change)


def _refund(paid: bool | None, total: int | None) -> int | None:
    return 0 if paid is False else total
