"""The ways through a building as a graph: its nodes are zones, an edge holds every way from one zone to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import hypot
from typing import Final

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
_MINUTES_KEPT, _GRAPHS_KEPT, _TREES_KEPT = 8, 8, 64


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A path in the direction it is walked: ``metres`` on foot (0 in a lift and the like), ``seconds`` in all.

    ``number`` is the path's among those of store.yml, from 0.
    """

    start: Zone
    end: Zone
    number: int
    path: Path
    metres: float
    seconds: float

    @property
    def changes_floor(self) -> bool:
        """Whether it ends on another floor than it starts on."""
        return self.start.floor != self.end.floor


@dataclass(frozen=True, slots=True)
class _Tree:
    """The quickest ways from one zone to all others: how long each takes, and the way it ends with."""

    seconds: dict[str, float]
    last_ways: dict[str, Way]


class PathGraph:
    """A building's paths, ready to be searched; ``levels`` are the floors' ranks from the bottom.

    Never changes but for what it remembers, safe to share between threads.
    """

    def __init__(self, info: StoreInfo) -> None:
        self._info = info
        self.levels = _levels(info)
        self._ways = list(self._directed_ways())
        self._closable = [(number, path) for number, path in enumerate(info.paths) if can_close(path)]
        # What is shut changes on a full minute and a few times a day, and customers start from the same few kiosks.
        self._shut_in = lru_cache(_MINUTES_KEPT)(self._shut_in_minute)
        self._usable = lru_cache(_GRAPHS_KEPT)(self._usable_graph)
        self._tree = lru_cache(_TREES_KEPT)(self._tree_from)

    def shut_at(self, at: datetime) -> frozenset[int]:
        """The paths closed at a time in the shop's zone, by their number in store.yml."""
        return self._shut_in(at.replace(second=0, microsecond=0))

    def quickest(
        self, start: str, ends: Sequence[str], shut: frozenset[int] = frozenset(), *, step_free: bool = False
    ) -> list[Way] | None:
        """The quickest ways from zone ``start`` to the nearest of the zones ``ends``, without the ``shut`` paths.

        None when there are none; empty when ``start`` is one of ``ends``.
        """
        tree = self._tree(start, shut, step_free)
        reached = [end for end in ends if end in tree.seconds]
        if not reached:
            return None
        zone = min(reached, key=lambda end: tree.seconds[end])
        ways = []
        while zone != start:
            ways.append(tree.last_ways[zone])
            zone = ways[-1].start.id
        return ways[::-1]

    def reached_from(self, start: str, *, step_free: bool = False) -> set[str]:
        """Every zone with a way to it from zone ``start`` while no path is closed, and itself."""
        return set(self._tree(start, frozenset(), step_free).seconds)

    def _shut_in_minute(self, at: datetime) -> frozenset[int]:
        return frozenset(number for number, path in self._closable if is_closed(path, self._info, at))

    def _usable_graph(self, shut: frozenset[int], step_free: bool) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(zone.id for zone in self._info.zones)
        for way in self._ways:
            if way.number in shut or (step_free and way.path.has_steps):
                continue
            known = graph.get_edge_data(way.start.id, way.end.id)
            if known is None or way.seconds < known["seconds"]:
                graph.add_edge(way.start.id, way.end.id, way=way, seconds=way.seconds)
        return graph

    def _tree_from(self, start: str, shut: frozenset[int], step_free: bool) -> _Tree:
        graph = self._usable(shut, step_free)
        before, seconds = nx.dijkstra_predecessor_and_distance(graph, start, weight="seconds")
        return _Tree(seconds, {zone: graph[zones[0]][zone]["way"] for zone, zones in before.items() if zones})

    def _directed_ways(self) -> Iterator[Way]:
        zones = {zone.id: zone for zone in self._info.zones}
        for number, path in enumerate(self._info.paths):
            start, end = zones[path.start], zones[path.end]
            metres = _metres(path, start, end)
            seconds = path.seconds or self._estimated_seconds(path, start, end, metres)
            yield Way(start, end, number, path, metres, seconds)
            if not path.one_way:
                yield Way(end, start, number, path, metres, seconds)

    def _estimated_seconds(self, path: Path, start: Zone, end: Zone, metres: float) -> float:
        if start.floor == end.floor:
            return metres / WALKING_M_PER_S
        floors = abs(self.levels[end.floor] - self.levels[start.floor])
        return max(_FLOOR_S[path.kind] * max(floors, 1), metres / WALKING_M_PER_S)


def _metres(path: Path, start: Zone, end: Zone) -> float:
    if path.metres is not None:
        return path.metres
    if start.floor != end.floor and path.kind not in _ON_FOOT:
        return 0.0
    return hypot(end.x - start.x, end.y - start.y)


def _levels(info: StoreInfo) -> dict[str, int]:
    """A shop that gives no levels lists its floors from the bottom."""
    return {floor.id: rank if floor.level is None else floor.level for rank, floor in enumerate(info.floors)}
