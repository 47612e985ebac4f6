"""Orders, as their owner may see them: nobody else's personal data leaves this module unmasked."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from annae.types import Money
from store import clock
from store.bilingual import Bilingual
from store.database.engine import reading
from store.database.models import MenuRow, OrderRow, ProductRow
from store.shop import Shop


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One line of an order; ``title`` is empty when the shop no longer has the product."""

    product_id: str
    title: Bilingual
    color: str
    size: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Order:
    """One order with its customer's name masked; times are aware, in the shop's time zone."""

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


def order_lookup(order_id: str) -> str:
    """An order number as people type and say it: case, spaces and punctuation do not count."""
    return re.sub(r"[\W_]+", "", order_id).upper()


def find_order(shop: Shop, order_id: str, last4: str) -> Order | None:
    """The order with this number whose customer's phone ends in ``last4``; None for both kinds of mismatch."""
    with reading(shop.engine) as session:
        query = select(OrderRow).where(OrderRow.store_id == shop.store_id, OrderRow.lookup == order_lookup(order_id))
        row = session.scalar(query)
        digits = re.sub(r"\D", "", last4)
        known = row.phone_last4 if row else "----"
        if not hmac.compare_digest(known.encode(), digits.encode()) or row is None:
            return None
        ids = {str(item["product_id"]) for item in row.items}
        titles = {
            found.id: Bilingual(found.title_ko, found.title_en)
            for found in session.scalars(_in_store(ProductRow, shop, ids))
        } | {
            found.id: Bilingual(found.name_ko, found.name_en)
            for found in session.scalars(_in_store(MenuRow, shop, ids))
        }
    return _order(row, titles, shop)


def masked_name(name: str) -> str:
    """A name that its owner recognises and others do not: 김*수, 남**수, 김*, J*** S****."""
    words = name.split()
    if len(words) == 1 and not name.isascii():
        word = words[0]
        return word[0] + "*" if len(word) <= 2 else word[0] + "*" * (len(word) - 2) + word[-1]  # noqa: PLR2004 - family name and one syllable
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words)


def _in_store(model: Any, shop: Shop, ids: set[str]) -> Any:
    return select(model).where(model.store_id == shop.store_id, model.id.in_(ids))


def _order(row: OrderRow, titles: dict[str, Bilingual], shop: Shop) -> Order:
    info = shop.info

    def local(moment: datetime | None) -> datetime | None:
        return clock.localised(moment, info.timezone) if moment else None

    items = tuple(
        OrderItem(
            product_id=item["product_id"],
            title=titles.get(item["product_id"], Bilingual()),
            color=item["color"],
            size=item["size"],
            quantity=item["quantity"],
        )
        for item in row.items
    )
    return Order(
        id=row.id,
        customer=masked_name(row.customer_name),
        channel=row.channel,
        kind=row.kind,
        status=row.status,
        items=items,
        ordered_at=clock.localised(row.ordered_at, info.timezone),
        ready_at=local(row.ready_at),
        deadline=local(row.deadline),
        extended=row.extended,
        carrier=row.carrier,
        tracking_number=row.tracking_number,
        eta=local(row.eta),
        delivered_at=local(row.delivered_at),
        return_until=local(row.return_until),
        refund_amount=None if row.refund_amount is None else Money(row.refund_amount, info.currency),
        refund_method=row.refund_method,
        refund_by=local(row.refund_by),
        cancellable=row.cancellable,
        address_changeable=row.address_changeable,
    )
