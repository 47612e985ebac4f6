"""Sending an order elsewhere, before it leaves."""

from __future__ import annotations

from annae.errors import AnnaeError
from store.actor import Actor
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import open_order
from store.orders import order_lookup
from store.rules.cancellation import address_change
from store.rules.delivery import delivery_allowed, delivery_area
from store.shop import Shop
from store.systems.order_system import Done, Outcome

LONGEST_ADDRESS = 300


def change_address(shop: Shop, order_id: str, address: str, by: Actor, key: str) -> Outcome:
    """Send an order to ``address``; what it cost stays, the detail has the ``surcharge`` of the new area.

    Refuses with ``no_such_order`` and the codes of ``address_change`` and ``delivery_allowed``. Raises AnnaeError for
    an address that is empty or longer than LONGEST_ADDRESS.
    """
    address = as_address(address)

    def change(change: Change) -> Done:
        found = open_order(change, order_id)
        area = delivery_area(change.info, address)
        for verdict in (address_change(found.order), delivery_allowed(change.info, area)):
            if not verdict.allowed:
                raise Forbidden(verdict.rule, status=found.order.status)
        found.row.address = address
        return Done(found.row.id, {"area": area.id if area else "", "surcharge": area.extra_fee if area else 0})

    request = {"order": order_lookup(order_id), "address": address}
    return once(shop, "order.address_changed", request, by, key, change)


def as_address(text: str) -> str:
    """An address on one line. Raises AnnaeError."""
    address = " ".join(text.split())
    if not 0 < len(address) <= LONGEST_ADDRESS:
        raise AnnaeError(f"an address has 1 to {LONGEST_ADDRESS} characters, found {len(address)}")
    return address
