"""The columns of each CSV file of a store pack. A field is a column; one with a default may be left out or empty.

Field names are those of the database columns too, so that a valid row can be written as it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from store.pack.cells import (
    Attributes,
    Availabilities,
    Available,
    ClockTime,
    Count,
    Id,
    Items,
    LastMoment,
    Moment,
    Money,
    Percent,
    PhoneLast4,
    Rating,
    Seasons,
    Texts,
    Times,
    YesOrNo,
)

OrderStatus = Literal[
    "paid",
    "preparing",
    "ready_for_pickup",
    "pickup_expired",
    "picked_up",
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "return_collected",
    "refunded",
]


class Row(BaseModel):
    """One line of a CSV file."""

    model_config = ConfigDict(str_strip_whitespace=True)


def rule(message: str) -> PydanticCustomError:
    """What is wrong with a row as a whole, raised by its validators."""
    return PydanticCustomError("rule", "{message}", {"message": message})


class ProductLine(Row):
    """products.csv."""

    id: Id
    title_ko: str = ""
    title_en: str = ""
    description_ko: str = ""
    description_en: str = ""
    brand: str = ""
    category: str = ""
    price: Money
    sale_price: Money | None = None
    sale_starts: Moment | None = None
    sale_ends: LastMoment | None = None
    colors: Texts = []
    sizes: Texts = []
    tags: Texts = []
    image: str = ""
    rating: Rating | None = None
    review_count: Count = 0
    zone: str = ""
    attributes: Attributes = {}
    availability: Availabilities = []

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not (self.title_ko or self.title_en):
            raise rule("title_ko and title_en are both empty, expected at least one")
        if self.sale_price is not None and self.sale_price > self.price:
            raise rule(f"sale_price {self.sale_price:,} is above price {self.price:,}, expected less")
        if self.sale_starts and self.sale_ends and self.sale_ends < self.sale_starts:
            raise rule("sale_ends is before sale_starts, expected later")
        return self


class StockLine(Row):
    """stock.csv; the column ``store`` names the branch."""

    product_id: str
    color: str = ""
    size: str = ""
    branch: str = Field(default="", alias="store")
    quantity: Count


class MenuLine(Row):
    """menu.csv."""

    id: Id
    name_ko: str = ""
    name_en: str = ""
    price: Money
    options: Texts = []
    tags: Texts = []
    available: Available = ""
    season: Seasons = []
    weather: Texts = []
    zone: str = ""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not (self.name_ko or self.name_en):
            raise rule("name_ko and name_en are both empty, expected at least one")
        return self


class OrderLine(Row):
    """orders.csv."""

    id: str = Field(min_length=1, max_length=120, pattern=r"[0-9A-Za-z]")
    customer_id: str = ""
    customer_name: str
    phone_last4: PhoneLast4
    channel: str = ""
    kind: Literal["pickup", "delivery", "takeout"]
    items: Items
    status: OrderStatus
    ordered_at: Moment
    ready_at: Moment | None = None
    deadline: LastMoment | None = None
    extended: Times = 0
    carrier: str = ""
    tracking_number: str = ""
    eta: Moment | None = None
    delivered_at: Moment | None = None
    return_until: LastMoment | None = None
    refund_amount: Money | None = None
    refund_method: str = ""
    refund_by: LastMoment | None = None
    cancellable: YesOrNo | None = None
    address_changeable: YesOrNo | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for name in ("ready_at", "deadline", "delivered_at"):
            moment: datetime | None = getattr(self, name)
            if moment and moment < self.ordered_at:
                raise rule(f"{name} is before ordered_at, expected later")
        return self


class PromotionLine(Row):
    """promotions.csv."""

    id: Id
    name_ko: str = ""
    name_en: str = ""
    product_ids: Texts = []
    category: str = ""
    discount_percent: Percent | None = None
    discount_amount: Money | None = None
    code: str = ""
    condition_ko: str = ""
    condition_en: str = ""
    starts: Moment | None = None
    ends: LastMoment | None = None
    daily_from: ClockTime = ""
    sale_items: Literal["", "instead", "excluded", "on_top"] = ""
    minimum_amount: Money | None = None
    combines: YesOrNo = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.starts and self.ends and self.ends < self.starts:
            raise rule("ends is before starts, expected later")
        if self.discount_percent is not None and self.discount_amount is not None:
            raise rule("discount_percent and discount_amount are both given, expected one of them")
        if self.sale_items == "instead" and not (self.product_ids or self.category):
            raise rule("sale_items: expected excluded or on_top for a promotion of the whole order, found 'instead'")
        return self


class FaqLine(Row):
    """faq.csv."""

    question_ko: str = ""
    answer_ko: str = ""
    question_en: str = ""
    answer_en: str = ""

    @model_validator(mode="after")
    def _answered(self) -> Self:
        for language in ("ko", "en"):
            question, answer = getattr(self, f"question_{language}"), getattr(self, f"answer_{language}")
            if bool(question) != bool(answer):
                raise rule(f"expected question_{language} and answer_{language} together, found one of them")
        if not (self.question_ko or self.question_en):
            raise rule("expected a question with its answer, found none")
        return self


class ReviewLine(Row):
    """reviews.csv."""

    product_id: str
    rating: Rating | None = None
    text: str = ""
    language: str = "ko"
