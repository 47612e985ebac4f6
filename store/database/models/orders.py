"""Orders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, InStore


class OrderRow(InStore):
    """orders.csv; ``lookup`` is the order number without punctuation and case, as people type and say it."""

    __tablename__ = "orders"

    lookup: Mapped[str] = mapped_column(ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID)
    customer_id: Mapped[str]
    customer_name: Mapped[str]
    phone_last4: Mapped[str]
    channel: Mapped[str]
    kind: Mapped[str]
    items: Mapped[list[dict[str, Any]]]
    status: Mapped[str]
    ordered_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None]
    extended: Mapped[int]
    carrier: Mapped[str]
    tracking_number: Mapped[str]
    eta: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    return_until: Mapped[datetime | None]
    refund_amount: Mapped[int | None] = mapped_column(BigInteger)
    refund_method: Mapped[str]
    refund_by: Mapped[datetime | None]
    cancellable: Mapped[bool | None]
    address_changeable: Mapped[bool | None]
