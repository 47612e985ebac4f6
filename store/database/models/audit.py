"""Who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, ROW_ID, STORE, Base


class AuditRow(Base):
    """One change; ``actor`` is the customer's id, or the conversation where there is none."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_at", "store_id", "at"),
        Index("ix_audit_actor", "store_id", "actor"),
        Index("ix_audit_subject", "store_id", "subject"),
    )

    id: Mapped[int] = mapped_column(ROW_ID, primary_key=True)
    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"))
    at: Mapped[datetime]
    actor: Mapped[str]
    channel: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(ID)
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]]
