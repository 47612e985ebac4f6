"""The café street, a shop very unlike the demo: one level, twelve owners, food and little else."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from annae.paths import PROJECT
from annae.types import Language
from store.building.directions import directions
from store.building.floor_plan import route_plans
from store.building.routes import NoRoute, Route, Standpoint, at_kiosk, find_route
from store.building.where import Kind, where
from store.database.engine import open_database
from store.importer import import_pack
from store.orders import find_order, orders_of
from store.pack import read_pack
from store.shop import Shop

PACK = PROJECT / "stores" / "cafe_street"
TUESDAY = "2026-11-24T14:00:00+09:00"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('street') / 'annae.db'}"
    engine = open_database(url)
    report = import_pack(engine, read_pack(PACK))
    again = import_pack(engine, read_pack(PACK))
    engine.dispose()
    assert report.changed
    assert not again.changed
    return url


@pytest.fixture
def street(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.setenv("STORE_NOW", TUESDAY)
    engine = open_database(database)
    yield Shop(engine, "cafe_street")
    engine.dispose()


def way(shop: Shop, kind: Kind, wanted: str, *, step_free: bool = False) -> Route | NoRoute:
    kiosk = shop.building.kiosk("square")
    assert kiosk
    zones = where(shop, kind, wanted)
    return find_route(shop.building, at_kiosk(shop.building, kiosk), zones, shop.now(), step_free=step_free)


def told(shop: Shop, route: Route | NoRoute, language: Language) -> list[str]:
    assert isinstance(route, Route)
    return [step.text for step in directions(shop.building, route, language)]


def test_it_is_as_large_as_promised(street: Shop) -> None:
    shops = [zone for zone in street.info.zones if zone.area != "store"]
    assert len(shops) == 12
    assert len({zone.area for zone in shops}) == 12
    assert len(street.info.floors) == 1
    assert len(list(street.products())) + len(street.menu()) >= 60
    assert len(street.faq()) == 15
    assert len(street.promotions()) >= 5


def test_it_has_no_lift_and_nothing_is_out_of_reach() -> None:
    pack = read_pack(PACK)
    assert not [zone for zone in pack.info.zones if zone.kind in ("lift", "escalator", "stairs")]
    assert pack.warnings == ()


def test_it_shares_a_database_with_the_demo_and_is_not_mixed_with_it(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'annae.db'}")
    for pack in (PACK, PROJECT / "stores" / "demo"):
        import_pack(engine, read_pack(pack))
    street, demo = Shop(engine, "cafe_street"), Shop(engine, "demo")
    assert street.product("bn-01")
    assert demo.product("bn-01") is None
    assert {product.id for product in street.products()} & {product.id for product in demo.products()} == set()
    assert find_order(street, "CS-3101", "2048")
    assert find_order(demo, "CS-3101", "2048") is None
    engine.dispose()


@pytest.mark.parametrize(
    ("area", "at", "open_"),
    [
        ("roastery", "2026-11-23T10:00", False),  # a Monday
        ("flowers", "2026-11-23T10:00", True),
        ("banchan", "2026-11-23T10:00", True),
        ("teahouse", "2026-11-24T14:00", False),  # Tuesday is its day off too
        ("noodles", "2026-11-24T14:59", True),
        ("noodles", "2026-11-24T15:30", False),  # between lunch and dinner
        ("taproom", "2026-11-28T01:30", True),  # Friday's evening lasts until two
        ("taproom", "2026-11-28T02:00", False),
        ("roastery", "2027-02-07T10:00", False),  # Lunar New Year's Day
    ],
)
def test_every_shop_keeps_its_own_hours(street: Shop, area: str, at: str, open_: bool) -> None:
    assert street.opening(datetime.fromisoformat(f"{at}:00+09:00"), area).open_now is open_


def test_on_a_monday_the_roastery_opens_the_next_morning(street: Shop) -> None:
    opening = street.opening(datetime.fromisoformat("2026-11-23T10:00:00+09:00"), "roastery")
    assert opening.next_opening == datetime.fromisoformat("2026-11-24T08:00:00+09:00")


@pytest.mark.parametrize(
    ("kind", "wanted", "zone"),
    [
        ("product", "pt-01", "pottery"),
        ("category", "book", "books"),
        ("menu", "ge-01", "gelato"),
        ("facility", "restroom", "restroom"),
        ("zone", "taproom", "taproom"),
    ],
)
def test_things_are_found(street: Shop, kind: Kind, wanted: str, zone: str) -> None:
    assert [found.id for found in where(street, kind, wanted)] == [zone]


def test_the_way_to_the_noodles_takes_the_back_lane_by_day_only(street: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    by_day = way(street, "menu", "no-01")
    assert told(street, by_day, "ko") == [
        "오른쪽으로 14미터, 작은화덕 피자까지 가세요.",
        "오른쪽으로 17미터, 한타래 국수까지 가세요.",
    ]
    monkeypatch.setenv("STORE_NOW", "2026-11-24T21:30:00+09:00")
    assert "벽화 담" in told(street, way(street, "menu", "no-01"), "ko")[0]


def test_the_terrace_is_reached_over_steps_or_up_the_ramp(street: Shop) -> None:
    over_steps, up_the_ramp = way(street, "zone", "terrace"), way(street, "zone", "terrace", step_free=True)
    assert any("over some steps" in step for step in told(street, over_steps, "en"))
    assert told(street, up_the_ramp, "en")[-1] == "Turn left and follow the ramp for 34 metres to the Hilltop Terrace."
    assert isinstance(up_the_ramp, Route)
    (plan,) = route_plans(street.building, up_the_ramp, "en", street.building.paths.shut_at(street.now()))
    assert "Hilltop Terrace" in plan.svg
    assert "stroke-dasharray" in plan.svg  # the wooden bridge


def test_the_wooden_bridge_is_walked_once_it_is_repaired(street: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    building = street.building
    terrace, gate = building.zones["terrace"], building.zones["east-gate"]

    def ways(at: str) -> int:
        route = find_route(building, Standpoint(terrace), [gate], datetime.fromisoformat(at))
        assert isinstance(route, Route)
        return len(route.ways)

    assert ways("2026-12-20T12:00:00+09:00") > 1
    assert ways("2026-12-21T12:00:00+09:00") == 1


def test_every_place_can_be_reached_without_a_step(street: Shop) -> None:
    routes = [way(street, "zone", zone.id, step_free=True) for zone in street.info.zones]
    assert all(isinstance(route, Route) for route in routes)


def test_the_menu_knows_what_is_sold_now_and_suits_the_weather(street: Shop) -> None:
    offers = {offer.item.id: offer for offer in street.menu(weather=["rain"])}
    assert offers["pi-05"].sold  # the lunch set, on a Tuesday at two
    assert not offers["ta-01"].sold  # the taproom opens at five
    assert offers["no-05"].suits_weather  # the scallion pancake
    assert offers["ro-06"].suits_season  # chestnuts in November


def test_the_menu_in_the_evening_is_another_one(street: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T19:00:00+09:00")
    offers = {offer.item.id: offer for offer in street.menu()}
    assert offers["ta-01"].sold
    assert not offers["pi-05"].sold


def test_happy_hour_starts_at_nine(street: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    beer = street.product("be-01")
    assert beer
    assert street.price(beer).pays.amount == 7500
    monkeypatch.setenv("STORE_NOW", "2026-11-24T21:00:00+09:00")
    assert street.price(beer).pays.amount == 6000


def test_orders_are_told_to_their_owners(street: Shop) -> None:
    takeout = find_order(street, "cs3101", "2048")
    assert takeout
    assert (takeout.kind, takeout.status) == ("takeout", "ready_for_pickup")
    assert find_order(street, "CS-3101", "0000") is None
    assert {order.id for order in orders_of(street, "Z01")} == {"CS-3101", "CS-3105"}


def test_a_takeout_on_its_way_cannot_be_cancelled_and_a_new_one_can(street: Shop) -> None:
    made, new = find_order(street, "CS-3101", "2048"), find_order(street, "CS-3103", "5501")
    assert made
    assert new
    assert not street.cancellation(made).allowed
    assert street.cancellation(new).allowed
