"""Giving goods back: until when, what is excluded, and who pays for the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from store.bilingual import Bilingual
from store.info import StoreInfo
from store.order import Order, OrderItem
from store.rules.deadline import end_of_day, is_past
from store.sections.returns import Payer, Returns

ReturnReason = Literal["change_of_mind", "defect", "wrong_item"]
SHOPS_FAULT: frozenset[ReturnReason] = frozenset(("defect", "wrong_item"))
_RECEIVED = ("delivered", "picked_up")
_BARS = {
    "cancelled": "cancelled",
    "return_requested": "returning",
    "return_collected": "returning",
    "refunded": "refunded",
}


@dataclass(frozen=True, slots=True)
class ExcludedItem:
    """An item that does not go back, and why.

    ``exclusion`` is the id of the rule in store.yml, ``menu`` for food made to order, ``opened`` where the shop takes
    back nothing that was opened.
    """

    item: OrderItem
    exclusion: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class ReturnWindow:
    """What holds for giving an order back.

    ``rule`` is the code of what forbids it, empty while it is open: no_rules (the shop has stated none),
    not_received, receipt_unknown, too_late, excluded (every item is), cancelled,
    returning, refunded.

    ``until`` is the last moment, None where it is not known. ``fee`` is what the customer pays for sending, in whole
    units of the shop's currency; None where the shop has not said. ``items`` go back, ``excluded`` do not.
    """

    rule: str
    until: datetime | None
    who_pays: Payer
    fee: int | None
    items: tuple[OrderItem, ...]
    excluded: tuple[ExcludedItem, ...]

    @property
    def open(self) -> bool:
        """Whether ``items`` can be given back now."""
        return not self.rule


def return_window(
    info: StoreInfo,
    order: Order,
    now: datetime,
    reason: ReturnReason = "change_of_mind",
    *,
    opened: bool = False,
) -> ReturnWindow:
    """Whether the items of ``order`` can be given back at ``now`` for ``reason``.

    The window runs from the day after receipt to the end of its last day; a date of the order itself (``return_until``)
    goes before it, and can only lengthen the one for defects. ``opened``: their package has been opened. What is
    faulty or was sent by mistake goes back whatever it is, opened or not.
    """
    rules = info.returns
    if rules is None:
        return ReturnWindow("no_rules", None, "customer", None, (), ())
    excluded = excluded_items(rules, order.items, reason, opened=opened)
    left_out = {id(entry.item) for entry in excluded}
    items = tuple(item for item in order.items if id(item) not in left_out)
    days = rules.window_days
    if reason in SHOPS_FAULT and rules.defect_window_days is not None:
        days = max(days, rules.defect_window_days)
    until = last_moment(order, days, reason)
    payer = rules.defect_payer if reason in SHOPS_FAULT else rules.change_of_mind_payer
    fee = 0 if payer == "shop" else rules.both_ways_fee
    return ReturnWindow(barred(order, until, now) or ("" if items else "excluded"), until, payer, fee, items, excluded)


def last_moment(order: Order, days: int, reason: ReturnReason) -> datetime | None:
    """The end of the last of ``days`` days after receipt; None where the receipt is not known."""
    counted = None
    if order.delivered_at and order.delivered_at.tzinfo:
        counted = end_of_day(order.delivered_at.date() + timedelta(days=days), order.delivered_at.tzinfo)
    if order.return_until is None:
        return counted
    return max(order.return_until, counted) if counted and reason in SHOPS_FAULT else order.return_until


def barred(order: Order, until: datetime | None, now: datetime) -> str:
    """The code of what forbids taking anything of the order back, as in ``ReturnWindow``; empty: nothing does."""
    if order.status in _BARS:
        return _BARS[order.status]
    if order.status not in _RECEIVED:
        return "not_received"
    if until is None:
        return "receipt_unknown"
    return "too_late" if is_past(now, until) else ""


def excluded_items(
    rules: Returns, items: Sequence[OrderItem], reason: ReturnReason, *, opened: bool
) -> tuple[ExcludedItem, ...]:
    """Those of ``items`` that do not go back; none for the shop's own fault."""
    if reason in SHOPS_FAULT:
        return ()
    found = ((item, _exclusion(rules, item, opened=opened)) for item in items)
    return tuple(ExcludedItem(item, *exclusion) for item, exclusion in found if exclusion)


def _exclusion(rules: Returns, item: OrderItem, *, opened: bool) -> tuple[str, Bilingual] | None:
    if item.from_menu:
        return "menu", Bilingual()
    for entry in rules.exclusions:
        named = item.product_id in entry.products or item.category in entry.categories
        if named and (opened or entry.when == "always"):
            return entry.id, entry.reason
    return ("opened", Bilingual()) if opened and rules.opened == "refused" else None
