"""Carts: what somebody means to buy."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, OWNER, InStore


class CartRow(InStore):
    """One cart of a customer or, while nobody knows who it is, of a conversation (``owner``)."""

    __tablename__ = "carts"

    owner: Mapped[str] = mapped_column(OWNER, primary_key=True)
    changed_at: Mapped[datetime]


class CartItemRow(InStore):
    """One variant in a cart; its price is found when the cart is read. Empty colour or size: the product has none."""

    __tablename__ = "cart_items"
    __table_args__ = (
        ForeignKeyConstraint(["store_id", "owner"], ["carts.store_id", "carts.owner"], ondelete="CASCADE"),
    )

    owner: Mapped[str] = mapped_column(OWNER, primary_key=True)
    product_id: Mapped[str] = mapped_column(ID, primary_key=True)
    color: Mapped[str] = mapped_column(ID, primary_key=True)
    size: Mapped[str] = mapped_column(ID, primary_key=True)
    quantity: Mapped[int]
    added_at: Mapped[datetime]
