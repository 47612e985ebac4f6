"""Google Merchant Center product feeds: RSS 2.0 or tab-separated, the same attributes in both.

https://support.google.com/merchants/answer/7052112
"""

from __future__ import annotations

import re
from typing import Any, Self, get_args

from pydantic import field_validator, model_validator

from store.feeds.item import FeedItem, filled_in, plain, without_html
from store.pack.cells import Id, LastMoment, Moment, Money
from store.pack.rows import Row, rule
from store.product import AvailabilityState

# Catalogues of other sites take the same feed with some words of their own.
_OTHER_STATES: dict[str, AvailabilityState] = {
    "pre_order": "preorder",
    "available_for_order": "backorder",
    "discontinued": "out_of_stock",
}
_PERIOD = "sale_price_effective_date"
_A_PERIOD = "2026-11-20T10:00+0900/2026-11-30T20:00+0900"


class GoogleMerchantItem(Row):
    """The attributes of one item that say something to a customer in the shop; others are left out."""

    id: Id
    item_group_id: Id | None = None
    title: str
    description: str = ""
    brand: str = ""
    product_type: str = ""
    google_product_category: str = ""
    price: Money
    sale_price: Money | None = None
    sale_starts: Moment | None = None
    sale_ends: LastMoment | None = None
    availability: AvailabilityState | None = None
    image_link: str = ""
    color: str = ""
    size: str = ""
    gender: str = ""
    age_group: str = ""
    material: str = ""
    pattern: str = ""
    condition: str = ""
    mpn: str = ""
    availability_date: str = ""

    @model_validator(mode="before")
    @classmethod
    def _split_period(cls, given: dict[str, Any]) -> dict[str, Any]:
        if period := given.get(_PERIOD):
            starts, slash, ends = (part.strip() for part in period.partition("/"))
            if not (starts and slash and ends):
                raise rule(f"{_PERIOD}: expected start/end such as {_A_PERIOD}, found {period!r}")
            return given | {"sale_starts": starts, "sale_ends": ends}
        return given

    @field_validator("availability", mode="before")
    @classmethod
    def _known_state(cls, cell: str) -> AvailabilityState:
        word = re.sub(r"[\s-]+", "_", cell.strip().lower())
        state = next((known for known in get_args(AvailabilityState) if known == word), _OTHER_STATES.get(word))
        if state is None:
            raise ValueError(f"expected {', '.join(get_args(AvailabilityState))}, found {cell!r}")
        return state

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.sale_price is not None and self.sale_price > self.price:
            raise rule(f"sale_price {self.sale_price:,} is above price {self.price:,}, expected less")
        if self.sale_starts and self.sale_ends and self.sale_ends < self.sale_starts:
            raise rule(f"{_PERIOD} ends before it starts, expected later")
        return self

    def item(self) -> FeedItem:
        """In the terms of a store pack."""
        reduced = self.sale_price is not None and self.sale_price < self.price
        # Google's own category may be a number of its taxonomy, which says nothing to a customer.
        category = self.product_type or (
            "" if self.google_product_category.isdecimal() else self.google_product_category
        )
        details = {name: getattr(self, name) for name in ("gender", "age_group", "material", "pattern", "mpn")}
        details["condition"] = "" if self.condition.lower() == "new" else self.condition
        details["available_from"] = self.availability_date
        return FeedItem(
            id=self.id,
            group=self.item_group_id or "",
            title=without_html(self.title),
            description=without_html(self.description),
            brand=self.brand,
            category=tuple(part.strip() for part in category.split(">") if part.strip()),
            price=self.price,
            sale_price=self.sale_price if reduced else None,
            sale_starts=self.sale_starts if reduced else None,
            sale_ends=self.sale_ends if reduced else None,
            colors=_one(self.color),
            sizes=_one(self.size),
            image=self.image_link,
            attributes=filled_in(details),
            state=self.availability,
        )


def _one(value: str) -> tuple[str, ...]:
    return (plain(value),) if plain(value) else ()
