"""A draft as an order that WooCommerce takes: its products, its prices, its shipping methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from store.changes.address import as_address
from store.changes.goods import wanted_goods
from store.changes.idempotency import Change, Forbidden
from store.changes.stock import described
from store.info import StoreInfo
from store.line import Line
from store.rules.delivery import delivery_allowed, delivery_area, delivery_fee
from store.systems.order_system import OrderDraft
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Json
from store.systems.woocommerce.catalogue import Catalogue, Sold
from store.systems.woocommerce.statuses import PLACED_UNPAID

_LEAST_PHONE_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Placing:
    """What is sent to WooCommerce, and the facts of it that do not depend on WooCommerce."""

    body: Json
    detail: Json


def placing(change: Change, draft: OrderDraft, catalogue: Catalogue) -> Placing:
    """The order to send. Changes nothing.

    Refuses as ``store.changes.checkout.place`` does, with ``out_of_stock`` by WooCommerce's stock, and with
    ``unknown_product`` for what WooCommerce does not sell.
    """
    _require_contact(draft, change.info)
    lines = [Line(wanted_goods(change, line.variant)[1], line.quantity) for line in draft.lines]
    sold = [_in_stock(catalogue.sold(line.variant), line, lines) for line in lines]
    worth = sum((each.price * line.quantity for each, line in zip(sold, lines, strict=True)), Decimal())
    fee = _fee(change.info, draft, int(worth))
    name, phone = draft.contact.name.strip(), draft.contact.phone.strip()
    body: Json = {
        "billing": {"first_name": name, "phone": phone},
        "line_items": [_line(each, line) for each, line in zip(sold, lines, strict=True)],
        "shipping_lines": _shipping(change.info, draft, fee),
        "meta_data": [
            {"key": marks.KIND, "value": draft.kind},
            {"key": marks.CHANNEL, "value": change.by.channel},
        ],
    }
    body |= {"set_paid": True} if draft.paid else {"status": PLACED_UNPAID}
    if draft.kind == "delivery":
        body["shipping"] = {"first_name": name, "address_1": as_address(draft.contact.address)}
    if draft.payment_method:
        body["payment_method"] = draft.payment_method
    if draft.code:
        body["coupon_lines"] = [{"code": draft.code}]
    if change.by.customer_id.isdecimal():
        body["customer_id"] = int(change.by.customer_id)
    detail = {
        "kind": draft.kind,
        "items": [described(line.variant) | {"quantity": line.quantity} for line in lines],
        "delivery_fee": fee,
        "payment": "paid" if draft.paid else "due",
    }
    return Placing(body, detail)


def _require_contact(draft: OrderDraft, info: StoreInfo) -> None:
    if not draft.lines:
        raise Forbidden("nothing_ordered")
    if sum(character.isdecimal() for character in draft.contact.phone) < _LEAST_PHONE_DIGITS:
        raise Forbidden("phone_needed")
    if draft.kind == "pickup" and info.pickup is None:
        raise Forbidden("no_pickup")
    if draft.kind == "delivery" and not draft.contact.address.strip():
        raise Forbidden("address_needed")


def _in_stock(sold: Sold | None, line: Line, lines: Sequence[Line]) -> Sold:
    if sold is None:
        raise Forbidden("unknown_product", product_id=line.variant.product_id)
    wanted = sum(other.quantity for other in lines if other.variant == line.variant)
    if sold.left is not None and sold.left < wanted:
        raise Forbidden("out_of_stock", **described(line.variant), wanted=wanted, left=sold.left)
    return sold


def _fee(info: StoreInfo, draft: OrderDraft, worth: int) -> int:
    if draft.kind != "delivery":
        return 0
    area = delivery_area(info, draft.contact.address)
    allowed = delivery_allowed(info, area)
    if not allowed.allowed:
        raise Forbidden(allowed.rule)
    fee = delivery_fee(info, worth, area)
    return fee.fee if fee else 0


def _line(sold: Sold, line: Line) -> Json:
    """A product without variations cannot say which colour and size; the line says it for those who pack."""
    said = {"color": line.variant.color, "size": line.variant.size} if not sold.variation_id else {}
    return {
        "product_id": sold.product_id,
        "quantity": line.quantity,
        **({"variation_id": sold.variation_id} if sold.variation_id else {}),
        "meta_data": [{"key": field, "value": value} for field, value in said.items() if value],
    }


def _shipping(info: StoreInfo, draft: OrderDraft, fee: int) -> list[Json]:
    if draft.kind == "delivery":
        return [{"method_id": "flat_rate", "method_title": "배송 / Delivery", "total": str(fee)}]
    if draft.kind == "pickup" and info.pickup:
        return [{"method_id": "local_pickup", "method_title": info.pickup.place["ko"], "total": "0"}]
    return []
