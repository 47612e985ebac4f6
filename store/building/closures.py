"""Whether a path can be used now."""

from __future__ import annotations

from datetime import datetime

from store.info import Path, StoreInfo
from store.rules.opening import opening_at


def can_close(path: Path) -> bool:
    """Whether the path is ever closed: most are not, and need no look at the calendar."""
    return bool(path.closed or path.hours)


def is_closed(path: Path, info: StoreInfo, at: datetime) -> bool:
    """Whether the path is closed ``at`` a time in the shop's zone: by its own word, or outside the hours it names."""
    if path.hours and not opening_at(info.hours[path.hours], info.closed, at).open_now:
        return True
    if path.until and at.date() > path.until:
        return False
    if isinstance(path.closed, bool):
        return path.closed
    return any(entry.days.covers(at.date()) for entry in path.closed)
