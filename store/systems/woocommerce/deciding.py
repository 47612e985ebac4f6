"""What the shop's rules say of a change, and what is then written to WooCommerce: pure of any request but for stock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from store.changes.goods import find_goods, wanted_goods
from store.changes.idempotency import Change, Forbidden
from store.changes.order_row import require_items, variant_of
from store.changes.returns import everything, require_included, require_open, sold_for, terms
from store.changes.stock import as_json, described
from store.line import Line, Variant
from store.order import Order
from store.rules.cancellation import address_change, cancellation
from store.rules.delivery import delivery_allowed, delivery_area
from store.rules.exchange import exchange_for, exchange_window
from store.rules.pickup import pickup_extension
from store.rules.returns import ReturnReason, return_window
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Json
from store.systems.woocommerce.catalogue import Catalogue
from store.systems.woocommerce.marks import MarkedItem, MarkedRequest, Meta
from store.systems.woocommerce.notes import wordings
from store.systems.woocommerce.payload import OrderPayload
from store.systems.woocommerce.statuses import CANCELLED


@dataclass(frozen=True, slots=True)
class Decided:
    """A change that the rules allow: the Done's detail, the order's new fields and meta fields, the note to staff."""

    detail: dict[str, Any]
    note: str
    fields: Json = field(default_factory=dict)
    meta: list[Meta] = field(default_factory=list)


Decide = Callable[[OrderPayload, Order, Change], Decided]
"""Judges a change of an order, as WooCommerce tells it and as the rules read it; raises Forbidden."""


def cancelling(found: OrderPayload, order: Order, change: Change) -> Decided:
    """See ``store.changes.cancellation``. The money goes back by staff's hand."""
    verdict = cancellation(order)
    if not verdict.allowed:
        raise Forbidden(verdict.rule, status=order.status)
    refund = 0 if found.date_paid_gmt is None else order.total.amount if order.total else None
    note = wordings()["cancelled"].format(by=change.by.channel)
    return Decided({"refund": refund}, note, {"status": CANCELLED})


def extending(found: OrderPayload, order: Order, change: Change) -> Decided:
    """See ``store.changes.extension``."""
    extension = pickup_extension(change.info, order, change.at)
    if extension.rule or extension.deadline is None:
        raise Forbidden(extension.rule)
    deadline = extension.deadline.isoformat()
    meta = [
        {"key": marks.DEADLINE, "value": deadline},
        {"key": marks.EXTENDED, "value": str(marks.extended(found) + 1)},
    ]
    shown = extension.deadline.strftime("%Y-%m-%d %H:%M")
    note = wordings()["extended"].format(by=change.by.channel, deadline=shown)
    return Decided({"deadline": deadline}, note, meta=meta)


def sending_to(address: str) -> Decide:
    """See ``store.changes.address``. The whole address is the first line, the country stays."""

    def decide(_found: OrderPayload, order: Order, change: Change) -> Decided:
        area = delivery_area(change.info, address)
        for verdict in (address_change(order), delivery_allowed(change.info, area)):
            if not verdict.allowed:
                raise Forbidden(verdict.rule, status=order.status)
        detail = {"area": area.id if area else "", "surcharge": area.extra_fee if area else 0}
        elsewhere = {"address_1": address, "address_2": "", "city": "", "state": "", "postcode": ""}
        return Decided(detail, wordings()["address"].format(by=change.by.channel), {"shipping": elsewhere})

    return decide


def returning(items: Sequence[Line], reason: ReturnReason, *, opened: bool) -> Decide:
    """See ``store.changes.returns``."""

    def decide(found: OrderPayload, order: Order, change: Change) -> Decided:
        window = return_window(change.info, order, change.at, reason, opened=opened)
        require_open(window)
        lines = list(items) or everything(order, window)
        require_items(order, lines)
        require_included(window, lines)
        asked = MarkedRequest(
            id=uuid4().hex, kind="return", items=_marked(lines), wanted=None, reason=reason, made_at=change.at
        )
        detail = {"items": as_json(lines), "goods_amount": sold_for(order, lines), **terms(window)}
        note = wordings()["return"].format(by=change.by.channel, items=_listed(lines), reason=reason)
        return Decided(detail, note, meta=[marks.requests_mark([*marks.requests(found), asked])])

    return decide


def exchanging(catalogue: Catalogue, item: Line, wanted: Variant, reason: ReturnReason, *, opened: bool) -> Decide:
    """See ``store.changes.exchange``. WooCommerce sets nothing aside: staff are asked to, ``reservation`` is None."""

    def decide(found: OrderPayload, order: Order, change: Change) -> Decided:
        window = exchange_window(change.info, order, change.at, reason, opened=opened)
        require_open(window)
        require_items(order, [item])
        require_included(window, [item])
        instead = Line(_allowed(catalogue, change, order, item, wanted), item.quantity)
        asked = MarkedRequest(
            id=uuid4().hex,
            kind="exchange",
            items=_marked([item]),
            wanted=_marked([instead])[0],
            reason=reason,
            made_at=change.at,
        )
        detail = {"items": as_json([item]), "wanted": as_json([instead])[0], "reservation": None, **terms(window)}
        note = wordings()["exchange"].format(
            by=change.by.channel, items=_listed([item]), wanted=_listed([instead]), reason=reason
        )
        return Decided(detail, note, meta=[marks.requests_mark([*marks.requests(found), asked])])

    return decide


def _allowed(catalogue: Catalogue, change: Change, order: Order, item: Line, wanted: Variant) -> Variant:
    goods, instead = wanted_goods(change, wanted)
    given = next(entry for entry in order.items if variant_of(entry) == item.variant)
    before = find_goods(change.session, change.store_id, change.info, given.product_id, change.at)
    paid = given.unit_price or (before.product.pays if before else None)
    verdict = exchange_for(change.info, given, instead, same_price=paid == goods.product.pays)
    if not verdict.allowed:
        raise Forbidden(verdict.rule, **described(instead))
    catalogue.require(Line(instead, item.quantity))
    return instead


def _marked(lines: Sequence[Line]) -> list[MarkedItem]:
    return [MarkedItem(**described(line.variant), quantity=line.quantity) for line in lines]


def _listed(lines: Sequence[Line]) -> str:
    """Lines as staff read them: ``bag-01 black × 2, ...``."""
    return ", ".join(
        f"{' '.join(filter(None, (line.variant.product_id, line.variant.color, line.variant.size)))} × {line.quantity}"
        for line in lines
    )
