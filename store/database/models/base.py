"""What all tables have in common. Every table carries ``store_id``, so that several stores share one database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Integer, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID = String(120)
OWNER = String(250)  # a conversation or customer, with which of them it is
ROW_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only INTEGER keys, and those have 64 bits there
STORE = "stores.store_id"


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times, kept as UTC; SQLite has no time zones of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its signature
        """Aware to naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its signature
        """Naive UTC to aware."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Maps Python types to columns."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        list[str]: JSON,
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        datetime: UtcDateTime,
    }


class InStore(Base):
    """What every table of a shop's data has in common."""

    __abstract__ = True

    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"), primary_key=True)
