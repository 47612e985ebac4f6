"""What WooCommerce sends, as far as it is needed here.

PHP tells an empty object as ``[]``, plugins leave out fields or send null, numbers come as texts and texts as numbers:
all of it is read as what it means. What cannot be read is a fault of the shop's system.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from store.systems.order_system import OrderSystemDown


def _emptied(value: Any) -> Any:
    return {} if value in (None, "", []) else value


def _told(value: Any) -> Any:
    return "" if value in (None, False) else value


def _listed(value: Any) -> Any:
    """PHP tells a list with gaps in its numbering as an object."""
    if value in (None, ""):
        return []
    return list(value.values()) if isinstance(value, dict) else value


def _in_utc(value: datetime | None) -> datetime | None:
    """``*_gmt`` times come without an offset."""
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def _amount(value: Any) -> Any:
    return None if value in (None, "") else value


Told = Annotated[str, BeforeValidator(_told)]
Amount = Annotated[Decimal | None, BeforeValidator(_amount)]
GmtTime = Annotated[datetime | None, BeforeValidator(_amount)]


class Payload(BaseModel):
    """Takes what is known of an object and ignores the rest."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Meta(Payload):
    """A field that WooCommerce itself does not know: a plugin's, or ours."""

    key: Told
    value: Any = None


class Address(Payload):
    """Who and where; ``phone`` is told of the payer only."""

    first_name: Told = ""
    last_name: Told = ""
    phone: Told = ""
    country: Told = ""


class LineItem(Payload):
    """One line of an order; ``sku`` is the variation's where there is one, ``total`` after discounts, without tax."""

    id: int
    name: Told = ""
    parent_name: Told = ""
    product_id: int = 0
    variation_id: int = 0
    quantity: Decimal
    total: Amount = None
    total_tax: Amount = None
    sku: Told = ""
    meta_data: Annotated[list[Meta], BeforeValidator(_listed)] = []

    @property
    def title(self) -> str:
        """The product's name without the variation's options, as it is written for people."""
        return unescape(self.parent_name or self.name)


class ShippingLine(Payload):
    """How an order gets to the customer."""

    method_id: Told = ""


class RefundTotal(Payload):
    """Money given back; the total is negative."""

    total: Decimal


class OrderPayload(Payload):
    """An order. Without ``number`` (a plugin may drop it) the id is the number."""

    id: int
    number: Told = ""
    status: str
    currency: Told = ""
    date_created: GmtTime = None
    date_created_gmt: GmtTime = None
    date_paid_gmt: GmtTime = None
    date_completed_gmt: GmtTime = None
    total: Amount = None
    customer_id: int = 0
    created_via: Told = ""
    billing: Annotated[Address, BeforeValidator(_emptied)] = Address()
    shipping: Annotated[Address, BeforeValidator(_emptied)] = Address()
    payment_method: Told = ""
    line_items: Annotated[list[LineItem], BeforeValidator(_listed)] = []
    shipping_lines: Annotated[list[ShippingLine], BeforeValidator(_listed)] = []
    refunds: Annotated[list[RefundTotal], BeforeValidator(_listed)] = []
    meta_data: Annotated[list[Meta], BeforeValidator(_listed)] = []

    def meta(self, key: str) -> Any:
        """The newest value of a field, None where there is none."""
        return next((meta.value for meta in reversed(self.meta_data) if meta.key == key), None)

    @property
    def shown_number(self) -> str:
        """The number that customers know."""
        return self.number or str(self.id)

    @property
    def completed_at(self) -> datetime | None:
        """When the shop was done with it; aware."""
        return _in_utc(self.date_completed_gmt)

    def created_at(self, local: Any) -> datetime:
        """When it was ordered; aware. ``local`` is the zone of a time that comes without GMT."""
        if self.date_created_gmt:
            return self.date_created_gmt.replace(tzinfo=UTC)
        if self.date_created:
            return self.date_created.replace(tzinfo=local)
        raise OrderSystemDown("the shop's WooCommerce sent an order without a date")


class Note(Payload):
    """A note on an order."""

    note: Told = ""


class Option(Payload):
    """One attribute of a variation: the colour, say."""

    option: Told = ""


class ProductPayload(Payload):
    """A product or one of its variations. ``stock_quantity`` is None where WooCommerce does not count it."""

    id: int
    parent_id: int = 0
    sku: Told = ""
    type: Told = ""
    price: Amount = None
    stock_status: Told = "instock"
    stock_quantity: Decimal | None = None
    backorders_allowed: bool = False
    attributes: Annotated[list[Any], BeforeValidator(_listed)] = []

    @property
    def options(self) -> list[str]:
        """A variation's own options (``Black``, ``M``); a product's list of choices is not told here."""
        return [
            Option.model_validate(entry).option
            for entry in self.attributes
            if isinstance(entry, dict) and "option" in entry
        ]


P = TypeVar("P", bound=Payload)


def read(kind: type[P], value: Any) -> P:
    """A payload of that kind. Raises OrderSystemDown that names the unreadable fields, not what they hold."""
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        fields = ", ".join(sorted({".".join(map(str, fault["loc"])) or "all of it" for fault in error.errors()}))
        raise OrderSystemDown(f"the shop's WooCommerce sent something unreadable: {fields}") from None


def read_all(kind: type[P], values: Iterable[Any]) -> Iterable[P]:
    """Payloads of that kind, as they come."""
    return (read(kind, value) for value in values)
