"""Who tried to prove what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, ROW_ID, STORE, Base


class WrongTryRow(Base):
    """One failed attempt to prove that an order is one's own."""

    __tablename__ = "wrong_tries"
    __table_args__ = (Index("ix_wrong_tries_conversation", "store_id", "conversation"),)

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"))
    conversation: Mapped[str]
    order_lookup: Mapped[str]
    at: Mapped[datetime]
