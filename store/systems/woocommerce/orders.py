"""A WooCommerce order as one of ours: masked, in the shop's time, in whole units of money, in our words."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from typing import Final

from annae.types import Money
from store import clock
from store.identity.masking import masked_name
from store.order import Order, OrderItem, OrderRequest
from store.shop import Shop
from store.systems.woocommerce import marks
from store.systems.woocommerce.catalogue import Catalogue
from store.systems.woocommerce.marks import MarkedItem, MarkedRequest
from store.systems.woocommerce.payload import Address, LineItem, OrderPayload
from store.systems.woocommerce.statuses import Statuses

_LOCAL_PICKUP: Final = ("local_pickup", "pickup_location")  # of the classic and of the block checkout
_COLLECTED: Final = ("pickup", "takeout")
_CHANNELS: Final = {"checkout": "web", "store-api": "web", "admin": "staff"}
_TRACKING: Final = "_wc_shipment_tracking_items"  # of Shipment Tracking and Advanced Shipment Tracking
_ARRIVED: Final = ("delivered", "picked_up")
_PAYMENT_METHODS: Final = {"bacs": "bank_transfer"}
_LAST_DIGITS: Final = 4


class OrderReader:
    """Reads orders of one shop."""

    def __init__(self, shop: Shop, catalogue: Catalogue, statuses: Statuses) -> None:
        self._shop, self._catalogue, self._statuses = shop, catalogue, statuses

    def order(self, found: OrderPayload) -> Order:
        """One order. Raises AnnaeError for a status nobody has explained."""
        kind = _kind(found)
        status = self._statuses.meaning(found.status, collected=kind in _COLLECTED)
        completed_at = self._local(found.completed_at)
        arrived = status in _ARRIVED
        requests = tuple(self._request(asked) for asked in marks.requests(found))
        if arrived and any(asked.kind == "return" for asked in requests):
            status = "return_requested"
        carrier, tracking_number = _tracking(found)
        return Order(
            id=found.shown_number,
            customer=masked_name(_name(found.billing)),
            channel=marks.text(found, marks.CHANNEL) or _CHANNELS.get(found.created_via, found.created_via),
            kind=kind,
            status=status,
            items=tuple(self._item(line, found.currency) for line in found.line_items),
            ordered_at=clock.localised(found.created_at(self._shop.info.tz), self._shop.info.timezone),
            ready_at=completed_at if status == "ready_for_pickup" else None,
            deadline=self._local(marks.deadline(found)),
            extended=marks.extended(found),
            carrier=carrier,
            tracking_number=tracking_number,
            eta=None,
            delivered_at=completed_at if arrived else None,
            return_until=None,
            refund_amount=_refunded(found),
            refund_method=_payment_method(found) if found.refunds else "",
            refund_by=None,
            cancellable=None,
            address_changeable=None,
            payment_method=_payment_method(found),
            total=money(found.total, found.currency),
            requests=requests,
        )

    def _local(self, moment: datetime | None) -> datetime | None:
        return clock.localised(moment, self._shop.info.timezone) if moment else None

    def _item(self, line: LineItem, currency: str) -> OrderItem:
        known = self._catalogue.ordered(line)
        quantity = max(1, int(line.quantity))
        paid = None if line.total is None else (line.total + (line.total_tax or 0)) / quantity
        return OrderItem(
            product_id=known.variant.product_id,
            title=known.about.title,
            color=known.variant.color,
            size=known.variant.size,
            quantity=quantity,
            category=known.about.category,
            zone=known.about.zone,
            unit_price=money(paid, currency),
        )

    def _request(self, asked: MarkedRequest) -> OrderRequest:
        return OrderRequest(
            id=asked.id,
            kind=asked.kind,
            items=tuple(map(self._asked_item, asked.items)),
            wanted=self._asked_item(asked.wanted) if asked.wanted else None,
            reason=asked.reason,
            made_at=clock.localised(asked.made_at, self._shop.info.timezone),
        )

    def _asked_item(self, item: MarkedItem) -> OrderItem:
        about = self._catalogue.about(self._catalogue.product(item.product_id))
        return OrderItem(item.product_id, about.title, item.color, item.size, item.quantity, about.category, about.zone)


def phone_last4(found: OrderPayload) -> str:
    """The last digits of the payer's phone, in ASCII; empty where the order has none."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", found.billing.phone))
    return digits[-_LAST_DIGITS:] if len(digits) >= _LAST_DIGITS else ""


def _kind(found: OrderPayload) -> str:
    if told := marks.text(found, marks.KIND):
        return told
    return "pickup" if any(line.method_id in _LOCAL_PICKUP for line in found.shipping_lines) else "delivery"


def _name(who: Address) -> str:
    """Korean, Chinese and Japanese names are written family name first and without a space."""
    given, family = who.first_name.strip(), who.last_name.strip()
    return f"{given} {family}".strip() if (given + family).isascii() else f"{family}{given}"


def _tracking(found: OrderPayload) -> tuple[str, str]:
    parcels = found.meta(_TRACKING)
    if not isinstance(parcels, list) or not parcels or not isinstance(parcels[-1], dict):
        return "", ""
    parcel = parcels[-1]
    carrier = parcel.get("custom_tracking_provider") or parcel.get("tracking_provider") or ""
    return str(carrier), str(parcel.get("tracking_number") or "")


def _payment_method(found: OrderPayload) -> str:
    """As store.yml names it; the shop's payment services keep WooCommerce's names for them."""
    return _PAYMENT_METHODS.get(found.payment_method, found.payment_method)


def _refunded(found: OrderPayload) -> Money | None:
    if not found.refunds:
        return None
    return money(sum((-refund.total for refund in found.refunds), Decimal()), found.currency)


def money(amount: Decimal | None, currency: str) -> Money | None:
    """Whole units; an amount with a fraction cannot be told in them, and is not told wrongly."""
    if amount is None or amount != amount.to_integral_value():
        return None
    return Money(int(amount), currency)
