"""A draft as an order that WooCommerce takes: its products, its prices, its shipping methods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from store.changes.checkout import complete_lines, contact_of, sending_of
from store.changes.idempotency import Change
from store.changes.stock import as_json
from store.info import StoreInfo
from store.line import Line
from store.rules.pickup import pickup_ready
from store.systems.order_system import Contact, OrderDraft
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Json
from store.systems.woocommerce.catalogue import Catalogue, Sold
from store.systems.woocommerce.statuses import PLACED_UNPAID


@dataclass(frozen=True, slots=True)
class Placing:
    """What is sent to WooCommerce, and the facts of it that do not come from WooCommerce."""

    body: Json
    detail: Json


def placing(change: Change, draft: OrderDraft, catalogue: Catalogue) -> Placing:
    """The order to send. Changes nothing.

    Refuses as ``store.changes.checkout.place`` does, with ``out_of_stock`` by WooCommerce's stock, and with
    ``unknown_product`` also for what WooCommerce does not sell.
    """
    lines = [line for _, line in complete_lines(change, draft)]
    contact = contact_of(draft)
    sold = [(catalogue.require(line), line) for line in lines]
    worth = sum((each.price * line.quantity for each, line in sold), Decimal())
    sending = sending_of(change, draft, int(worth))
    body: Json = {
        **_whose(change, contact),
        "line_items": [_line(each, line) for each, line in sold],
        "shipping_lines": _shipping(change.info, draft, sending.fee),
        "payment_method": draft.payment_method,
        "coupon_lines": [{"code": draft.code}] if draft.code else [],
        "meta_data": [
            {"key": marks.KIND, "value": draft.kind},
            {"key": marks.CHANNEL, "value": change.by.channel},
        ],
    }
    body |= {"set_paid": True} if draft.paid else {"status": PLACED_UNPAID}
    ready = pickup_ready(change.info, change.at) if draft.kind == "pickup" else None
    detail = {
        "kind": draft.kind,
        "items": as_json(lines),
        "delivery_fee": sending.fee,
        "payment": "paid" if draft.paid else "due",
        "ready": ready.isoformat() if ready else None,
        "arrives": sending.arrives.isoformat() if sending.arrives else None,
    }
    return Placing(body, detail)


def _whose(change: Change, contact: Contact) -> Json:
    whose: Json = {"billing": {"first_name": contact.name, "phone": contact.phone}}
    if contact.address:
        whose["shipping"] = {"first_name": contact.name, "address_1": contact.address}
    if change.by.customer_id.isdecimal():
        whose["customer_id"] = int(change.by.customer_id)
    return whose


def _line(sold: Sold, line: Line) -> Json:
    """A product without variations cannot say which colour and size; the line says it for those who pack."""
    said = {"color": line.variant.color, "size": line.variant.size} if not sold.variation_id else {}
    return {
        "product_id": sold.product_id,
        "variation_id": sold.variation_id,
        "quantity": line.quantity,
        "meta_data": [{"key": field, "value": value} for field, value in said.items() if value],
    }


def _shipping(info: StoreInfo, draft: OrderDraft, fee: int) -> list[Json]:
    if draft.kind == "delivery":
        return [{"method_id": "flat_rate", "method_title": "배송 / Delivery", "total": str(fee)}]
    if draft.kind == "pickup" and info.pickup:
        return [{"method_id": "local_pickup", "method_title": info.pickup.place["ko"], "total": "0"}]
    return []
