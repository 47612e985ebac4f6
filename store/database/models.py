"""The database tables. Every table carries ``store_id``, so that several stores share one database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_ID = String(120)
_STORE = "stores.store_id"


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


class StoreRow(Base):
    """One shop; ``info`` is its validated store.yml, ``revision`` grows with every import that changed something."""

    __tablename__ = "stores"

    store_id: Mapped[str] = mapped_column(_ID, primary_key=True)
    info: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=0)


class InStore(Base):
    """What every table of a shop's data has in common."""

    __abstract__ = True

    store_id: Mapped[str] = mapped_column(_ID, ForeignKey(_STORE, ondelete="CASCADE"), primary_key=True)


class _OfProduct(InStore):
    """Rows that go when their product goes."""

    __abstract__ = True

    product_id: Mapped[str] = mapped_column(_ID, primary_key=True)


def _to_product() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["store_id", "product_id"], ["products.store_id", "products.id"], ondelete="CASCADE")


class ProductRow(InStore):
    """products.csv."""

    __tablename__ = "products"
    __table_args__ = (Index("ix_products_category", "store_id", "category"),)

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    title_ko: Mapped[str]
    title_en: Mapped[str]
    description_ko: Mapped[str]
    description_en: Mapped[str]
    brand: Mapped[str]
    category: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    sale_price: Mapped[int | None] = mapped_column(BigInteger)
    colors: Mapped[list[str]]
    sizes: Mapped[list[str]]
    tags: Mapped[list[str]]
    image: Mapped[str]
    rating: Mapped[float | None]
    review_count: Mapped[int]
    zone: Mapped[str]
    attributes: Mapped[dict[str, str]]


class StockRow(_OfProduct):
    """stock.csv; an empty ``branch`` is this shop itself, empty colour or size: the product has none."""

    __tablename__ = "stock"
    __table_args__ = (_to_product(),)

    color: Mapped[str] = mapped_column(_ID, primary_key=True)
    size: Mapped[str] = mapped_column(_ID, primary_key=True)
    branch: Mapped[str] = mapped_column(_ID, primary_key=True)
    quantity: Mapped[int]


class ReviewRow(_OfProduct):
    """reviews.csv; ``number`` tells reviews with the same ``digest`` (same words) apart."""

    __tablename__ = "reviews"
    __table_args__ = (_to_product(),)

    digest: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    rating: Mapped[float | None]
    text: Mapped[str]
    language: Mapped[str]


class MenuRow(InStore):
    """menu.csv."""

    __tablename__ = "menu"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name_ko: Mapped[str]
    name_en: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    options: Mapped[list[str]]
    tags: Mapped[list[str]]
    available: Mapped[str]
    season: Mapped[list[str]]
    weather: Mapped[list[str]]


class PromotionRow(InStore):
    """promotions.csv."""

    __tablename__ = "promotions"

    id: Mapped[str] = mapped_column(_ID, primary_key=True)
    name_ko: Mapped[str]
    name_en: Mapped[str]
    product_ids: Mapped[list[str]]
    category: Mapped[str]
    discount_percent: Mapped[float | None]
    discount_amount: Mapped[int | None] = mapped_column(BigInteger)
    code: Mapped[str]
    condition_ko: Mapped[str]
    condition_en: Mapped[str]
    starts: Mapped[datetime | None]
    ends: Mapped[datetime | None]
    daily_from: Mapped[str]


class FaqRow(InStore):
    """faq.csv; the Korean question is the key, ``position`` its line order."""

    __tablename__ = "faq"

    question_ko: Mapped[str] = mapped_column(primary_key=True)
    question_en: Mapped[str] = mapped_column(primary_key=True)
    answer_ko: Mapped[str]
    answer_en: Mapped[str]
    position: Mapped[int]


class OrderRow(InStore):
    """orders.csv; ``lookup`` is the order number without punctuation and case, as people type and say it."""

    __tablename__ = "orders"

    lookup: Mapped[str] = mapped_column(_ID, primary_key=True)
    id: Mapped[str] = mapped_column(_ID)
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


class WrongTryRow(Base):
    """One failed attempt to prove that an order is one's own."""

    __tablename__ = "wrong_tries"
    __table_args__ = (Index("ix_wrong_tries_conversation", "store_id", "conversation"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    store_id: Mapped[str] = mapped_column(_ID, ForeignKey(_STORE, ondelete="CASCADE"))
    conversation: Mapped[str]
    order_lookup: Mapped[str]
    at: Mapped[datetime]
