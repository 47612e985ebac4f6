"""Until when goods of the shop are set aside."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.info import StoreInfo
from store.rules.hours import DEFAULT_AREA
from store.rules.opening import closing_time

_LONGEST_CLOSURE_DAYS = 31


def reserved_until(info: StoreInfo, now: datetime) -> datetime | None:
    """When goods set aside at ``now`` (aware, in the shop's zone) are for everybody again.

    That is closing time ``hold_days`` later; a day the shop does not open, or has closed already, passes the end on to
    its next one. None: the shop has not said that it sets goods aside, or for how long.
    """
    if info.reserve is None or info.reserve.hold_days is None:
        return None
    last = now.date() + timedelta(days=info.reserve.hold_days)
    for later in range(_LONGEST_CLOSURE_DAYS + 1):
        closes = closing_time(info.hours[DEFAULT_AREA], info.closed, last + timedelta(days=later), info.tz)
        if closes and closes > now:
            return closes
    return None
