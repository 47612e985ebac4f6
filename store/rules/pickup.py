"""Collecting an order: when it is ready, until when, where, at which hours, by whom, and whether it can wait longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from store.bilingual import Bilingual
from store.info import StoreInfo, Zone
from store.order import Order
from store.rules.deadline import is_past
from store.rules.opening import Opening, closed_days, closing_time, opening_of, opening_time_later, week_of
from store.rules.verdict import ALLOWED, Verdict
from store.sections.pickup import Pickup

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
class Extension:
    """Whether an order can wait longer.

    ``rule`` is the code of what forbids it, empty: nothing does: not_for_pickup, not_ready, expired, picked_up,
    not_offered (the shop extends nothing), limit_reached.
    """

    rule: str
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class PickupDeadline:
    """What to tell the customer of an order that is collected; times are aware, in the shop's time zone.

    ``deadline`` is None while nothing is ready. ``zones`` are the ids of where it is handed over (a takeout from two
    kitchens has two), ``place_name`` is their name and ``opening`` the hours there; empty and None where unknown.
    """

    state: PickupState
    deadline: datetime | None
    extension: Extension
    place_name: Bilingual
    zones: tuple[str, ...]
    opening: Opening | None

    @property
    def expired(self) -> bool:
        """Whether it is too late to collect it."""
        return self.state == "expired"

    @property
    def extendable(self) -> bool:
        """Whether it can wait longer."""
        return not self.extension.rule

    @property
    def extended_deadline(self) -> datetime | None:
        """What an extension would make of the deadline; None where the rules allow none."""
        return self.extension.deadline


def pickup_deadline(info: StoreInfo, order: Order, now: datetime) -> PickupDeadline:
    """Until when and where ``order`` can be collected, seen from ``now``.

    The deadline is the order's own, else the desk's closing time ``hold_days`` after it was ready; a takeout waits
    until its kitchen closes. The second of the deadline itself still counts; after it the order has expired, whatever
    its status says. The desk and its rules are for orders of kind pickup: a takeout is handed over where it was made.
    """
    state, deadline = _state(info, order, now)
    if state == "not_for_pickup":
        return PickupDeadline(state, None, Extension(state), Bilingual(), (), None)
    places = _kitchens(info, order) if order.kind == "takeout" else _desk(info)
    area = _area(info, order, places)
    name = info.pickup.place if info.pickup and order.kind == "pickup" else _joined(places)
    return PickupDeadline(
        state=state,
        deadline=deadline,
        extension=pickup_extension(info, order, now),
        place_name=name,
        zones=tuple(zone.id for zone in places),
        opening=opening_of(info, area, now) if area else None,
    )


def pickup_extension(info: StoreInfo, order: Order, now: datetime) -> Extension:
    """Whether ``order`` can wait longer at the desk, and until when; takeouts cannot."""
    state, deadline = _state(info, order, now)
    rules = info.pickup
    if order.kind != "pickup":
        return Extension("not_for_pickup")
    if state != "ready":
        return Extension(state)
    if rules is None or deadline is None or not rules.extension_days or not rules.extensions_allowed:
        return Extension("not_offered")
    if order.extended >= rules.extensions_allowed:
        return Extension("limit_reached")
    return Extension("", _end_of_hold(info, rules, deadline, rules.extension_days))


def pickup_ready(info: StoreInfo, paid_at: datetime) -> datetime | None:
    """When an order paid at ``paid_at`` will be ready: hours are counted while the desk is open. None: not known."""
    rules = info.pickup
    if rules is None or rules.ready_in_hours is None:
        return None
    return opening_time_later(
        week_of(info, rules.hours), closed_days(info, rules.hours), paid_at, timedelta(hours=rules.ready_in_hours)
    )


def pickup_by_proxy(info: StoreInfo, order: Order) -> Verdict:
    """Whether somebody else may collect ``order``; what they bring is a text of the shop (``pickup.proxy``).

    Codes: not_for_pickup; owner_only, where an item is of a category only its buyer may collect; unknown, where the
    shop says nothing of it.
    """
    if order.kind not in _COLLECTED_IN_PERSON:
        return Verdict("not_for_pickup")
    if order.kind == "takeout":
        return ALLOWED
    if info.pickup is None or not (info.pickup.proxy or info.pickup.owner_only):
        return Verdict("unknown")
    owner_only = set(info.pickup.owner_only)
    return Verdict("owner_only") if any(item.category in owner_only for item in order.items) else ALLOWED


def _state(info: StoreInfo, order: Order, now: datetime) -> tuple[PickupState, datetime | None]:
    state = _STATES.get(order.status, "not_for_pickup") if order.kind in _COLLECTED_IN_PERSON else "not_for_pickup"
    deadline = _deadline(info, order) if state in ("ready", "expired") else None
    if state == "ready" and deadline and is_past(now, deadline):
        return "expired", deadline
    return state, deadline


def _deadline(info: StoreInfo, order: Order) -> datetime | None:
    if order.deadline or not order.ready_at:
        return order.deadline
    if order.kind == "takeout":
        area = _area(info, order, _kitchens(info, order))
        return (
            closing_time(week_of(info, area), closed_days(info, area), order.ready_at.date(), info.tz) if area else None
        )
    if info.pickup is None:
        return None
    days = info.pickup.hold_days + order.extended * info.pickup.extension_days
    return _end_of_hold(info, info.pickup, order.ready_at, days)


def _end_of_hold(info: StoreInfo, rules: Pickup, start: datetime, days: int) -> datetime:
    """The desk's closing time ``days`` after ``start``; a day it does not open passes the end on to its next one."""
    week, closed = week_of(info, rules.hours), closed_days(info, rules.hours)
    last = start.date() + timedelta(days=days)
    for later in range(_LONGEST_CLOSURE_DAYS + 1):
        if closes := closing_time(week, closed, last + timedelta(days=later), info.tz):
            return closes
    return start + timedelta(days=days)


def _desk(info: StoreInfo) -> list[Zone]:
    wanted = info.pickup.zone if info.pickup else None
    return [zone for zone in info.zones if zone.id == wanted]


def _kitchens(info: StoreInfo, order: Order) -> list[Zone]:
    made_in = {item.zone for item in order.items if item.zone}
    return [zone for zone in info.zones if zone.id in made_in]


def _area(info: StoreInfo, order: Order, places: list[Zone]) -> str:
    if order.kind == "pickup":
        return info.pickup.hours if info.pickup else ""
    areas = {zone.area for zone in places}
    return areas.pop() if len(areas) == 1 else ""


def _joined(places: list[Zone]) -> Bilingual:
    return Bilingual(*(" · ".join(zone.name[language] for zone in places) for language in ("ko", "en")))
