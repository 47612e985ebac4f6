"""An order as its owner may see it: the customer's name is masked already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from annae.types import Money
from store.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One line of an order; ``title`` is empty when the shop no longer has the product.

    ``category`` is the product's, ``zone`` where the item stands or is made; both are empty where unknown, and
    ``unit_price``, what one was sold for, is None.
    """

    product_id: str
    title: Bilingual
    color: str
    size: str
    quantity: int
    category: str = ""
    zone: str = ""
    from_menu: bool = False
    unit_price: Money | None = None


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A return or exchange that was asked for; ``wanted`` is what an exchange is for."""

    id: str
    kind: Literal["return", "exchange"]
    items: tuple[OrderItem, ...]
    wanted: OrderItem | None
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """One order with its customer's name masked; times are aware, in the shop's time zone.

    ``payment_method`` is an id of store.yml, ``total`` what was or is to be paid; empty and None where the shop has
    not told. ``requests`` are the returns and exchanges asked for here, oldest first.
    """

    id: str
    customer: str
    channel: str
    kind: str
    status: str
    items: tuple[OrderItem, ...]
    ordered_at: datetime
    ready_at: datetime | None
    deadline: datetime | None
    extended: int
    carrier: str
    tracking_number: str
    eta: datetime | None
    delivered_at: datetime | None
    return_until: datetime | None
    refund_amount: Money | None
    refund_method: str
    refund_by: datetime | None
    cancellable: bool | None
    address_changeable: bool | None
    payment_method: str = ""
    total: Money | None = None
    requests: tuple[OrderRequest, ...] = ()
