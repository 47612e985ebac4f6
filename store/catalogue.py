"""Rows of the catalogue as the values that rules and replies work with."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, cast

from sqlalchemy import Row

from annae.types import Money
from store.bilingual import Bilingual
from store.database.models import MenuRow, ProductRow, PromotionRow
from store.info import StoreInfo
from store.menu_item import MenuItem
from store.product import Availability, Product
from store.promotion import Promotion, SaleItems
from store.rules.menu import made_in


def as_product(row: ProductRow | Row[Any], currency: str, now: datetime) -> Product:
    """A row of the catalogue, or its columns, as it is sold at ``now``."""

    def money(amount: Any) -> Money:
        return Money(amount, currency)

    on_sale = (row.sale_starts is None or row.sale_starts <= now) and (row.sale_ends is None or now <= row.sale_ends)

    return Product(
        id=row.id,
        title=Bilingual(row.title_ko, row.title_en),
        description=Bilingual(row.description_ko, row.description_en),
        brand=row.brand,
        category=row.category,
        price=money(row.price),
        sale_price=money(row.sale_price) if row.sale_price is not None and on_sale else None,
        colors=tuple(row.colors),
        sizes=tuple(row.sizes),
        tags=tuple(row.tags),
        image=row.image,
        rating=row.rating,
        review_count=row.review_count,
        zone=row.zone,
        attributes=dict(row.attributes),
        availability=tuple(Availability(**entry) for entry in row.availability),
    )


def as_menu_item(row: MenuRow, info: StoreInfo) -> MenuItem:
    """A row of the menu."""
    return MenuItem(
        id=row.id,
        name=Bilingual(row.name_ko, row.name_en),
        price=Money(row.price, info.currency),
        options=tuple(row.options),
        tags=tuple(row.tags),
        available=row.available,
        season=tuple(row.season),
        weather=tuple(row.weather),
        zone=made_in(info, row.zone, row.tags),
    )


def as_promotion(row: PromotionRow) -> Promotion:
    """A row of the promotions; one for the whole order comes on top of sale prices unless it says otherwise."""
    products = frozenset(row.product_ids)
    by_default = "instead" if products or row.category else "on_top"
    return Promotion(
        id=row.id,
        name=Bilingual(row.name_ko, row.name_en),
        product_ids=products,
        category=row.category,
        percent=row.discount_percent,
        amount=row.discount_amount,
        code=row.code,
        condition=Bilingual(row.condition_ko, row.condition_en),
        starts=row.starts,
        ends=row.ends,
        daily_from=time.fromisoformat(row.daily_from) if row.daily_from else None,
        sale_items=cast(SaleItems, row.sale_items or by_default),
        minimum_amount=row.minimum_amount,
        combines=row.combines,
    )
