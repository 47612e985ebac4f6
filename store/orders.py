"""Orders, as their owner may see them: nobody else's personal data leaves this module unmasked."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from annae.types import Money
from store import clock
from store.bilingual import Bilingual
from store.database.engine import reading_latest
from store.database.models import MenuRow, OrderRequestRow, OrderRow, ProductRow
from store.database.texts import cipher_of
from store.identity.masking import masked_name
from store.info import StoreInfo
from store.order import Order, OrderItem, OrderRequest
from store.rules.menu import made_in
from store.shop import Shop

_PROVING_DIGITS = 4
# Made once: SQLAlchemy takes about as long to make such a statement as the database to answer it.
_OF_STORE = OrderRow.store_id == bindparam("store")
_LAST4 = select(OrderRow.phone_last4).where(_OF_STORE, OrderRow.lookup == bindparam("lookup"))
_WITH_REQUESTS = select(OrderRow).options(joinedload(OrderRow.requests)).where(_OF_STORE)
_ONE = _WITH_REQUESTS.where(OrderRow.lookup == bindparam("lookup"))
_OF_CUSTOMER = _WITH_REQUESTS.where(OrderRow.customer_id == bindparam("customer")).order_by(
    OrderRow.ordered_at.desc(), OrderRow.lookup
)
_PRODUCTS = select(ProductRow.id, ProductRow.title_ko, ProductRow.title_en, ProductRow.category, ProductRow.zone).where(
    ProductRow.store_id == bindparam("store"), ProductRow.id.in_(bindparam("ids", expanding=True))
)
_MENU = select(MenuRow).where(MenuRow.store_id == bindparam("store"), MenuRow.id.in_(bindparam("ids", expanding=True)))


def order_lookup(order_id: str) -> str:
    """An order number as people type and say it: case, spaces and punctuation do not count."""
    return re.sub(r"[\W_]+", "", order_id).upper()


def find_order(shop: Shop, order_id: str, last4: str) -> Order | None:
    """The order with this number whose customer's phone ends in ``last4``; None for both kinds of mismatch."""
    return order_by_id(shop, order_id) if proves(shop, order_id, last4) else None


def proves(shop: Shop, order_id: str, last4: str) -> bool:
    """Whether there is such an order and its customer's phone ends in ``last4``; takes as long when there is none."""
    with reading_latest(shop.engine) as session:
        known = session.scalar(_LAST4, {"store": shop.store_id, "lookup": order_lookup(order_id)})
    if known is None:
        cipher = cipher_of(shop.engine)
        known = cipher.decrypt(cipher.decoy)
    digits = re.sub(r"\D", "", last4)
    return len(digits) == _PROVING_DIGITS and hmac.compare_digest(known.encode(), digits.encode())


def order_by_id(shop: Shop, order_id: str) -> Order | None:
    """The order with this number, for somebody who has proved that it is theirs."""
    with reading_latest(shop.engine) as session:
        row = session.scalars(_ONE, {"store": shop.store_id, "lookup": order_lookup(order_id)}).unique().one_or_none()
        return as_orders(session, shop.info, [row])[0] if row else None


def orders_of(shop: Shop, customer_id: str) -> list[Order]:
    """The orders of an authenticated customer, newest first; none for an empty id."""
    if not customer_id:
        return []
    with reading_latest(shop.engine) as session:
        rows = session.scalars(_OF_CUSTOMER, {"store": shop.store_id, "customer": customer_id}).unique().all()
        return as_orders(session, shop.info, rows)


def as_orders(session: Session, info: StoreInfo, rows: Sequence[OrderRow]) -> list[Order]:
    """Rows of one store as orders, with the titles of what was ordered and what was asked for since."""
    if not rows:
        return []
    wanted = [request.wanted for row in rows for request in row.requests if request.wanted]
    items = [*(item for row in rows for item in row.items), *wanted]
    known = _known(session, info, rows[0].store_id, {str(item["product_id"]) for item in items})
    return [_order(row, known, info) for row in rows]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the shop knows of something that was ordered."""

    title: Bilingual
    category: str = ""
    zone: str = ""
    from_menu: bool = False


_GONE = _Known(Bilingual())


def _known(session: Session, info: StoreInfo, store_id: str, ids: set[str]) -> dict[str, _Known]:
    known = {
        row.id: _Known(Bilingual(row.title_ko, row.title_en), row.category, row.zone)
        for row in session.execute(_PRODUCTS, {"store": store_id, "ids": list(ids)})
    }
    if others := ids - known.keys():
        known |= {
            row.id: _Known(Bilingual(row.name_ko, row.name_en), zone=made_in(info, row.zone, row.tags), from_menu=True)
            for row in session.scalars(_MENU, {"store": store_id, "ids": list(others)})
        }
    return known


def _order(row: OrderRow, known: dict[str, _Known], info: StoreInfo) -> Order:
    def local(moment: datetime | None) -> datetime | None:
        return clock.localised(moment, info.timezone) if moment else None

    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, info.currency)

    def item(columns: Mapping[str, Any]) -> OrderItem:
        product_id = columns["product_id"]
        of_shop = known.get(product_id, _GONE)
        return OrderItem(
            product_id=product_id,
            title=of_shop.title,
            color=columns["color"],
            size=columns["size"],
            quantity=columns["quantity"],
            category=of_shop.category,
            zone=of_shop.zone,
            from_menu=of_shop.from_menu,
            unit_price=money(columns.get("unit_price")),
        )

    def request(asked: OrderRequestRow) -> OrderRequest:
        return OrderRequest(
            id=asked.id,
            kind="exchange" if asked.kind == "exchange" else "return",
            items=tuple(map(item, asked.items)),
            wanted=item(asked.wanted) if asked.wanted else None,
            reason=asked.reason,
            made_at=clock.localised(asked.made_at, info.timezone),
        )

    return Order(
        id=row.id,
        customer=masked_name(row.customer_name),
        channel=row.channel,
        kind=row.kind,
        status=row.status,
        items=tuple(map(item, row.items)),
        ordered_at=clock.localised(row.ordered_at, info.timezone),
        ready_at=local(row.ready_at),
        deadline=local(row.deadline),
        extended=row.extended,
        carrier=row.carrier,
        tracking_number=row.tracking_number,
        eta=local(row.eta),
        delivered_at=local(row.delivered_at),
        return_until=local(row.return_until),
        refund_amount=money(row.refund_amount),
        refund_method=row.refund_method,
        refund_by=local(row.refund_by),
        cancellable=row.cancellable,
        address_changeable=row.address_changeable,
        payment_method=row.payment_method,
        total=money(row.total),
        requests=tuple(map(request, row.requests)),
    )
