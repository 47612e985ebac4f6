"""Keeping an order longer at the pickup desk, as often as the shop allows."""

from __future__ import annotations

from store.actor import Actor
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import open_order
from store.orders import order_lookup
from store.rules.pickup import pickup_extension
from store.shop import Shop
from store.systems.order_system import Done, Outcome


def extend_pickup(shop: Shop, order_id: str, by: Actor, key: str) -> Outcome:
    """Move the deadline as the rules allow; the detail has the new ``deadline``.

    Refuses with ``no_such_order`` and the codes of ``store.rules.pickup.Extension``.
    """

    def change(change: Change) -> Done:
        found = open_order(change, order_id)
        extension = pickup_extension(change.info, found.order, change.at)
        if extension.rule or extension.deadline is None:
            raise Forbidden(extension.rule)
        found.row.deadline = extension.deadline
        found.row.extended += 1
        return Done(found.row.id, {"deadline": extension.deadline.isoformat()})

    return once(shop, "order.extended", {"order": order_lookup(order_id)}, by, key, change)
