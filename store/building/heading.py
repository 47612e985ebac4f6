"""Directions on a map whose x grows to the east and y to the north, and the turns between them."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import Final, Literal

from store.info import Compass, Zone

Heading = float
"""Degrees against the clock from east, as atan2 has it."""
Turn = Literal["straight", "left", "right", "back"]

_COMPASS: Final[dict[Compass, Heading]] = {
    "east": 0.0,
    "north-east": 45.0,
    "north": 90.0,
    "north-west": 135.0,
    "west": 180.0,
    "south-west": -135.0,
    "south": -90.0,
    "south-east": -45.0,
}
_STRAIGHT: Final = 30.0
_BACK: Final = 150.0
_NO_DISTANCE_M: Final = 0.5


def facing(compass: Compass) -> Heading:
    """The heading of someone who looks that way."""
    return _COMPASS[compass]


def opposite(heading: Heading) -> Heading:
    """The heading of someone who looks the other way."""
    return heading + 180.0


def between(start: Zone, end: Zone) -> Heading | None:
    """The heading from one zone to the other, None when they lie on the same spot of the map."""
    east, north = end.x - start.x, end.y - start.y
    return degrees(atan2(north, east)) if hypot(east, north) >= _NO_DISTANCE_M else None


def angle(before: Heading, after: Heading) -> float:
    """From -180 to 180 degrees; positive is a turn to the left."""
    return (after - before + 180.0) % 360.0 - 180.0


def turn(before: Heading, after: Heading) -> Turn:
    """What someone heading ``before`` does to head ``after``; less than 30 degrees is still straight on."""
    turned = angle(before, after)
    if abs(turned) < _STRAIGHT:
        return "straight"
    if abs(turned) > _BACK:
        return "back"
    return "left" if turned > 0 else "right"
