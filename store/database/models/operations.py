"""Requests for a change, so that one that comes again is not done again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, InStore


class OperationRow(InStore):
    """One request, known by its ``key``: what was asked (``kind``, ``digest``) and what came of it (``result``)."""

    __tablename__ = "operations"
    __table_args__ = (Index("ix_operations_at", "store_id", "at"),)

    key: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str]
    digest: Mapped[str]
    result: Mapped[dict[str, Any]]
    at: Mapped[datetime]
