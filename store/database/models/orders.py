"""Orders, and what customers ask of them afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, String, and_
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from store.database.models.base import ID, InStore
from store.database.texts import Encrypted


class OrderRow(InStore):
    """orders.csv and orders placed here.

    ``lookup`` is the order number without punctuation and case, as people type and say it. ``phone``, ``address``,
    ``total`` (whole units) and whether it is ``paid`` are unknown for an imported order.
    ``imported_digest`` tells the pack's row it was imported from last; empty: it was placed here.
    """

    __tablename__ = "orders"
    __table_args__ = (Index("ix_orders_customer", "store_id", "customer_id"),)

    lookup: Mapped[str] = mapped_column(ID, primary_key=True)
    id: Mapped[str] = mapped_column(ID)
    customer_id: Mapped[str]
    customer_name: Mapped[str] = mapped_column(Encrypted)
    phone_last4: Mapped[str] = mapped_column(Encrypted)
    phone: Mapped[str] = mapped_column(Encrypted, default="")
    address: Mapped[str] = mapped_column(Encrypted, default="")
    channel: Mapped[str]
    kind: Mapped[str]
    items: Mapped[list[dict[str, Any]]]
    status: Mapped[str]
    total: Mapped[int | None] = mapped_column(BigInteger)
    paid: Mapped[bool | None]
    payment_method: Mapped[str] = mapped_column(default="")
    ordered_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None]
    extended: Mapped[int] = mapped_column(default=0)
    carrier: Mapped[str] = mapped_column(default="")
    tracking_number: Mapped[str] = mapped_column(default="")
    eta: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    return_until: Mapped[datetime | None]
    refund_amount: Mapped[int | None] = mapped_column(BigInteger)
    refund_method: Mapped[str] = mapped_column(default="")
    refund_by: Mapped[datetime | None]
    cancellable: Mapped[bool | None]
    address_changeable: Mapped[bool | None]
    imported_digest: Mapped[str] = mapped_column(String(64), default="")

    requests: Mapped[list[OrderRequestRow]] = relationship(
        primaryjoin=lambda: and_(
            OrderRow.store_id == foreign(OrderRequestRow.store_id),
            OrderRow.lookup == foreign(OrderRequestRow.order_lookup),
        ),
        order_by=lambda: (OrderRequestRow.made_at, OrderRequestRow.id),
        viewonly=True,
    )


class OrderRequestRow(InStore):
    """A return or exchange asked for: ``items`` of an order, and for an exchange the variant ``wanted`` instead."""

    __tablename__ = "order_requests"
    __table_args__ = (Index("ix_order_requests_order", "store_id", "order_lookup"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    order_lookup: Mapped[str] = mapped_column(ID)
    kind: Mapped[str]
    items: Mapped[list[dict[str, Any]]]
    wanted: Mapped[dict[str, Any] | None]
    reason: Mapped[str]
    made_at: Mapped[datetime]
