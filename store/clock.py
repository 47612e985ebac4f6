"""The one clock of the shop: the real time, or the time a test sets in ``STORE_NOW``."""

from __future__ import annotations

import os
from datetime import datetime
from zoneinfo import ZoneInfo

from annae.errors import AnnaeError

DEFAULT_ZONE = "Asia/Seoul"


def now(timezone: str = DEFAULT_ZONE) -> datetime:
    """Aware time in ``timezone``: ``STORE_NOW`` (ISO 8601; without an offset it is local to ``timezone``), else real.

    Raises AnnaeError when ``STORE_NOW`` is set but is not a time.
    """
    zone = ZoneInfo(timezone)
    given = os.environ.get("STORE_NOW")
    if not given:
        return datetime.now(zone)
    try:
        return localised(datetime.fromisoformat(given), timezone)
    except ValueError as error:
        raise AnnaeError(f"STORE_NOW: expected a time such as 2026-11-22T14:30:00+09:00, found {given!r}") from error


def localised(moment: datetime, timezone: str = DEFAULT_ZONE) -> datetime:
    """``moment`` in ``timezone``; a moment without an offset is taken as local to it."""
    zone = ZoneInfo(timezone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
