"""What WooCommerce's order statuses mean, and which ones we set.

| WooCommerce | an order that is collected | an order that is sent |
| --- | --- | --- |
| pending, on-hold (its payment is waited for) | preparing | preparing |
| processing (it was paid) | paid | paid |
| completed | picked_up | shipped, delivered where a plugin's tracking says so |
| cancelled, failed | cancelled | cancelled |
| refunded | refunded | refunded |

There is no status for what is not paid yet: as with orders placed here, ``preparing`` says nothing of payment.
``completed`` of a sent order is set when it leaves most shops, and nobody tells WooCommerce of its arrival.
Set by us: an order placed and paid is ``processing``, one not paid yet is ``on-hold``, a cancelled one ``cancelled``.
"""

from __future__ import annotations

from typing import Final, get_args

from annae.errors import AnnaeError
from store.pack.rows import OrderStatus

PLACED_PAID: Final = "processing"
PLACED_UNPAID: Final = "on-hold"
CANCELLED: Final = "cancelled"

UNFINISHED: Final = frozenset({"auto-draft", "checkout-draft", "trash"})
"""Not orders yet, or no longer: a basket at the till, the bin."""

_SPEC: Final = get_args(OrderStatus)
_MEANINGS: Final = {
    "pending": "preparing",
    "on-hold": "preparing",
    "processing": "paid",
    "cancelled": "cancelled",
    "failed": "cancelled",
    "refunded": "refunded",
    # Plugins' statuses, as Advanced Shipment Tracking and its pickup extension name them.
    "shipped": "shipped",
    "partial-shipped": "shipped",
    "delivered": "delivered",
    "ready-pickup": "ready_for_pickup",
    "pickup": "picked_up",
}
_COMPLETED: Final = "completed"


class Statuses:
    """Meanings of WooCommerce's statuses; ``own`` adds the shop's (``packed=preparing|at-desk=ready_for_pickup``).

    Raises AnnaeError when ``own`` cannot be read.
    """

    def __init__(self, own: str = "") -> None:
        self._meanings = _MEANINGS | dict(_pair(entry) for entry in own.split("|") if entry.strip())

    def meaning(self, status: str, *, collected: bool) -> str:
        """The meaning of a status for an order that is collected in person, or sent. Raises AnnaeError when unknown."""
        slug = status.removeprefix("wc-")
        if known := self._meanings.get(slug):
            return known
        if slug == _COMPLETED:
            return "picked_up" if collected else "shipped"
        raise AnnaeError(f"nobody has said what the order status {slug!r} means; add it to woocommerce.statuses")


def _pair(entry: str) -> tuple[str, str]:
    slug, found, meaning = (part.strip() for part in entry.partition("="))
    if not (slug and found) or meaning not in _SPEC:
        raise AnnaeError(
            f"woocommerce.statuses: expected a status and what it means, such as packed=preparing, found {entry!r}; "
            f"meanings: {', '.join(_SPEC)}"
        )
    return slug.removeprefix("wc-"), meaning
