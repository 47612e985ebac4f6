"""Orders, as their owner may see them: nobody else's personal data leaves this module unmasked."""

from __future__ import annotations

import hmac
import re
from datetime import datetime
from typing import Any

from sqlalchemy import select

from annae.types import Money
from store import clock
from store.bilingual import Bilingual
from store.database.engine import reading
from store.database.models import MenuRow, OrderRequestRow, OrderRow, ProductRow
from store.info import StoreInfo
from store.order import Order, OrderItem
from store.shop import Shop


def order_lookup(order_id: str) -> str:
    """An order number as people type and say it: case, spaces and punctuation do not count."""
    return re.sub(r"[\W_]+", "", order_id).upper()


def find_order(shop: Shop, order_id: str, last4: str) -> Order | None:
    """The order with this number whose customer's phone ends in ``last4``; None for both kinds of mismatch."""
    with reading(shop.engine) as session:
        row = session.get(OrderRow, {"store_id": shop.store_id, "lookup": order_lookup(order_id)})
        digits = re.sub(r"\D", "", last4)
        known = row.phone_last4 if row else "----"
        if not hmac.compare_digest(known.encode(), digits.encode()) or row is None:
            return None
        return as_orders(session, shop.info, [row])[0]


def order_by_id(shop: Shop, order_id: str) -> Order | None:
    """The order with this number, for somebody who has proved that it is theirs."""
    with reading(shop.engine) as session:
        row = session.get(OrderRow, {"store_id": shop.store_id, "lookup": order_lookup(order_id)})
        return as_orders(session, shop.info, [row])[0] if row else None


def orders_of(shop: Shop, customer_id: str) -> list[Order]:
    """The orders of an authenticated customer, newest first; none for an empty id."""
    if not customer_id:
        return []
    query = select(OrderRow).where(OrderRow.store_id == shop.store_id, OrderRow.customer_id == customer_id)
    with reading(shop.engine) as session:
        rows = session.scalars(query.order_by(OrderRow.ordered_at.desc(), OrderRow.lookup)).all()
        return as_orders(session, shop.info, rows)


def as_orders(session: Session, info: StoreInfo, rows: Sequence[OrderRow]) -> list[Order]:
    """Rows of one store as orders, with the titles of what was ordered and what was asked for since."""
    if not rows:
        return []
    store_id = rows[0].store_id
    lookups = [row.lookup for row in rows]
    asked: dict[str, list[OrderRequestRow]] = defaultdict(list)
    query = select(OrderRequestRow).where(
        OrderRequestRow.store_id == store_id, OrderRequestRow.order_lookup.in_(lookups)
    )
    for request in session.scalars(query.order_by(OrderRequestRow.made_at, OrderRequestRow.id)):
        asked[request.order_lookup].append(request)
    wanted = [request.wanted for requests in asked.values() for request in requests if request.wanted]
    titles = _titles(session, store_id, {str(item["product_id"]) for row in rows for item in [*row.items, *wanted]})
    return [_order(row, asked[row.lookup], titles, info) for row in rows]


def merge_imported(existing: Mapping[str, Any] | None, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The columns to write for a pack's order ``row``, given the ``existing`` columns of that order; None: nothing.

    A pack imported again says what the shop's own system knew when it was exported. Only what differs from the pack
    imported last is news; the rest must not undo what a customer changed here since.
    """
    columns = dict(row) | {"lookup": order_lookup(row["id"])}
    said = json.dumps(columns, sort_keys=True, default=str, ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()
    if existing is not None and existing["imported_digest"] == digest:
        return None
    return columns | {"imported_digest": digest}


def masked_name(name: str) -> str:
    """A name that its owner recognises and others do not: 김*수, 남**수, 김*, J*** S****."""
    words = name.split()
    if len(words) == 1 and not name.isascii():
        word = words[0]
        return word[0] + "*" if len(word) <= 2 else word[0] + "*" * (len(word) - 2) + word[-1]  # noqa: PLR2004 - family name and one syllable
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words)


def _titles(session: Session, store_id: str, ids: set[str]) -> dict[str, Bilingual]:
    products = select(ProductRow.id, ProductRow.title_ko, ProductRow.title_en).where(
        ProductRow.store_id == store_id, ProductRow.id.in_(ids)
    )
    menu = select(MenuRow.id, MenuRow.name_ko, MenuRow.name_en).where(MenuRow.store_id == store_id, MenuRow.id.in_(ids))
    found = [*session.execute(products), *session.execute(menu)]
    return {product_id: Bilingual(korean, english) for product_id, korean, english in found}


def _order(row: OrderRow, requests: list[OrderRequestRow], titles: dict[str, Bilingual], info: StoreInfo) -> Order:
    def local(moment: datetime | None) -> datetime | None:
        return clock.localised(moment, info.timezone) if moment else None

    def money(amount: int | None) -> Money | None:
        return None if amount is None else Money(amount, info.currency)

    def item(columns: Mapping[str, Any]) -> OrderItem:
        product_id = columns["product_id"]
        return OrderItem(
            product_id=product_id,
            title=titles.get(product_id, Bilingual()),
            color=columns["color"],
            size=columns["size"],
            quantity=columns["quantity"],
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
        total=money(row.total),
        payment=row.payment,
        requests=tuple(map(request, requests)),
    )
