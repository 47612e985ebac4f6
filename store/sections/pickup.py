"""``pickup``: collecting an order at the shop."""

from __future__ import annotations

from pydantic import Field

from store.bilingual import Bilingual
from store.rules.hours import DEFAULT_AREA
from store.sections.base import Section, Text


class Pickup(Section):
    """Rules of collecting an order. ``hours`` names an area of the opening hours.

    It is ready ``ready_in_hours`` opening hours after payment. ``owner_only`` are categories that nobody may collect
    for somebody else.
    """

    place: Text
    zone: str | None = None
    hours: str = DEFAULT_AREA
    ready_in_hours: float | None = Field(default=None, ge=0, le=1000)
    hold_days: int = Field(ge=0, le=365)
    extension_days: int = Field(default=0, ge=0, le=365)
    extensions_allowed: int = Field(default=0, ge=0)
    bring: Text = Bilingual()
    proxy: Text = Bilingual()
    owner_only: list[str] = []
    howto: Text = Bilingual()
    unclaimed: Text = Bilingual()
