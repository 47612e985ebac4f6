"""What the sections of rules and services in store.yml refer to: zones, hours and categories."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from store.info import StoreInfo
from store.pack.store_yml import Loc

Reference = tuple[Loc, str, str | None, Collection[str]]
"""Where it is, what it names (zone, area, category), the name, and the names there are."""


def section_references(info: StoreInfo) -> Iterator[Reference]:
    """Every name that one of these sections gives."""
    zones = {zone.id for zone in info.zones}
    for name in ("pickup", "returns", "exchange", "gift_wrap", "vouchers"):
        if section := getattr(info, name):
            yield (name, "zone"), "zone", section.zone, zones
    for number, path in enumerate(info.paths):
        yield ("paths", number, "hours"), "area", path.hours, info.hours
    for number, closed in enumerate(info.closed):
        for place, area in enumerate(closed.areas):
            yield ("closed", number, "areas", place), "area", area, info.hours
    if info.pickup:
        yield ("pickup", "hours"), "area", info.pickup.hours, info.hours
    if info.categories:
        yield from _categories(info)


def _categories(info: StoreInfo) -> Iterator[Reference]:
    lists: list[tuple[Loc, list[str]]] = []
    if info.pickup:
        lists.append((("pickup", "owner_only"), info.pickup.owner_only))
    if info.returns:
        lists.append((("returns", "not_returnable"), info.returns.not_returnable))
        lists += [
            (("returns", "excluded", number, "categories"), entry.categories)
            for number, entry in enumerate(info.returns.excluded)
        ]
    for loc, names in lists:
        for number, name in enumerate(names):
            yield (*loc, number), "category", name, info.categories
