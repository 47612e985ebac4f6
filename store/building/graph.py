"""The ways through a building as a graph: its nodes are zones, an edge holds every way from one zone to the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import hypot
from typing import Any, Final

import networkx as nx

from store.building.closures import can_close, is_closed
from store.info import Path, PathKind, StoreInfo, Zone

WALKING_M_PER_S: Final = 1.2
"""The pace pedestrian crossings are timed for: that of a customer with a bag and a child."""
_FLOOR_S: Final[dict[PathKind, float]] = {
    "walk": 30.0,
    "ramp": 40.0,
    "steps": 25.0,
    "stairs": 25.0,
    "escalator": 30.0,
    "lift": 40.0,
}
"""Seconds a floor where the shop gives none, waiting included."""
_ON_FOOT: Final = ("walk", "ramp", "steps")


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A path in the direction it is walked: ``metres`` on foot (0 in a lift and the like), ``seconds`` in all."""

    start: Zone
    end: Zone
    path: Path
    metres: float
    seconds: float

    @property
    def changes_floor(self) -> bool:
        """Whether it ends on another floor than it starts on."""
        return self.start.floor != self.end.floor


class PathGraph:
    """A building's paths, ready to be searched; ``levels`` are the floors' ranks from the bottom."""

    def __init__(self, info: StoreInfo) -> None:
        self._info = info
        self.levels = _levels(info)
        self._closable = [path for path in info.paths if can_close(path)]
        # Edges lead backwards, so that one search starting from all ends at once meets the nearest.
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(zone.id for zone in info.zones)
        for way in self._ways():
            if not self._graph.has_edge(way.end.id, way.start.id):
                self._graph.add_edge(way.end.id, way.start.id, ways=[])
            self._graph[way.end.id][way.start.id]["ways"].append(way)

    def shut_at(self, at: datetime) -> list[Path]:
        """The paths closed at a time in the shop's zone."""
        return [path for path in self._closable if is_closed(path, self._info, at)]

    def quickest(
        self, start: str, ends: Sequence[str], shut: Collection[Path] = (), *, step_free: bool = False
    ) -> list[Way] | None:
        """The quickest ways from zone ``start`` to the nearest of the zones ``ends``, without the ``shut`` paths.

        None when there are none; empty when ``start`` is one of ``ends``.
        """
        best = _best_way(shut, step_free)
        try:
            _, backwards = nx.multi_source_dijkstra(self._graph, ends, start, weight=_seconds(best))
        except nx.NetworkXNoPath:
            return None
        zones = reversed(backwards)
        ways = (best(self._graph[there][here]) for here, there in pairwise(zones))
        return [way for way in ways if way]

    def reached_from(self, start: str, *, step_free: bool = False) -> set[str]:
        """Every zone with a way to it from zone ``start`` while no path is closed, and itself."""
        best = _best_way((), step_free)
        usable = nx.subgraph_view(self._graph, filter_edge=lambda end, begin: best(self._graph[end][begin]) is not None)
        return {start, *nx.ancestors(usable, start)}

    def _ways(self) -> Iterator[Way]:
        zones = {zone.id: zone for zone in self._info.zones}
        for path in self._info.paths:
            start, end = zones[path.start], zones[path.end]
            metres = _metres(path, start, end)
            seconds = path.seconds or self._estimated_seconds(path, start, end, metres)
            yield Way(start, end, path, metres, seconds)
            if not path.one_way:
                yield Way(end, start, path, metres, seconds)

    def _estimated_seconds(self, path: Path, start: Zone, end: Zone, metres: float) -> float:
        if start.floor == end.floor:
            return metres / WALKING_M_PER_S
        floors = abs(self.levels[end.floor] - self.levels[start.floor])
        return max(_FLOOR_S[path.kind] * max(floors, 1), metres / WALKING_M_PER_S)


BestWay = Callable[[dict[str, Any]], Way | None]


def _best_way(shut: Collection[Path], step_free: bool) -> BestWay:
    """Picks the quickest usable way of an edge."""
    closed = {id(path) for path in shut}

    def best(edge: dict[str, Any]) -> Way | None:
        ways: list[Way] = edge["ways"]
        usable = (way for way in ways if id(way.path) not in closed and not (step_free and way.path.has_steps))
        return min(usable, key=lambda way: way.seconds, default=None)

    return best


def _seconds(best: BestWay) -> Callable[[str, str, dict[str, Any]], float | None]:
    """The weight networkx asks for; None hides an edge from it."""

    def seconds(_here: str, _there: str, edge: dict[str, Any]) -> float | None:
        way = best(edge)
        return way.seconds if way else None

    return seconds


def _metres(path: Path, start: Zone, end: Zone) -> float:
    if path.metres is not None:
        return path.metres
    if start.floor != end.floor and path.kind not in _ON_FOOT:
        return 0.0
    return hypot(end.x - start.x, end.y - start.y)


def _levels(info: StoreInfo) -> dict[str, int]:
    """A shop that gives no levels lists its floors from the bottom."""
    return {floor.id: rank if floor.level is None else floor.level for rank, floor in enumerate(info.floors)}
