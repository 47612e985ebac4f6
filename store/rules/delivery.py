"""What sending an order costs and when it arrives, by where it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from store.info import StoreInfo
from store.rules.verdict import ALLOWED, Verdict
from store.rules.working_days import WorkingDays
from store.sections.delivery import Delivery, DeliveryArea

_POSTCODE = re.compile(r"(?<!\d)\d{5,7}(?!\d)")


@dataclass(frozen=True, slots=True)
class DeliveryFee:
    """``fee`` and what of it is the area's surcharge, in whole units; ``missing`` is what to spend to save the rest."""

    fee: int
    surcharge: int
    missing: int | None


@dataclass(frozen=True, slots=True)
class DeliveryDates:
    """Both days are included; ``counts_from`` is the day the order is taken to be paid."""

    earliest: date
    latest: date
    counts_from: date


def delivery_area(info: StoreInfo, address: str) -> DeliveryArea | None:
    """The area with terms of its own that ``address`` lies in; None: the usual terms hold.

    A postcode in it decides; without one, the area whose word stands first, and of those the longest word.
    """
    areas = info.delivery.all_areas if info.delivery else []
    for code in _POSTCODE.findall(address):
        if any(area.postcodes for area in areas):
            return next((area for area in areas if area.has_postcode(code)), None)
    found = [
        (stands.start(), -len(word), number)
        for number, area in enumerate(areas)
        for word in [*area.words.both(), *area.name.both()]
        if word and (stands := _standing(word, address))
    ]
    return areas[min(found)[2]] if found else None


def _standing(word: str, address: str) -> re.Match[str] | None:
    """Where an area's word stands: a Latin one by itself (USA is not in Busan), a Korean one also as a part."""
    edge = r"(?<![A-Za-z]){}(?![A-Za-z])" if word.isascii() else "{}"
    return re.search(edge.format(re.escape(word)), address, re.IGNORECASE)


def delivery_allowed(info: StoreInfo, area: DeliveryArea | None) -> Verdict:
    """Whether the shop sends there. Codes: no_delivery (it sends nothing), not_there."""
    if info.delivery is None:
        return Verdict("no_delivery")
    return ALLOWED if area is None or area.delivers else Verdict("not_there")


def delivery_fee(info: StoreInfo, amount: int, area: DeliveryArea | None = None) -> DeliveryFee | None:
    """What sending goods for ``amount`` (whole units, what is paid for them) costs; None: the shop does not deliver.

    From ``free_from`` on the fee is waived, the surcharge of an area is not.
    """
    rules = info.delivery
    if rules is None or not delivery_allowed(info, area).allowed:
        return None
    surcharge = area.extra_fee if area else 0
    free = rules.free_from is not None and amount >= rules.free_from
    missing = None if rules.free_from is None else max(0, rules.free_from - amount)
    return DeliveryFee((0 if free else rules.fee) + surcharge, surcharge, missing)


def delivery_dates(info: StoreInfo, paid_at: datetime, area: DeliveryArea | None = None) -> DeliveryDates | None:
    """When an order paid at ``paid_at`` arrives; None where the shop has not said in days.

    Only the carrier's working days count: its weekdays, without public holidays.
    """
    rules = info.delivery
    if rules is None or rules.eta_days is None or not delivery_allowed(info, area).allowed:
        return None
    carrier = _carrier(info, rules)
    start = _counts_from(rules, carrier, paid_at)
    extra = area.extra_days if area else (0, 0)
    first, last = (days + more for days, more in zip(rules.eta_days, extra, strict=True))
    return DeliveryDates(carrier.after(start, first), carrier.after(start, last), start)


def same_day_delivery(info: StoreInfo, now: datetime, area: DeliveryArea | None = None) -> Verdict:
    """Whether an order paid ``now`` can arrive today.

    Codes: not_offered, not_there, too_late (of the day), no_working_day. Where no area is marked for it, the shop's own
    text says where it holds.
    """
    rules = info.delivery
    if rules is None or rules.same_day is None:
        return Verdict("not_offered")
    marked = any(entry.same_day for entry in rules.areas)
    if (marked and not (area and area.same_day)) or not delivery_allowed(info, area).allowed:
        return Verdict("not_there")
    if now.time() >= time.fromisoformat(rules.same_day.order_before):
        return Verdict("too_late")
    return ALLOWED if _carrier(info, rules).includes(now.date()) else Verdict("no_working_day")


def _carrier(info: StoreInfo, rules: Delivery) -> WorkingDays:
    return WorkingDays(rules.working_days, info.holidays_of)


def _counts_from(rules: Delivery, carrier: WorkingDays, paid_at: datetime) -> date:
    day = paid_at.date()
    if rules.order_before is None:
        return day
    if paid_at.time() >= time.fromisoformat(rules.order_before):
        day += timedelta(days=1)
    return carrier.first(day)
