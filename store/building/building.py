"""A shop's building: its floors and zones by id, and the paths between them."""

from __future__ import annotations

from functools import cached_property

from store.building.graph import PathGraph
from store.info import Floor, Kiosk, Path, StoreInfo, Zone


class Building:
    """A shop's store.yml with what is looked up in it; never changes, safe to share between threads."""

    def __init__(self, info: StoreInfo) -> None:
        self.info = info

    @cached_property
    def floors(self) -> dict[str, Floor]:
        """Floors by id."""
        return {floor.id: floor for floor in self.info.floors}

    @cached_property
    def zones(self) -> dict[str, Zone]:
        """Zones by id."""
        return {zone.id: zone for zone in self.info.zones}

    @cached_property
    def on_floor(self) -> dict[str, list[tuple[int, Path]]]:
        """By floor, the paths that stay on it, with their numbers in store.yml."""
        found: dict[str, list[tuple[int, Path]]] = {floor.id: [] for floor in self.info.floors}
        for number, path in enumerate(self.info.paths):
            floor = self.zones[path.start].floor
            if floor == self.zones[path.end].floor:
                found[floor].append((number, path))
        return found

    @cached_property
    def paths(self) -> PathGraph:
        """The ways between the zones."""
        return PathGraph(self.info)

    def kiosk(self, kiosk_id: str | None) -> Kiosk | None:
        """The kiosk of that id, the first one when no id is given; None when there is none."""
        kiosks = self.info.kiosks
        return next((kiosk for kiosk in kiosks if not kiosk_id or kiosk.id == kiosk_id), None)
