from itertools import combinations
from xml.etree import ElementTree

import pytest

from annae.paths import PROJECT
from annae.types import Language
from store.building.building import Building
from store.building.floor_plan import floor_plan, route_plans
from store.building.labels import Box, Label, place, text_width
from store.building.routes import Route
from store.pack import read_pack
from tests.store.building.conftest import FindRoute, MakeHouse

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def test_every_floor_of_the_route_has_a_plan(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "toys")
    assert isinstance(route, Route)
    first, second = route_plans(building, route, "ko")
    assert (first.floor, second.floor) == ("1F", "2F")
    assert {"현재 위치", "에스컬레이터 → 2층", "모자"} <= set(texts(first.svg))
    assert {"에스컬레이터에서 출발", "장난감"} <= set(texts(second.svg))
    assert "현재 위치" not in texts(second.svg)


def test_it_says_what_it_shows_to_those_who_cannot_see_it(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "toys")
    assert isinstance(route, Route)
    root = parsed(route_plans(building, route, "en")[0].svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Plan of the 1st floor: from Main Gate to Toys"
    assert description.text
    assert "Take the escalator up to the 2nd floor." in description.text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")


def test_the_line_runs_through_the_zones_of_the_route_with_north_on_top(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "up1")
    assert isinstance(route, Route)
    (plan,) = route_plans(building, route, "ko")
    line = next(parsed(plan.svg).iter(f"{SVG}polyline")).get("points") or ""
    spots = [tuple(map(float, spot.split(","))) for spot in line.split()]
    assert len(spots) == 3
    assert spots[0][0] == spots[2][0]
    assert spots[0][1] > spots[1][1] > spots[2][1]


def test_a_name_cannot_break_out_of_the_drawing(house: MakeHouse) -> None:
    evil = '</text><script>alert("1")</script>&'
    zones = [{"id": "z", "floor": "1F", "name": {"ko": evil, "en": evil}, "x": 0, "y": 0}]
    svg = floor_plan(house(zones=zones, paths=[], kiosks=[]), "1F", "ko").svg
    assert "<script" not in svg
    assert evil in texts(svg)


def test_a_closed_path_is_drawn_as_closed(house: MakeHouse) -> None:
    building = house(changed={3: {"closed": True}})
    assert "stroke-dasharray" in floor_plan(building, "1F", "ko", shut={3}).svg
    assert "stroke-dasharray" not in floor_plan(building, "1F", "ko").svg


def test_stairs_lifts_and_escalators_have_icons(house: MakeHouse) -> None:
    root = parsed(floor_plan(house(), "1F", "ko").svg)
    assert len(list(root.iter(f"{SVG}g"))) == 2


def test_a_floor_without_zones_or_with_a_single_one_can_be_drawn(house: MakeHouse) -> None:
    building = house(zones=[], paths=[], kiosks=[])
    assert texts(floor_plan(building, "1F", "en").svg) == ["1st floor"]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("pack", ["demo", "cafe_street"])
def test_every_name_of_our_stores_is_readable(pack: str, language: Language) -> None:
    building = Building(read_pack(PROJECT / "stores" / pack).info)
    for floor in building.info.floors:
        written = texts(floor_plan(building, floor.id, language).svg)
        names = [zone.name[language] for zone in building.info.zones if zone.floor == floor.id]
        assert sorted(written[1:]) == sorted(names), floor.id


def test_names_never_cover_each_other() -> None:
    labels = [Label(f"이름 {n}", (float(40 + n % 7 * 30), float(40 + n // 7 * 25)), 8, 15) for n in range(40)]
    placed = place(labels, Box(0, 0, 300, 250), [], [])
    boxes = [
        Box(x - text_width(label.text, 15) / 2, y - 9, x + text_width(label.text, 15) / 2, y + 9)
        for label, (x, y) in placed
    ]
    assert 5 < len(boxes) < 40
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(box.within(Box(0, 0, 300, 250)) for box in boxes)


def test_a_name_that_must_be_there_is_even_without_room() -> None:
    wall = [Box(0, 0, 100, 100)]
    one, other = Label("must", (50, 50), 8, 15, must=True), Label("may", (50, 50), 8, 15)
    assert [label.text for label, _ in place([one, other], Box(0, 0, 100, 100), wall, [])] == ["must"]
