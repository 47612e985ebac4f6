"""The quickest route from where a customer stands to the nearest of the zones wanted, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.building.building import Building
from store.building.graph import Way
from store.building.heading import Heading, facing, opposite
from store.info import Kiosk, Path, Zone

NoRouteReason = Literal["closed", "steps", "unconnected"]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a customer stands and, where that is known, which way they look."""

    zone: Zone
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The ways from ``start`` to the zone ``end``; none when that is where the customer stands."""

    start: Standpoint
    end: Zone
    ways: tuple[Way, ...]
    step_free: bool

    @property
    def metres(self) -> float:
        """How far it is on foot: lifts, stairs and escalators between floors are not counted."""
        return sum(way.metres for way in self.ways)

    @property
    def seconds(self) -> float:
        """About how long it takes."""
        return sum(way.seconds for way in self.ways)

    @property
    def floors(self) -> list[str]:
        """The floors it walks on, in their order; those a lift only passes are left out."""
        walked = [way.start.floor for way in self.ways if not way.changes_floor]
        return list(dict.fromkeys([self.start.zone.floor, *walked, self.end.floor]))


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why there is no route now.

    ``closed``: only over the paths ``closed``; ``steps``: only over stairs, steps or escalators, which were to be
    avoided; ``unconnected``: the shop's paths do not lead there.
    """

    reason: NoRouteReason
    closed: tuple[Path, ...] = ()


def at_kiosk(building: Building, kiosk: Kiosk) -> Standpoint:
    """In front of the kiosk: the customer looks at its screen, the other way than the screen does."""
    heading = opposite(facing(kiosk.faces)) if kiosk.faces else None
    return Standpoint(building.zones[kiosk.zone], heading)


def find_route(
    building: Building, start: Standpoint, ends: Sequence[Zone], at: datetime, *, step_free: bool = False
) -> Route | NoRoute:
    """The route to the nearest of ``ends`` (at least one) that can be walked ``at`` a time in the shop's zone.

    The quickest is chosen, walking at 1.2 m/s: floors have no distance in metres. ``step_free`` leaves out stairs,
    steps and escalators.
    """
    ids, shut = [zone.id for zone in ends], building.paths.shut_at(at)

    def quickest(shut: frozenset[int], step_free: bool) -> list[Way] | None:
        return building.paths.quickest(start.zone.id, ids, shut, step_free=step_free)

    ways = quickest(shut, step_free)
    if ways is not None:
        end = ways[-1].end if ways else start.zone
        return Route(start, end, tuple(ways), step_free)
    if (reopened := quickest(frozenset(), step_free)) is not None:
        return NoRoute("closed", tuple(way.path for way in reopened if way.number in shut))
    if step_free and quickest(shut, False) is not None:
        return NoRoute("steps")
    return NoRoute("unconnected")
