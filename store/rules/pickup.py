"""Collecting an order: until when, where, at which hours, and whether it can wait longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from store.bilingual import Bilingual
from store.info import Pickup, StoreInfo
from store.order import Order
from store.product import Place
from store.rules.opening import Opening, closing_time
from store.shop import Shop

PickupState = Literal["not_ready", "ready", "expired", "picked_up", "not_for_pickup"]
_COLLECTED_IN_PERSON = ("pickup", "takeout")
_STATES: dict[str, PickupState] = {
    "paid": "not_ready",
    "preparing": "not_ready",
    "ready_for_pickup": "ready",
    "pickup_expired": "expired",
    "picked_up": "picked_up",
}
_LONGEST_CLOSURE_DAYS = 31


@dataclass(frozen=True, slots=True)
class PickupDeadline:
    """What to tell the customer of an order that is collected; times are aware, in the shop's time zone.

    ``deadline`` is None while nothing is ready. ``extended_deadline`` is what an extension would make of it, None
    where the rules allow none. ``place`` and the desk's hours are None where the shop does not name a zone or desk.
    """

    state: PickupState
    deadline: datetime | None
    extendable: bool
    extended_deadline: datetime | None
    place_name: Bilingual
    place: Place | None
    opening: Opening | None

    @property
    def expired(self) -> bool:
        """Whether it is too late to collect it."""
        return self.state == "expired"


def pickup_deadline(shop: Shop, order: Order, at: datetime | None = None) -> PickupDeadline:
    """Until when ``order`` can be collected, seen from ``at`` (default: now).

    The deadline is the order's own, else the desk's closing time ``hold_days`` after it was ready. The deadline
    itself still counts; after it the order has expired, whatever its status says. The desk and its rules are for
    orders of kind pickup: a takeout is handed over where it was made.
    """
    info, at = shop.info, at or shop.now()
    rules = info.pickup if order.kind == "pickup" else None
    state = _STATES.get(order.status, "not_for_pickup") if order.kind in _COLLECTED_IN_PERSON else "not_for_pickup"
    if state == "not_for_pickup":
        return PickupDeadline(state, None, False, None, Bilingual(), None, None)
    deadline = _deadline(info, rules, order) if state in ("ready", "expired") else None
    if state == "ready" and deadline and at > deadline:
        state = "expired"
    extended = _extended(info, rules, order, deadline) if state == "ready" else None
    return PickupDeadline(
        state=state,
        deadline=deadline,
        extendable=extended is not None,
        extended_deadline=extended,
        place_name=rules.place if rules else Bilingual(),
        place=shop.place(rules.zone) if rules and rules.zone else None,
        opening=shop.opening(at, rules.hours) if rules else None,
    )


def _deadline(info: StoreInfo, rules: Pickup | None, order: Order) -> datetime | None:
    if order.deadline or not rules or not order.ready_at:
        return order.deadline
    return _end_of_hold(info, rules, order.ready_at, rules.hold_days + order.extended * rules.extension_days)


def _extended(info: StoreInfo, rules: Pickup | None, order: Order, deadline: datetime | None) -> datetime | None:
    if not rules or not deadline or not rules.extension_days or order.extended >= rules.extensions_allowed:
        return None
    return _end_of_hold(info, rules, deadline, rules.extension_days)


def _end_of_hold(info: StoreInfo, rules: Pickup, start: datetime, days: int) -> datetime:
    """The desk's closing time ``days`` after ``start``; a day it does not open passes the end on to its next one."""
    week = info.hours[rules.hours]
    last = start.date() + timedelta(days=days)
    for later in range(_LONGEST_CLOSURE_DAYS + 1):
        if closes := closing_time(week, info.closed, last + timedelta(days=later), info.tz):
            return closes
    return start + timedelta(days=days)
