"""An order can be cancelled, or sent to another address, until it leaves the shop's hands."""

from __future__ import annotations

from store.order import Order
from store.rules.verdict import ALLOWED, Verdict

_BARS = {
    "ready_for_pickup": "ready",
    "pickup_expired": "pickup_expired",
    "picked_up": "collected",
    "shipped": "dispatched",
    "delivered": "dispatched",
    "cancelled": "cancelled",
    "return_requested": "returning",
    "return_collected": "returning",
    "refunded": "refunded",
}
_FINAL = _BARS.keys() - {"ready_for_pickup"}


def cancellation(order: Order) -> Verdict:
    """Whether ``order`` can be cancelled: while it is paid or prepared, and a takeout only until it is being made.

    What the shop itself says of the order (``cancellable``) goes before the status until the order has left or ended.
    Codes: ready, pickup_expired, collected, dispatched, cancelled, returning, refunded, being_made, shop_says_no.
    """
    if order.status in _FINAL:
        return Verdict(_BARS[order.status])
    if order.cancellable is not None:
        return ALLOWED if order.cancellable else Verdict(_BARS.get(order.status, "shop_says_no"))
    if order.kind == "takeout" and order.status == "preparing":
        return Verdict("being_made")
    return Verdict(_BARS[order.status]) if order.status in _BARS else ALLOWED


def address_change(order: Order) -> Verdict:
    """Whether a delivery can be sent elsewhere: while it is paid or prepared, unless the shop says no.

    Codes: not_delivered (it is collected in person), shop_says_no, and those of ``cancellation``.
    """
    if order.kind != "delivery":
        return Verdict("not_delivered")
    if order.status in _BARS:
        return Verdict(_BARS[order.status])
    return Verdict("shop_says_no") if order.address_changeable is False else ALLOWED
