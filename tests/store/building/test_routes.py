from datetime import datetime

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.building.building import Building
from store.building.graph import PathGraph
from store.building.routes import NoRoute, Route
from store.info import StoreInfo
from tests.store.building.conftest import HOUSE, FindRoute, MakeHouse


def walked(route: Route | NoRoute) -> list[str]:
    assert isinstance(route, Route)
    return [route.start.zone.id, *(way.end.id for way in route.ways)]


def test_takes_the_quickest_way(house: MakeHouse, find: FindRoute) -> None:
    route = find(house(), "toys")
    assert walked(route) == ["door", "hats", "up1", "up2", "toys"]
    assert isinstance(route, Route)
    assert route.metres == pytest.approx(50)
    assert route.seconds == pytest.approx(50 / 1.2 + 30)
    assert route.floors == ["1F", "2F"]


def test_without_steps_it_takes_the_lift(house: MakeHouse, find: FindRoute) -> None:
    assert walked(find(house(), "toys", step_free=True)) == ["door", "hats", "up1", "lift1", "lift2", "toys"]


@pytest.mark.parametrize("kind", ["stairs", "steps", "escalator"])
def test_stairs_are_never_step_free_whatever_the_shop_forgets_to_say(
    house: MakeHouse, find: FindRoute, kind: str
) -> None:
    building = house(changed={4: {"kind": kind}})
    assert "lift1" in walked(find(building, "toys", step_free=True))


def test_a_walk_that_is_not_step_free_is_avoided_too(house: MakeHouse, find: FindRoute) -> None:
    assert find(house(changed={0: {"step_free": False}}), "hats", step_free=True) == NoRoute("steps")


def test_of_several_zones_the_nearest_is_the_end(house: MakeHouse, find: FindRoute) -> None:
    assert walked(find(house(), "toys", "lift1", "hats"))[-1] == "hats"


def test_where_the_customer_stands_there_is_nothing_to_walk(house: MakeHouse, find: FindRoute) -> None:
    route = find(house(), "toys", "door")
    assert isinstance(route, Route)
    assert (route.ways, route.end.id, route.metres, route.floors) == ((), "door", 0, ["1F"])


def test_a_zone_without_a_path_is_unconnected(house: MakeHouse, find: FindRoute) -> None:
    assert find(house(), "attic") == NoRoute("unconnected")


def test_steps_are_named_as_what_is_in_the_way(house: MakeHouse, find: FindRoute) -> None:
    assert find(house(), "garden", step_free=True) == NoRoute("steps")


def test_a_closed_path_is_gone_around(house: MakeHouse, find: FindRoute) -> None:
    assert "lift1" in walked(find(house(changed={4: {"closed": True}}), "toys"))


def test_with_no_way_around_the_closed_path_is_named(house: MakeHouse, find: FindRoute) -> None:
    building = house(changed={4: {"closed": True, "until": "2026-11-30"}})
    found = find(building, "toys", step_free=False, at=datetime.fromisoformat("2026-11-30T23:00:00+09:00"))
    assert "lift1" in walked(found)
    building = house(changed={4: {"closed": True}, 5: {"closed": True, "until": "2026-11-30"}})
    found = find(building, "toys")
    assert isinstance(found, NoRoute)
    assert found.reason == "closed"
    assert [path.kind for path in found.closed] == ["escalator"]


def test_a_closed_lift_leaves_no_step_free_way(house: MakeHouse, find: FindRoute) -> None:
    found = find(house(changed={5: {"closed": True}}), "toys", step_free=True)
    assert isinstance(found, NoRoute)
    assert (found.reason, [path.kind for path in found.closed]) == ("closed", ["lift"])


@pytest.mark.parametrize(
    ("path", "at", "open_"),
    [
        ({"closed": True, "until": "2026-11-24"}, "2026-11-24T19:59+09:00", False),
        ({"closed": True, "until": "2026-11-24"}, "2026-11-25T00:00+09:00", True),
        ({"closed": ["2026-11-24"]}, "2026-11-24T14:00+09:00", False),
        ({"closed": ["2026-11-24"]}, "2026-11-25T14:00+09:00", True),
        ({"closed": ["every Tuesday"], "until": "2026-11-24"}, "2026-12-01T14:00+09:00", True),
        ({"hours": "garden"}, "2026-11-24T16:59+09:00", True),
        ({"hours": "garden"}, "2026-11-24T17:00+09:00", False),
    ],
)
def test_a_path_is_closed_when_the_shop_says_so(
    house: MakeHouse, find: FindRoute, path: dict[str, object], at: str, open_: bool
) -> None:
    found = find(house(changed={3: path}), "garden", at=datetime.fromisoformat(at))
    assert isinstance(found, Route) is open_


def test_the_hours_of_an_area_close_no_path_unless_the_shop_says_so(house: MakeHouse, find: FindRoute) -> None:
    assert isinstance(find(house(), "garden", at=datetime.fromisoformat("2026-11-24T23:00+09:00")), Route)


def test_a_one_way_path_is_not_walked_against(house: MakeHouse, find: FindRoute) -> None:
    building = house(changed={4: {"one_way": True, "from": "up2", "to": "up1"}})
    assert "lift1" in walked(find(building, "toys"))


def test_a_given_length_counts_instead_of_the_straight_line(house: MakeHouse, find: FindRoute) -> None:
    route = find(house(changed={0: {"metres": 25}}), "hats")
    assert isinstance(route, Route)
    assert route.metres == 25


def test_two_ways_between_the_same_zones_are_both_known(find: FindRoute) -> None:
    twice = [*HOUSE["paths"], {"from": "hats", "to": "garden", "kind": "ramp", "metres": 60}]
    building = Building(StoreInfo.model_validate(HOUSE | {"paths": twice}))
    quick, step_free = find(building, "garden"), find(building, "garden", step_free=True)
    assert isinstance(quick, Route)
    assert isinstance(step_free, Route)
    assert (quick.ways[-1].path.kind, step_free.ways[-1].path.kind) == ("steps", "ramp")


def test_floors_without_levels_are_listed_from_the_bottom() -> None:
    floors = [{"id": name, "name": name} for name in ("low", "mid", "high")]
    info = StoreInfo.model_validate(HOUSE | {"floors": floors, "zones": [], "paths": [], "kiosks": []})
    assert PathGraph(info).levels == {"low": 0, "mid": 1, "high": 2}


@given(
    spots=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8, unique=True),
    links=st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["walk", "steps", "ramp"])), max_size=14
    ),
    step_free=st.booleans(),
)
def test_no_way_is_shorter_than_the_one_found(
    spots: list[tuple[int, int]], links: list[tuple[int, int, str]], step_free: bool
) -> None:
    zones = [{"id": f"z{n}", "floor": "1F", "name": f"z{n}", "x": x, "y": y} for n, (x, y) in enumerate(spots)]
    paths = [
        {"from": f"z{a % len(spots)}", "to": f"z{b % len(spots)}", "kind": kind}
        for a, b, kind in links
        if a % len(spots) != b % len(spots)
    ]
    info = StoreInfo.model_validate(HOUSE | {"zones": zones, "paths": paths, "kiosks": []})
    found = PathGraph(info).quickest("z0", ["z1"], step_free=step_free)
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(zone["id"] for zone in zones)
    for path in paths:
        if not (step_free and path["kind"] == "steps"):
            (x1, y1), (x2, y2) = (spots[int(path[end][1:])] for end in ("from", "to"))
            plain.add_edge(path["from"], path["to"], metres=((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5)
    if found is None:
        assert not nx.has_path(plain, "z0", "z1")
    else:
        shortest = nx.shortest_path_length(plain, "z0", "z1", weight="metres")
        assert sum(way.metres for way in found) == pytest.approx(shortest)
