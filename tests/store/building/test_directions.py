import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.types import Language
from store.building.building import Building
from store.building.directions import directions, floor_name, landmark
from store.building.heading import angle, turn
from store.building.moves import moves
from store.building.routes import Route, Standpoint
from store.info import Compass, Floor, StoreInfo, Zone
from tests.store.building.conftest import HOUSE, FindRoute, MakeHouse


def told(building: Building, found: object, language: Language = "ko") -> list[str]:
    assert isinstance(found, Route)
    return [step.text for step in directions(building, found, language)]


def test_ways_in_one_direction_are_one_step(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    assert told(building, find(building, "up1")) == ["곧장 30미터, 에스컬레이터까지 가세요."]
    assert told(building, find(building, "up1"), "en") == ["Walk 30 metres straight ahead to the escalator."]


def test_a_ride_names_the_floor_and_the_turn_after_it(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "toys")
    # The escalator runs north, so that the toys, to the east of its end, are on the right.
    assert told(building, route)[1:] == [
        "에스컬레이터로 2층까지 올라가세요.",
        "오른쪽으로 20미터, 장난감 매장까지 가세요.",
    ]
    assert told(building, route, "en")[1:] == [
        "Take the escalator up to the 2nd floor.",
        "Turn right and walk 20 metres to Toys.",
    ]


def test_numbers_are_spoken_as_words(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "toys")
    assert isinstance(route, Route)
    assert [step.speech for step in directions(building, route, "ko")][1:] == [
        "에스컬레이터로 이 층까지 올라가세요.",
        "오른쪽으로 이십 미터, 장난감 매장까지 가세요.",
    ]
    assert "second floor" in directions(building, route, "en")[1].speech


def test_who_leaves_a_lift_looks_where_its_doors_open(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    route = find(building, "toys", step_free=True)
    assert told(building, route)[-1] == "오른쪽으로 23미터, 장난감 매장까지 가세요."


def test_without_a_known_heading_the_first_step_names_what_it_leads_to(house: MakeHouse, find: FindRoute) -> None:
    building = house(kiosks=[{"id": "k", "zone": "door"}])
    assert told(building, find(building, "hats")) == ["모자 매장 쪽으로 10미터 가세요."]
    assert told(building, find(building, "hats"), "en") == ["Walk 10 metres towards Hats."]


@pytest.mark.parametrize(
    ("faces", "expected"),
    [("south", "곧장"), ("north", "뒤로 돌아"), ("west", "왼쪽으로"), ("east", "오른쪽으로")],
)
def test_the_first_turn_is_that_of_someone_looking_at_the_screen(
    house: MakeHouse, find: FindRoute, faces: Compass, expected: str
) -> None:
    # A screen that looks south is looked at by someone facing north, and the hats are to the north.
    building = house(kiosks=[{"id": "k", "zone": "door", "faces": faces}])
    assert told(building, find(building, "hats")) == [f"{expected} 10미터, 모자 매장까지 가세요."]


def test_steps_on_the_way_are_told(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    assert told(building, find(building, "garden"))[-1] == "왼쪽으로 계단을 지나 20미터, 정원까지 가세요."
    assert told(building, find(building, "garden"), "en")[-1] == (
        "Turn left and walk 20 metres, over some steps, to the Garden."
    )


def test_a_ride_over_several_floors_is_one_step(house: MakeHouse, find: FindRoute) -> None:
    tall = {
        "floors": [{"id": f"{n}F", "level": n, "name": {"ko": f"{n}층", "en": f"{n}F"}} for n in range(1, 6)],
        "zones": [
            {"id": f"l{n}", "floor": f"{n}F", "kind": "lift", "name": "Lift", "x": 0, "y": 0} for n in range(1, 6)
        ],
        "paths": [{"from": f"l{n}", "to": f"l{n + 1}", "kind": "lift"} for n in range(1, 5)],
        "kiosks": [{"id": "k", "zone": "l4"}],
    }
    building = house(**tall)
    assert told(building, find(building, "l1")) == ["엘리베이터로 1층까지 내려가세요."]
    assert told(building, find(building, "l5")) == ["엘리베이터로 5층까지 올라가세요."]
    route = find(building, "l1")
    assert isinstance(route, Route)
    assert route.floors == ["4F", "1F"]


def test_the_place_one_stands_in_needs_no_way(house: MakeHouse, find: FindRoute) -> None:
    building = house()
    assert told(building, find(building, "door")) == ["바로 여기예요."]
    assert told(building, find(building, "door"), "en") == ["It is right here."]


def test_a_bend_in_many_small_turns_is_not_called_straight(house: MakeHouse, find: FindRoute) -> None:
    spots = [(0, 0), (0, 10), (4, 19), (11, 26), (20, 30), (30, 30)]
    zones = [{"id": f"z{n}", "floor": "1F", "name": f"z{n}", "x": x, "y": y} for n, (x, y) in enumerate(spots)]
    paths = [{"from": f"z{n}", "to": f"z{n + 1}"} for n in range(len(spots) - 1)]
    building = house(zones=zones, paths=paths, kiosks=[{"id": "k", "zone": "z0", "faces": "south"}])
    assert len(told(building, find(building, "z5"))) > 1


def test_floors_are_named_as_the_shop_names_them() -> None:
    floor = Floor.model_validate({"id": "3F", "name": {"ko": "3층 남성패션", "en": "3rd floor · Men"}})
    assert (floor_name(floor, "ko"), floor_name(floor, "en")) == ("3층 남성패션", "the 3rd floor · Men")
    short = Floor.model_validate({"id": "B1", "name": "B1 food", "short": {"ko": "지하 1층", "en": "basement 1"}})
    assert (floor_name(short, "ko"), floor_name(short, "en")) == ("지하 1층", "basement 1")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ({"kind": "lift", "name": "Lift"}, "the lift"),
        ({"kind": "lift", "name": "East Lift"}, "the East Lift"),
        ({"kind": "studio", "name": "Heukson Pottery", "categories": ["pottery"]}, "Heukson Pottery"),
        ({"kind": "cafe", "name": "Café Solbaram"}, "Café Solbaram"),
        ({"kind": "information", "name": "Information Desk"}, "the Information Desk"),
    ],
)
def test_english_gives_an_article_to_what_is_no_name(zone: dict[str, object], expected: str) -> None:
    assert landmark(Zone.model_validate({"id": "z", "floor": "1F", "x": 0, "y": 0} | zone), "en") == expected


@given(before=st.floats(-720, 720), after=st.floats(-720, 720))
def test_a_turn_there_and_back_is_opposite(before: float, after: float) -> None:
    there, back = turn(before, after), turn(after, before)
    opposite = {"left": "right", "right": "left"}
    assert back == opposite.get(there, there)
    assert -180 <= angle(before, after) <= 180


@given(
    spots=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=9, unique=True),
    faces=st.sampled_from([None, "north", "south-west"]),
)
def test_every_metre_of_the_route_is_told_once(spots: list[tuple[int, int]], faces: Compass | None) -> None:
    zones = [{"id": f"z{n}", "floor": "1F", "name": f"z{n}", "x": x, "y": y} for n, (x, y) in enumerate(spots)]
    paths = [{"from": f"z{n}", "to": f"z{n + 1}"} for n in range(len(spots) - 1)]
    building = Building(StoreInfo.model_validate(HOUSE | {"zones": zones, "paths": paths, "kiosks": []}))
    end = building.zones[f"z{len(spots) - 1}"]
    ways = building.paths.quickest("z0", [end.id])
    assert ways is not None
    route = Route(Standpoint(building.zones["z0"], 90.0 if faces else None), end, tuple(ways), step_free=False)
    steps = moves(building, route)
    assert sum(move.metres for move in steps) == pytest.approx(route.metres)
    assert steps[-1].end == end
    assert len(steps) <= len(ways)
    assert (steps[0].turn is None) is (faces is None)
