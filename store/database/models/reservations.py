"""Goods set aside for somebody, and who wants to hear when there are some again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, OWNER, InStore
from store.database.texts import Encrypted


class ReservationRow(InStore):
    """Goods set aside ``until`` a time (None: until they are handed over); after it the row no longer counts.

    The stock still has them; they are not for anybody else. ``order_lookup`` is the order they are exchanged for,
    empty: a customer's own reservation.
    """

    __tablename__ = "reservations"
    __table_args__ = (
        Index("ix_reservations_variant", "store_id", "product_id", "color", "size"),
        Index("ix_reservations_owner", "store_id", "owner"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    owner: Mapped[str] = mapped_column(OWNER)
    product_id: Mapped[str] = mapped_column(ID)
    color: Mapped[str] = mapped_column(ID)
    size: Mapped[str] = mapped_column(ID)
    quantity: Mapped[int]
    made_at: Mapped[datetime]
    until: Mapped[datetime | None]
    order_lookup: Mapped[str] = mapped_column(ID, default="")


class RestockAlertRow(InStore):
    """A wish to hear when a variant is there again, on ``channel`` at ``contact`` (personal).

    Whoever delivers it claims it first, so that no two do; ``delivered_at`` ends it.
    """

    __tablename__ = "restock_alerts"
    __table_args__ = (Index("ix_restock_alerts_pending", "store_id", "delivered_at"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    owner: Mapped[str] = mapped_column(OWNER)
    product_id: Mapped[str] = mapped_column(ID)
    color: Mapped[str] = mapped_column(ID)
    size: Mapped[str] = mapped_column(ID)
    channel: Mapped[str]
    contact: Mapped[str] = mapped_column(Encrypted)
    made_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
