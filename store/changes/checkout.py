"""Placing an order: the goods leave the stock, and what they cost is kept as it was then."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

from store.actor import Actor
from store.changes import cart, stock
from store.changes.address import as_address
from store.changes.goods import Goods, at_least_one, price_together, wanted_goods
from store.changes.idempotency import Change, Forbidden, once
from store.changes.numbers import as_said, unused_digits
from store.changes.order_row import item_columns
from store.changes.reservation import use_up
from store.changes.stock import as_json, described
from store.database.models import OrderRow
from store.line import Line, Variant
from store.rules.deadline import end_of_day
from store.rules.delivery import delivery_allowed, delivery_area, delivery_dates, delivery_fee
from store.rules.pickup import pickup_ready
from store.rules.price import OrderPrice
from store.shop import Shop
from store.systems.order_system import Contact, Done, OrderDraft, OrderKind, Outcome

_PHONE_DIGITS = range(8, 16)
_LAST = 4


@dataclass(frozen=True, slots=True)
class Sending:
    """What delivery costs and when it arrives at the latest; None: not a delivery, or not known."""

    fee: int = 0
    arrives: datetime | None = None


def place(shop: Shop, draft: OrderDraft, by: Actor, key: str) -> Outcome:
    """Place an order. The Done is about its number.

    It is ``paid`` when the draft says so and ``preparing`` otherwise: payment is then due at the counter or in the
    shop's own system (there is no status for that; ``payment`` in the detail is ``paid`` or ``due``). The detail has
    ``total``, what of it is the ``delivery_fee``, the ``promotions`` that counted, when it is ``ready`` or ``arrives``,
    and as ``stock_unknown`` those variants that nobody has counted: whether they are there is not promised.

    Refuses as ``wanted_goods`` does; with ``nothing_ordered``, ``out_of_stock``, ``phone_needed``, ``address_needed``,
    ``no_pickup`` (the shop has none), ``only_takeout`` (of the menu) and the codes of ``delivery_allowed``.
    """
    for line in draft.lines:
        at_least_one(line)
    return once(shop, "order.placed", asdict(draft), by, key, lambda change: _place(change, draft))


def checkout(
    shop: Shop,
    kind: OrderKind,
    contact: Contact,
    by: Actor,
    key: str,
    *,
    code: str = "",
    paid: bool = False,
    payment_method: str = "",
) -> Outcome:
    """Place an order for what is in the cart, and empty it; otherwise as ``place``."""

    def change(change: Change) -> Done:
        lines = tuple(cart.lines_of(change.session, change.store_id, change.owner))
        done = _place(change, OrderDraft(kind, lines, contact, code, paid, payment_method))
        cart.empty(change)
        return done

    request = asdict(OrderDraft(kind, (), contact, code, paid, payment_method)) | {"from": "cart"}
    return once(shop, "order.placed", request, by, key, change)


def _place(change: Change, draft: OrderDraft) -> Done:
    goods = complete_lines(change, draft)
    contact = contact_of(draft)
    quantities = [(found, line.quantity) for found, line in goods]
    price = price_together(change.session, change.store_id, quantities, change.at, draft.code)
    sending = sending_of(change, draft, price.pays.amount)
    counted = [_take(change, found, line) for found, line in goods]
    row = OrderRow(
        **_number(change),
        store_id=change.store_id,
        customer_id=change.by.customer_id,
        customer_name=contact.name,
        phone_last4=contact.phone[-_LAST:],
        phone=contact.phone,
        address=contact.address,
        channel=change.by.channel,
        kind=draft.kind,
        items=[
            item_columns(line, paid, counted=taken)
            for (_, line), paid, taken in zip(goods, _unit_prices(price), counted, strict=True)
        ],
        status="paid" if draft.paid else "preparing",
        total=price.pays.amount + sending.fee,
        paid=draft.paid,
        payment_method=draft.payment_method,
        ordered_at=change.at,
        eta=sending.arrives,
    )
    change.session.add(row)
    ready = pickup_ready(change.info, change.at) if draft.kind == "pickup" else None
    detail = {
        "kind": draft.kind,
        "items": as_json([line for _, line in goods]),
        "total": row.total,
        "delivery_fee": sending.fee,
        "promotions": _promotion_ids(price),
        "payment": "paid" if draft.paid else "due",
        "stock_unknown": [
            described(line.variant)
            for (found, line), taken in zip(goods, counted, strict=True)
            if not taken and not found.from_menu
        ],
        "ready": ready.isoformat() if ready else None,
        "arrives": sending.arrives.isoformat() if sending.arrives else None,
    }
    return Done(row.id, detail)


def _unit_prices(price: OrderPrice) -> list[int | None]:
    """What one piece of each line is paid; None where a promotion for the whole order leaves that open."""
    return [None if price.promotions else line.each.pays.amount for line in price.lines]


def _promotion_ids(price: OrderPrice) -> list[str]:
    counted = [*price.promotions, *(promotion for line in price.lines for promotion in line.each.promotions)]
    return sorted({promotion.id for promotion in counted})


def complete_lines(change: Change, draft: OrderDraft) -> list[tuple[Goods, Line]]:
    """The lines fully named, those of the same variant as one. Refuses as ``place`` does."""
    if not draft.lines:
        raise Forbidden("nothing_ordered")
    if draft.kind == "pickup" and change.info.pickup is None:
        raise Forbidden("no_pickup")
    goods: dict[Variant, Goods] = {}
    quantities: Counter[Variant] = Counter()
    for line in draft.lines:
        found, variant = wanted_goods(change, line.variant)
        if found.from_menu and draft.kind != "takeout":
            raise Forbidden("only_takeout", product_id=variant.product_id)
        goods[variant] = found
        quantities[variant] += line.quantity
    return [(found, Line(variant, quantities[variant])) for variant, found in goods.items()]


def contact_of(draft: OrderDraft) -> Contact:
    """The contact as it is kept. A takeout is called out by number and needs no phone. Refuses as ``place``."""
    phone = re.sub(r"\D", "", draft.contact.phone)
    if len(phone) not in _PHONE_DIGITS and (phone or draft.kind != "takeout"):
        raise Forbidden("phone_needed")
    if draft.kind != "delivery":
        return Contact(draft.contact.name.strip(), phone)
    if not draft.contact.address.strip():
        raise Forbidden("address_needed")
    return Contact(draft.contact.name.strip(), phone, as_address(draft.contact.address))


def sending_of(change: Change, draft: OrderDraft, amount: int) -> Sending:
    """What sending goods for ``amount`` costs, and when they arrive. Refuses as ``place`` does."""
    if draft.kind != "delivery":
        return Sending()
    area = delivery_area(change.info, draft.contact.address)
    verdict = delivery_allowed(change.info, area)
    fee, dates = delivery_fee(change.info, amount, area), delivery_dates(change.info, change.at, area)
    if not verdict.allowed or fee is None:
        raise Forbidden(verdict.rule, area=area.id if area else "")
    return Sending(fee.fee, end_of_day(dates.latest, change.info.tz) if dates else None)


def _take(change: Change, goods: Goods, line: Line) -> bool:
    """Take a line out of the stock; whether it is known."""
    row = stock.require(change, goods.product, line, change.owner)
    if row is None:
        return False
    use_up(change, row, line.quantity)
    row.quantity -= line.quantity
    return True


def _number(change: Change) -> dict[str, str]:
    digits = unused_digits(change)
    return {"lookup": digits, "id": as_said(digits)}
