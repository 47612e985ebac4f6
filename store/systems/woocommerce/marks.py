"""What we write on a WooCommerce order, as meta fields.

WooCommerce has no word for a pickup deadline, a return that is asked for or an exchange: they stand here, for staff to
see and correct among the order's custom fields, and in an order note. ``_annae_key_…`` marks a change as made, in the
same request that makes it, so that it is found when nobody knows whether that request arrived.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError

from store.systems.woocommerce.payload import OrderPayload

KIND: Final = "annae_kind"
CHANNEL: Final = "annae_channel"
DEADLINE: Final = "annae_deadline"
EXTENDED: Final = "annae_extended"
REQUESTS: Final = "annae_requests"

Meta = dict[str, str]
"""A meta field as WooCommerce takes it."""


class MarkedItem(BaseModel):
    """So many of a variant."""

    product_id: str
    color: str
    size: str
    quantity: int


class MarkedRequest(BaseModel):
    """A return or exchange that was asked for; ``wanted`` is what an exchange is for."""

    id: str
    kind: Literal["return", "exchange"]
    items: list[MarkedItem]
    wanted: MarkedItem | None
    reason: str
    made_at: AwareDatetime


_REQUESTS: Final = TypeAdapter(list[MarkedRequest])


def key_mark(key: str, document: dict[str, Any]) -> Meta:
    """The mark of the change asked for with ``key``."""
    return {"key": _key_field(key), "value": json.dumps(document, ensure_ascii=False)}


def marked_by(order: OrderPayload, key: str) -> dict[str, Any] | None:
    """The mark that the change asked for with ``key`` left on the order; None where it left none."""
    value = order.meta(_key_field(key))
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, dict) else None


def text(order: OrderPayload, field: str) -> str:
    """What stands in one of our fields; empty where nothing does."""
    value = order.meta(field)
    return "" if value is None else str(value).strip()


def deadline(order: OrderPayload) -> datetime | None:
    """Until when staff or we keep it; None where that does not say a time."""
    try:
        return datetime.fromisoformat(text(order, DEADLINE))
    except ValueError:
        return None


def extended(order: OrderPayload) -> int:
    """How often the deadline was put off."""
    count = text(order, EXTENDED)
    return int(count) if count.isdecimal() else 0


def requests(order: OrderPayload) -> list[MarkedRequest]:
    """Returns and exchanges asked for, oldest first; none where staff have emptied the field."""
    try:
        return _REQUESTS.validate_json(text(order, REQUESTS))
    except ValidationError:
        return []


def requests_mark(asked: Sequence[MarkedRequest]) -> Meta:
    """The field that holds them."""
    return {"key": REQUESTS, "value": _REQUESTS.dump_json(list(asked)).decode()}


def _key_field(key: str) -> str:
    """A digest, because keys may be personal: a messenger's message id, a phone number."""
    return f"_annae_key_{hashlib.sha256(key.encode()).hexdigest()[:24]}"
