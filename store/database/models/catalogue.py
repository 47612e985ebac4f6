"""What a shop is and sells: the tables a store pack fills."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import ID, SECOND, Base, InStore


class StoreRow(Base):
    """One shop; ``info`` is its validated store.yml, ``revision`` grows with every import that changed something."""

    __tablename__ = "stores"

    store_id: Mapped[str] = mapped_column(ID, primary_key=True)
    info: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=0)


class _OfProduct(InStore):
    """Rows that go when their product goes."""

    __abstract__ = True

    product_id: Mapped[str] = mapped_column(ID, primary_key=True, sort_order=SECOND)


def _to_product() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["store_id", "product_id"], ["products.store_id", "products.id"], ondelete="CASCADE")


class ProductRow(InStore):
    """products.csv or a product feed.

    The sale price holds from ``sale_starts`` to ``sale_ends``, each open when None. ``availability`` is what a feed
    says of the stock: a ``state`` for each ``color`` and ``size``, without numbers.
    """

    __tablename__ = "products"
    __table_args__ = (Index("ix_products_category", "store_id", "category"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    title_ko: Mapped[str]
    title_en: Mapped[str]
    description_ko: Mapped[str]
    description_en: Mapped[str]
    brand: Mapped[str]
    category: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    sale_price: Mapped[int | None] = mapped_column(BigInteger)
    sale_starts: Mapped[datetime | None]
    sale_ends: Mapped[datetime | None]
    colors: Mapped[list[str]]
    sizes: Mapped[list[str]]
    tags: Mapped[list[str]]
    image: Mapped[str]
    rating: Mapped[float | None]
    review_count: Mapped[int]
    zone: Mapped[str]
    attributes: Mapped[dict[str, str]]
    availability: Mapped[list[dict[str, Any]]]


class StockRow(_OfProduct):
    """stock.csv; an empty ``branch`` is this shop itself, empty colour or size: the product has none.

    ``imported_digest`` tells the pack's row apart from what was sold since.
    """

    __tablename__ = "stock"
    __table_args__ = (_to_product(), CheckConstraint("quantity >= 0", name="ck_stock_quantity"))

    color: Mapped[str] = mapped_column(ID, primary_key=True)
    size: Mapped[str] = mapped_column(ID, primary_key=True)
    branch: Mapped[str] = mapped_column(ID, primary_key=True)
    quantity: Mapped[int]
    imported_digest: Mapped[str] = mapped_column(String(64), default="")


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
    """menu.csv; ``zone`` is the kitchen that makes it, empty where the shop does not say."""

    __tablename__ = "menu"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name_ko: Mapped[str]
    name_en: Mapped[str]
    price: Mapped[int] = mapped_column(BigInteger)
    options: Mapped[list[str]]
    tags: Mapped[list[str]]
    available: Mapped[str]
    season: Mapped[list[str]]
    weather: Mapped[list[str]]
    zone: Mapped[str] = mapped_column(default="")


class PromotionRow(InStore):
    """promotions.csv.

    ``sale_items`` is what it does where a product has a sale price: it holds ``instead`` of it (the lower one counts),
    such products are ``excluded``, or it comes ``on_top``. It needs ``minimum_amount`` spent, and ``combines`` with
    other promotions or excludes them.
    """

    __tablename__ = "promotions"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
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
    sale_items: Mapped[str] = mapped_column(default="")
    minimum_amount: Mapped[int | None] = mapped_column(BigInteger)
    combines: Mapped[bool] = mapped_column(default=False)


class FaqRow(InStore):
    """faq.csv; the Korean question is the key, ``position`` its line order."""

    __tablename__ = "faq"

    question_ko: Mapped[str] = mapped_column(primary_key=True)
    question_en: Mapped[str] = mapped_column(primary_key=True)
    answer_ko: Mapped[str]
    answer_en: Mapped[str]
    position: Mapped[int]
