"""How long a route takes in a building of 2,000 zones, against the plain way.

The plain way does for each question what a script would: it builds a graph of the paths that are open and allowed, and
runs Dijkstra's algorithm on it. Both must find routes that take equally long.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from math import hypot, isclose
from typing import Any, Final, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import networkx as nx

from annae.errors import AnnaeError
from annae.progress import progress
from annae.settings import Settings
from benchmarks.figures import hardware, percentiles
from store.building.building import Building
from store.building.closures import is_closed
from store.building.directions import directions
from store.building.floor_plan import route_plans
from store.building.graph import WALKING_M_PER_S
from store.building.routes import Route, Standpoint, find_route
from store.info import StoreInfo, Zone

LIMIT_MS: Final = 20.0
ZONES: Final = 2000
_QUESTIONS: Final = 150
_KIOSKS, _FIRSTS, _DRAWN_EVERY = 5, 10, 5
_FLOORS, _ACROSS, _APART_M = 10, 20, 8.0
_BETWEEN_FLOORS: Final = {"escalator": (17, 30), "stairs": (41, 40), "lift": (89, 45)}
"""Where each starts, as every so many zones of a floor, and its seconds."""
_CLOSED: Final[list[dict[str, Any]]] = [
    {"closed": True, "until": "2026-12-31"},
    {"closed": ["every Tuesday"]},
    {"hours": "night"},
]
_OPEN_BETWEEN_CLOSED: Final = 40
_AT: Final = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Seoul"))

P = ParamSpec("P")
T = TypeVar("T")


def run(settings: Settings, zones: int = ZONES, questions: int = _QUESTIONS) -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes the settings
    """Figures in milliseconds. Raises AnnaeError when the two ways disagree."""
    machine = hardware()
    building = synthetic_building(zones)
    stages = {"route": False, "step-free route": True}
    ours: dict[str, list[float]] = {stage: [] for stage in stages}
    plain: dict[str, list[float]] = {stage: [] for stage in stages}
    words_and_plans: list[float] = []
    firsts: list[float] = []
    with progress("Asking for routes", questions, "routes") as advance:
        for _ in range(_FIRSTS):
            fresh = Building(building.info)
            _ = fresh.zones
            start, end = next(_pairs(building, 1))
            firsts.append(_timed(find_route, fresh, Standpoint(start), [end], _AT)[1])
        for start, end in _pairs(building, questions):
            for stage, step_free in stages.items():
                found, ms = _timed(find_route, building, Standpoint(start), [end], _AT, step_free=step_free)
                ours[stage].append(ms)
                seconds, ms = _timed(_plain_seconds, building, start, end, step_free=step_free)
                plain[stage].append(ms)
                _agree(found.seconds if isinstance(found, Route) else None, seconds)
            if isinstance(found, Route) and not len(ours["route"]) % _DRAWN_EVERY:
                words_and_plans.append(_timed(_words_and_plans, building, found)[1])
            advance(1)
    return {
        "bench": "routes",
        "unit": "ms a route",
        "zones": zones,
        "limit": LIMIT_MS,
        "ours": {stage: percentiles(times, 2) for stage, times in ours.items()},
        "baseline": {stage: percentiles(times, 2) for stage, times in plain.items()},
        "first_after_an_import": percentiles(firsts, 2),
        "words_and_plans": percentiles(words_and_plans, 2),
        "ratio_p50": round(_percentile_ratio(plain, ours, "p50"), 2),
        "ratio_p95": round(_percentile_ratio(plain, ours, "p95"), 2),
        "hardware": machine,
    }


def synthetic_building(zones: int) -> Building:
    """Ten floors of aisles crossing at right angles, with ways between them and a path closed here and there."""
    a_floor = zones // _FLOORS
    ids = [[f"{floor}-{number}" for number in range(a_floor)] for floor in range(_FLOORS)]
    paths = [*_aisles(ids), *_between_floors(ids)]
    for number, path in enumerate(paths[::_OPEN_BETWEEN_CLOSED]):
        path.update(_CLOSED[number % len(_CLOSED)])
    info = {
        "id": "bench",
        "name": "Bench",
        "hours": {"store": {"daily": "10:00-20:00"}, "night": {"daily": "20:00-23:00"}},
        "floors": [{"id": f"F{floor}", "name": f"{floor + 1}층", "level": floor} for floor in range(_FLOORS)],
        "zones": [
            {"id": zone, "floor": f"F{floor}", "name": f"매장 {zone}", **_spot(number)}
            for floor, on_floor in enumerate(ids)
            for number, zone in enumerate(on_floor)
        ],
        "paths": paths,
    }
    return Building(StoreInfo.model_validate(info))


def _spot(number: int) -> dict[str, float]:
    return {"x": number % _ACROSS * _APART_M, "y": number // _ACROSS * _APART_M}


def _aisles(ids: list[list[str]]) -> Iterator[dict[str, Any]]:
    for on_floor in ids:
        for number, zone in enumerate(on_floor):
            if (number + 1) % _ACROSS and number + 1 < len(on_floor):
                yield {"from": zone, "to": on_floor[number + 1]}
            if number + _ACROSS < len(on_floor):
                yield {"from": zone, "to": on_floor[number + _ACROSS]}


def _between_floors(ids: list[list[str]]) -> Iterator[dict[str, Any]]:
    for lower, upper in pairwise(ids):
        for kind, (every, seconds) in _BETWEEN_FLOORS.items():
            for start, end in zip(lower[every - 1 :: every], upper[every - 1 :: every], strict=True):
                yield {"from": start, "to": end, "kind": kind, "seconds": seconds}


def _pairs(building: Building, count: int) -> Iterator[tuple[Zone, Zone]]:
    """Questions at the building's kiosks."""
    chance = random.Random(7)  # noqa: S311 - the same questions every time, no secret
    kiosks = chance.sample(building.info.zones, _KIOSKS)
    for _ in range(count):
        yield chance.choice(kiosks), chance.choice(building.info.zones)


def _plain_seconds(building: Building, start: Zone, end: Zone, *, step_free: bool) -> float | None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(building.zones)
    for path in building.info.paths:
        if is_closed(path, building.info, _AT) or (step_free and path.has_steps):
            continue
        one, other = building.zones[path.start], building.zones[path.end]
        seconds = path.seconds or hypot(other.x - one.x, other.y - one.y) / WALKING_M_PER_S
        graph.add_edge(path.start, path.end, seconds=seconds)
    try:
        return float(nx.dijkstra_path_length(graph, start.id, end.id, weight="seconds"))
    except nx.NetworkXNoPath:
        return None


def _words_and_plans(building: Building, route: Route) -> None:
    directions(building, route, "ko")
    route_plans(building, route, "ko")


def _agree(ours: float | None, plain: float | None) -> None:
    if (ours is None) != (plain is None) or (ours is not None and plain is not None and not isclose(ours, plain)):
        raise AnnaeError(f"a route takes {ours} s one way and {plain} s the other; one of them is wrong")


def _timed(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, float]:
    began = time.perf_counter()
    result = work(*args, **kwargs)
    return result, (time.perf_counter() - began) * 1000


def _percentile_ratio(plain: dict[str, list[float]], ours: dict[str, list[float]], percentile: str) -> float:
    """How many times as long the plain way takes over all stages."""
    slow, quick = (percentiles([ms for times in each.values() for ms in times], 3) for each in (plain, ours))
    return slow[percentile] / quick[percentile]
