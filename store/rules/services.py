"""What parking and gift wrapping cost."""

from __future__ import annotations

import math

from store.info import StoreInfo


def parking_fee(info: StoreInfo, minutes: int, spent: int = 0) -> int | None:
    """The fee for parking ``minutes`` with ``spent`` bought the same day, in whole units; None: not known.

    Each unit of time begun counts whole. Free hours come off the start; what is left is charged as if it began then.
    """
    parking = info.parking
    if parking is None or parking.base_fee is None or parking.base_minutes is None:
        return None
    free = max((entry.hours for entry in parking.free_for_purchase if spent >= entry.amount), default=0)
    charged = minutes - free * 60
    if charged <= 0:
        return 0
    beyond = charged - parking.base_minutes
    if beyond <= 0:
        return parking.base_fee
    if parking.extra_fee is None or parking.extra_minutes is None:
        return None
    return parking.base_fee + math.ceil(beyond / parking.extra_minutes) * parking.extra_fee


def gift_wrap_fee(info: StoreInfo, spent: int, *, large: bool = False) -> int | None:
    """What wrapping costs for goods of ``spent`` bought the same day, in whole units; None: not known."""
    wrap = info.gift_wrap
    if wrap is None:
        return None
    if wrap.free_from is not None and spent >= wrap.free_from:
        return 0
    return wrap.large_fee if large else wrap.fee
