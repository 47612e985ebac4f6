"""When the money comes back, by the way it was paid, and how far a refund has got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from annae.types import Money
from store.bilingual import Bilingual
from store.info import StoreInfo
from store.order import Order
from store.rules.deadline import is_past
from store.rules.working_days import WorkingDays

RefundState = Literal["none", "waiting_for_goods", "under_way", "overdue", "paid"]
_WAITING: dict[str, RefundState] = {"return_requested": "waiting_for_goods", "return_collected": "under_way"}


@dataclass(frozen=True, slots=True)
class RefundTime:
    """When a refund arrives: between two days, both included; None where the shop has not said in days."""

    earliest: date | None
    latest: date | None
    note: Bilingual


@dataclass(frozen=True, slots=True)
class RefundStatus:
    """How far the refund of an order has got; ``by`` is when it is there at the latest. None: not known.

    ``none``: there is nothing to refund. ``overdue``: ``by`` has passed and the order is not marked as refunded.
    """

    state: RefundState
    amount: Money | None
    method: str
    by: datetime | None


def refund_time(info: StoreInfo, method: str, start: date) -> RefundTime | None:
    """When money paid by ``method`` (an id of ``refund_times``) is back, if it is sent off on ``start``.

    Days are working days of banks: no weekends, no public holidays. None where the shop has not said.
    """
    found = info.returns.refund_times.get(method) if info.returns else None
    if found is None:
        return None
    if found.days is None:
        return RefundTime(None, None, found.note)
    banks = WorkingDays(country=info.holidays_of)
    first, last = found.days
    return RefundTime(banks.after(start, first), banks.after(start, last), found.note)


def refund_status(order: Order, now: datetime) -> RefundStatus:
    """How far the refund of ``order`` has got at ``now``.

    A cancelled order has a refund under way only when it says so: it may never have been paid.
    """
    state: RefundState = "none"
    if order.status == "refunded":
        state = "paid"
    elif order.status in _WAITING:
        state = _WAITING[order.status]
    elif order.status == "cancelled" and (order.refund_amount or order.refund_by):
        state = "under_way"
    if state in ("waiting_for_goods", "under_way") and order.refund_by and is_past(now, order.refund_by):
        state = "overdue"
    if state == "none":
        return RefundStatus(state, None, "", None)
    return RefundStatus(state, order.refund_amount, order.refund_method or order.payment_method, order.refund_by)
