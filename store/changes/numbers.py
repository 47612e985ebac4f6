"""Numbers of orders and reservations: short enough to say aloud, too many to guess."""

from __future__ import annotations

import secrets

from store.changes.idempotency import Change
from store.database.models import OrderRow, ReservationRow

_LOWEST, _COUNT = 1000_0000, 9000_0000


def as_said(digits: str) -> str:
    """A number as it is shown and said, in two groups of four: 4820-7135."""
    return f"{digits[:4]}-{digits[4:]}"


def unused_digits(change: Change) -> str:
    """Eight digits, the first not zero, that are no order's and no reservation's of the shop.

    Digits are said and heard alike in both languages. One in ninety million is no secret on its own: the phone's last
    digits and the three tries guard an order.
    """
    while True:
        digits = str(_LOWEST + secrets.randbelow(_COUNT))
        order = change.session.get(OrderRow, {"store_id": change.store_id, "lookup": digits})
        if order is None and change.session.get(ReservationRow, {"store_id": change.store_id, "id": digits}) is None:
            return digits
