"""A floor plan as SVG: the zones by name, the ways between them, and a route if there is one."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import atan2, degrees, hypot
from pathlib import Path as File
from typing import Any, Final
from xml.etree.ElementTree import Element, tostring

from annae.text.wording import fill
from annae.types import Language
from store.building.building import Building
from store.building.directions import directions, floor_name
from store.building.floor_map import BORDER, HEADING, FloorMap
from store.building.graph import Way
from store.building.labels import Box, Label, place
from store.building.routes import Route
from store.building.svg import Point, points, put
from store.info import Floor, Path, Zone

_TEXTS: Final[dict[str, Any]] = tomllib.loads(File(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

_TEXT: Final = 17.0
_DOT: Final = 6.0
_ICON: Final = 14.0
_HERE: Final = 13.0
_PIN: Final = 38.0
_ROUTE: Final = 12.0
_CORRIDOR: Final = 16.0
_ARROW_EVERY: Final = 48.0

# Text has a contrast of at least 4.5:1 with what lies under it, the route and the marks one of 3:1.
_PAPER, _GROUND, _EDGE, _WAY = "#ffffff", "#f4f1ea", "#8c8577", "#e2dccf"
_INK, _GRAY, _BLUE, _RED = "#1d2430", "#5c6675", "#0b57d0", "#b3261e"
# The page brings the first one along; the others are those of the machine that looks at a file.
_FONTS: Final = "'Noto Sans KR Variable', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic', sans-serif"

_ICONS: Final = {
    "stairs": "M-8 7 h4 v-4 h4 v-4 h4 v-4 h4",
    "escalator": "M-9 6 h4 l9 -11 h4 M1 6 l6 -7 M7 3 v-4 h-4",
    "lift": "M-4 -2 l4 -6 l4 6 z M-4 2 l4 6 l4 -6 z",
}
"""Strokes around (0, 0) on a square of twice ``_ICON`` pixels."""


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """The drawing of one floor."""

    floor: str
    svg: str


def route_plans(building: Building, route: Route, language: Language, shut: Collection[int] = ()) -> list[FloorPlan]:
    """A plan of each floor the route walks on, in that order."""
    return [floor_plan(building, floor, language, route, shut) for floor in route.floors]


def floor_plan(
    building: Building, floor_id: str, language: Language, route: Route | None = None, shut: Collection[int] = ()
) -> FloorPlan:
    """The plan of one floor; ``shut`` are numbers of paths, drawn as closed. KeyError when there is no such floor."""
    drawing = _Drawing(building, building.floors[floor_id], language, route)
    drawing.describe()
    drawing.ground(shut)
    drawing.route_line()
    drawing.marks()
    drawing.names()
    return FloorPlan(floor_id, tostring(drawing.svg, encoding="unicode"))


class _Drawing:
    """One floor being drawn: later parts lie above earlier ones."""

    def __init__(self, building: Building, floor: Floor, language: Language, route: Route | None) -> None:
        self._building, self._floor, self._language, self._route = building, floor, language, route
        self._texts = _TEXTS[language]
        self._zones = [zone for zone in building.info.zones if zone.floor == floor.id]
        self._map = FloorMap(floor, self._zones)
        self._runs = [run for run in _runs(route) if run[0].floor == floor.id] if route else []
        self._start = route.start.zone if route and route.start.zone.floor == floor.id else None
        self._end = route.end if route and route.end.floor == floor.id else None
        self.svg = Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")

    def describe(self) -> None:
        """Size, title, and a description for those who cannot see it."""
        width, height = f"{self._map.width:.0f}", f"{self._map.height:.0f}"
        title_id, description_id = f"plan-{self._floor.id}-title", f"plan-{self._floor.id}-steps"
        self.svg.attrib |= {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
        self.svg.attrib |= {"aria-labelledby": title_id, "aria-describedby": description_id, "font-family": _FONTS}
        put(self.svg, "title", self._title(), id=title_id)
        put(self.svg, "desc", self._description(), id=description_id)
        put(self.svg, "rect", width="100%", height="100%", fill=_PAPER)
        name = self._floor.name[self._language]
        put(self.svg, "text", name, x=BORDER, y=HEADING - 16, font_size=22, font_weight=700, fill=_INK)

    def ground(self, shut: Collection[int]) -> None:
        """The floor and the ways on it; closed ones crossed out."""
        outline = points(self._map.at(x, y) for x, y in self._map.corners)
        put(self.svg, "polygon", points=outline, fill=_GROUND, stroke=_EDGE, stroke_width=2)
        ways = self._building.on_floor[self._floor.id]
        for _, path in ways:
            put(self.svg, "line", **self._line(path), stroke=_WAY, stroke_width=_CORRIDOR, stroke_linecap="round")
        for number, path in ways:
            if number in shut:
                put(self.svg, "line", **self._line(path), stroke=_RED, stroke_width=5, stroke_dasharray="4 10")

    def route_line(self) -> None:
        """The route on this floor, with arrows in it."""
        for run in self._runs:
            spots = [self._map.of(zone) for zone in run]
            line = {"points": points(spots), "fill": "none", "stroke_linejoin": "round", "stroke_linecap": "round"}
            put(self.svg, "polyline", **line, stroke=_PAPER, stroke_width=_ROUTE + 5)
            put(self.svg, "polyline", **line, stroke=_BLUE, stroke_width=_ROUTE)
            for (x, y), angle in _arrows(spots):
                turned = f"translate({x:.1f} {y:.1f}) rotate({angle:.0f})"
                put(
                    self.svg,
                    "path",
                    d="M-4 -5 l6 5 l-6 5",
                    transform=turned,
                    fill="none",
                    stroke=_PAPER,
                    stroke_width=3,
                )

    def marks(self) -> None:
        """A spot for every zone, icons for stairs, escalators and lifts, and where the customer stands and goes."""
        for zone in self._zones:
            x, y = self._map.of(zone)
            if zone.kind in _ICONS:
                group = put(self.svg, "g", transform=f"translate({x:.1f} {y:.1f})", stroke=_PAPER, stroke_width=2)
                put(group, "rect", x=-_ICON, y=-_ICON, width=2 * _ICON, height=2 * _ICON, rx=5, fill=_INK)
                put(group, "path", d=_ICONS[zone.kind], fill="none")
            elif zone not in (self._start, self._end):
                put(self.svg, "circle", cx=x, cy=y, r=_DOT, fill=_GRAY, stroke=_PAPER, stroke_width=2)
        if self._end:
            x, y = self._map.of(self._end)
            drop = f"M{x:.1f} {y:.1f} c-3 -10 -13 -14 -13 -24 a13 13 0 0 1 26 0 c0 10 -10 14 -13 24 z"
            put(self.svg, "path", d=drop, fill=_BLUE, stroke=_PAPER, stroke_width=2)
            put(self.svg, "circle", cx=x, cy=y - 24, r=5, fill=_PAPER)
        if self._start:
            x, y = self._map.of(self._start)
            put(self.svg, "circle", cx=x, cy=y, r=_HERE - 2, fill=_PAPER, stroke=_RED, stroke_width=5)
            put(self.svg, "circle", cx=x, cy=y, r=4, fill=_RED)

    def names(self) -> None:
        """The names: those of the route always and first, the others where there is room."""
        along = [Box.around(x, y, _ROUTE / 2) for run in self._runs for x, y in self._along(run)]
        inside = Box(0, HEADING, self._map.width, self._map.height)
        for label, (x, y) in place(list(self._labels()), inside, list(self._obstacles()), along):
            put(
                *(self.svg, "text", label.text),
                **{"x": x, "y": y + label.size * 0.35, "text_anchor": "middle", "fill": _INK},
                **{"font_size": label.size, "font_weight": 700 if label.must else 400},
                **{"paint_order": "stroke", "stroke": _PAPER, "stroke_width": 4, "stroke_linejoin": "round"},
            )

    def _title(self) -> str:
        floor = floor_name(self._floor, self._language)
        if self._route is None:
            return fill(self._texts["title"], {"floor": floor})
        ends = {"start": self._name(self._route.start.zone), "end": self._name(self._route.end)}
        return fill(self._texts["route_title"], {"floor": floor, **ends})

    def _description(self) -> str:
        if self._route is None:
            return ", ".join(self._name(zone) for zone in self._zones)
        return " ".join(step.text for step in directions(self._building, self._route, self._language))

    def _labels(self) -> Iterator[Label]:
        told = self._told_on_the_way()
        for zone in sorted(self._zones, key=lambda zone: zone.id not in told):
            must = zone.id in told
            gap = _ICON + 4 if must or zone.kind in _ICONS else _DOT + 4
            yield Label(told.get(zone.id, self._name(zone)), self._map.of(zone), gap, _TEXT, must)

    def _told_on_the_way(self) -> dict[str, str]:
        """What is written where the route starts, ends and changes floors, by zone."""
        route, told = self._route, {}
        for run in self._runs if route else []:
            assert route
            told[run[0].id] = fill(self._texts["arrival"], {"name": self._name(run[0])})
            if landing := _landing(route, run[-1]):
                floor = floor_name(self._building.floors[landing], self._language)
                told[run[-1].id] = fill(self._texts["ride"], {"name": self._name(run[-1]), "floor": floor})
        if self._end:
            told[self._end.id] = self._name(self._end)
        if self._start:
            told[self._start.id] = self._texts["here"]
        return told

    def _obstacles(self) -> Iterator[Box]:
        for zone in self._zones:
            yield Box.around(*self._map.of(zone), _ICON if zone.kind in _ICONS else _DOT)
        if self._start:
            yield Box.around(*self._map.of(self._start), _HERE)
        if self._end:
            x, y = self._map.of(self._end)
            yield Box(x - _HERE, y - _PIN, x + _HERE, y)

    def _along(self, run: Sequence[Zone]) -> Iterator[Point]:
        for (x, y), (to_x, to_y) in pairwise(self._map.of(zone) for zone in run):
            count = max(int(hypot(to_x - x, to_y - y) / _ROUTE), 1)
            yield from ((x + (to_x - x) * part / count, y + (to_y - y) * part / count) for part in range(count + 1))

    def _line(self, path: Path) -> dict[str, float]:
        (x1, y1), (x2, y2) = (self._map.of(self._building.zones[end]) for end in (path.start, path.end))
        return {"x1": x1, "y1": y1, "x2": x2, "y2": y2}

    def _name(self, zone: Zone) -> str:
        return zone.name[self._language]


def _runs(route: Route) -> list[list[Zone]]:
    """The zones walked through, cut where the route changes floors; a floor only passed in a lift has none."""
    stretches = [(changes, list(ways)) for changes, ways in groupby(route.ways, key=lambda way: way.changes_floor)]
    runs = [[ways[0].start, *(way.end for way in ways)] for changes, ways in stretches if not changes]
    if stretches and stretches[0][0]:
        runs.insert(0, [route.start.zone])
    if stretches and stretches[-1][0]:
        runs.append([route.end])
    return runs


def _landing(route: Route, zone: Zone) -> str | None:
    """The floor on which a change of floors ends that starts in ``zone``; None when none does."""
    rest: list[Way] = []
    for way in route.ways:
        if way.changes_floor and (rest or way.start.id == zone.id):
            rest.append(way)
        elif rest:
            break
    return rest[-1].end.floor if rest else None


def _arrows(spots: Sequence[Point]) -> Iterator[tuple[Point, float]]:
    for (x, y), (to_x, to_y) in pairwise(spots):
        length, angle = hypot(to_x - x, to_y - y), degrees(atan2(to_y - y, to_x - x))
        count = max(int(length / _ARROW_EVERY), 1)
        for number in range(count):
            part = (number + 0.5) / count
            yield (x + (to_x - x) * part, y + (to_y - y) * part), angle
