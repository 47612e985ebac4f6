"""Who tried to prove what, and who writes to us from which channel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, ROW_ID, STORE, Base
from store.database.texts import Encrypted


class WrongTryRow(Base):
    """One failed attempt to prove that an order is one's own, whether or not there is such an order."""

    __tablename__ = "wrong_tries"
    __table_args__ = (
        Index("ix_wrong_tries_conversation", "store_id", "conversation", "at"),
        Index("ix_wrong_tries_order", "store_id", "order_lookup", "at"),
    )

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"))
    conversation: Mapped[str]
    order_lookup: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]


class ChannelLinkRow(Base):
    """An account of a channel (a KakaoTalk user, say) that belongs to a customer, found by its ``fingerprint``."""

    __tablename__ = "channel_links"
    __table_args__ = (
        UniqueConstraint("store_id", "channel", "fingerprint"),
        Index("ix_channel_links_customer", "store_id", "customer_id"),
    )

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(ID)
    fingerprint: Mapped[str] = mapped_column(String(64))
    account: Mapped[str] = mapped_column(Encrypted)
    customer_id: Mapped[str] = mapped_column(ID)
    linked_at: Mapped[datetime]
