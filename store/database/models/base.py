"""What all tables have in common. Every table carries ``store_id``, so that several stores share one database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Integer, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from store.database.texts import Text

ID = Text(120)
OWNER = Text(250)  # a conversation or customer, with which of them it is
# SQLite counts up only INTEGER keys, and those have 64 bits there.
ROW_ID = BigInteger().with_variant(Integer, "sqlite")
STORE = "stores.store_id"
FIRST, SECOND = -2, -1  # places of columns that tables have in common


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
    """Maps Python types to columns, and names every constraint, so that a migration can change it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        list[str]: JSON,
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        datetime: UtcDateTime,
    }


class InStore(Base):
    """What every table of a shop's data has in common."""

    __abstract__ = True

    # First in the table, and so in its key: that is how rows are looked up.
    store_id: Mapped[str] = mapped_column(ID, ForeignKey(STORE, ondelete="CASCADE"), primary_key=True, sort_order=FIRST)
