"""From metres on a floor, y to the north, to pixels of its drawing, y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.building.svg import Point
from store.info import Floor, Zone

_WIDTH, _HEIGHT = 960.0, 720.0
"""Largest size of a floor on the drawing, in pixels; it keeps its shape."""
BORDER: Final = 48.0
HEADING: Final = 48.0
"""Room above the floor for its name."""
_AROUND_M: Final = 5.0
"""Metres around the zones of a floor whose outline the shop does not give."""


class FloorMap:
    """The scale and the size of one floor's drawing; ``corners`` are its outline in metres."""

    def __init__(self, floor: Floor, zones: Sequence[Zone]) -> None:
        self.corners = floor.polygon or _around(zones)
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        self._west, self._north = min(xs), max(ys)
        across, deep = max(max(xs) - self._west, 1.0), max(self._north - min(ys), 1.0)
        self._scale = min(_WIDTH / across, _HEIGHT / deep)
        self.width = across * self._scale + 2 * BORDER
        self.height = deep * self._scale + BORDER + HEADING

    def at(self, x: float, y: float) -> Point:
        """A spot on the floor as one of the drawing."""
        return BORDER + (x - self._west) * self._scale, HEADING + (self._north - y) * self._scale

    def of(self, zone: Zone) -> Point:
        """A zone's spot on the drawing."""
        return self.at(zone.x, zone.y)


def _around(zones: Sequence[Zone]) -> list[Point]:
    xs, ys = [zone.x for zone in zones] or [0.0], [zone.y for zone in zones] or [0.0]
    west, east = min(xs) - _AROUND_M, max(xs) + _AROUND_M
    south, north = min(ys) - _AROUND_M, max(ys) + _AROUND_M
    return [(west, south), (east, south), (east, north), (west, north)]
