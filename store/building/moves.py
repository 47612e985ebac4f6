"""A route as what a customer does one after the other: walk on, turn, ride."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from store.building.building import Building
from store.building.graph import Way
from store.building.heading import Heading, Turn, between, facing, turn
from store.building.routes import Route
from store.info import PathKind, Zone

_RIDDEN: Final = ("stairs", "escalator", "lift")


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to do until ``end`` is reached.

    ``turn`` is what to do before walking on a floor; None where nobody knows which way the customer looks.
    ``levels`` is how many floors it goes up, negative down; None when it stays on its floor.
    """

    kind: PathKind
    end: Zone
    metres: float
    turn: Turn | None = None
    levels: int | None = None


def moves(building: Building, route: Route) -> list[Move]:
    """The route with ways in one direction merged into one move, and so are the floors of one ride."""
    done: list[Move] = []
    heading = route.start.heading
    set_out: Heading | None = None
    for way in route.ways:
        way_heading = between(way.start, way.end)
        if way.changes_floor:
            _ride(done, building, way)
            heading = facing(way.end.faces) if way.end.faces else way_heading
            set_out = None
            continue
        turned = turn(heading, way_heading) if heading is not None and way_heading is not None else None
        if _goes_on(done, way, set_out, way_heading):
            last = done[-1]
            done[-1] = replace(last, end=way.end, metres=last.metres + way.metres)
        else:
            done.append(Move(way.path.kind, way.end, way.metres, turned))
            set_out = way_heading
        heading = way_heading if way_heading is not None else heading
    return done


def _goes_on(done: list[Move], way: Way, set_out: Heading | None, heading: Heading | None) -> bool:
    """Whether a way on a floor only continues the last move: compared with how that set out, so that bends add up."""
    if not done or done[-1].levels is not None or done[-1].kind != way.path.kind:
        return False
    return heading is None or (set_out is not None and turn(set_out, heading) == "straight")


def _ride(done: list[Move], building: Building, way: Way) -> None:
    levels = building.paths.levels[way.end.floor] - building.paths.levels[way.start.floor]
    last = done[-1] if done else None
    if last and last.levels is not None and last.kind == way.path.kind and last.kind in _RIDDEN:
        done[-1] = replace(last, end=way.end, metres=last.metres + way.metres, levels=last.levels + levels)
    else:
        done.append(Move(way.path.kind, way.end, way.metres, None, levels))
