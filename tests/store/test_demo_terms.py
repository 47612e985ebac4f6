"""The demo shop's terms, asked as a customer would: its orders' own dates agree with its rules."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annae.paths import PROJECT
from annae.types import Money
from store.database.engine import open_database
from store.importer import import_pack
from store.order import Order
from store.orders import order_by_id
from store.pack import read_pack
from store.product import Product
from store.rules.pickup import pickup_deadline
from store.rules.returns import return_window
from store.shop import Shop
from tests.store.rules.samples import at

PACK = PROJECT / "stores" / "demo"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    engine = open_database(f"sqlite:///{Path(tmp_path_factory.mktemp('demo')) / 'demo.db'}")
    import_pack(engine, read_pack(PACK))
    return Shop(engine, "demo")


@pytest.fixture(autouse=True)
def _afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-22T14:30:00+09:00")


def orders(shop: Shop) -> Iterator[Order]:
    for line in read_pack(PACK).tables.orders:
        found = order_by_id(shop, line.id)
        assert found is not None
        yield found


def product(shop: Shop, product_id: str) -> Product:
    found = shop.product(product_id)
    assert found is not None
    return found


def order(shop: Shop, order_id: str) -> Order:
    found = order_by_id(shop, order_id)
    assert found is not None
    return found


def test_the_orders_own_return_dates_are_those_of_the_rule(demo: Shop) -> None:
    dated = [found for found in orders(demo) if found.return_until and found.delivered_at]
    assert len(dated) >= 10
    for found in dated:
        by_rule = return_window(demo.info, replace(found, return_until=None), demo.now())
        assert by_rule.until == found.return_until, found.id


def test_the_orders_own_pickup_deadlines_are_those_of_the_rule(demo: Shop) -> None:
    waiting = [found for found in orders(demo) if found.kind == "pickup" and found.deadline and found.ready_at]
    assert len(waiting) >= 10
    for found in waiting:
        ready = replace(found, status="ready_for_pickup", deadline=None)
        assert pickup_deadline(demo.info, ready, at("2026-11-12 16:00")).deadline == found.deadline, found.id


def test_what_the_orders_say_of_cancelling_is_what_the_rule_says_without_them(demo: Shop) -> None:
    for found in orders(demo):
        if found.cancellable is not None:
            assert demo.cancellation(replace(found, cancellable=None)).allowed == found.cancellable, found.id
        if found.address_changeable is not None:
            changeable = demo.address_change(replace(found, address_changeable=None)).allowed
            assert changeable == found.address_changeable, found.id


def test_a_takeout_is_handed_over_at_the_cafe_and_not_at_the_pickup_desk(demo: Shop) -> None:
    found = demo.pickup(order(demo, "204269"))
    assert (found.zones, found.place_name["ko"]) == (("1f-cafe",), "카페 솔바람")
    assert found.opening is not None
    assert found.opening.closes == at("2026-11-22 20:30")


def test_a_takeout_of_the_menu_knows_its_kitchen_without_a_zone_column(tmp_path: Path) -> None:
    for file in PACK.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    menu = (
        (PACK / "menu.csv").read_text(encoding="utf-8").replace(",1f-cafe\n", ",\n").replace(",b1-food-court\n", ",\n")
    )
    (tmp_path / "menu.csv").write_text(menu, encoding="utf-8")
    engine = open_database(f"sqlite:///{tmp_path / 'demo.db'}")
    import_pack(engine, read_pack(tmp_path))
    shop = Shop(engine, "demo")
    assert shop.pickup(order(shop, "204269")).zones == ("1f-cafe",)
    assert {offer.item.zone for offer in shop.menu()} == {"1f-cafe", "b1-food-court"}


def test_wine_is_handed_to_its_buyer_only(demo: Shop) -> None:
    assert demo.pickup_by_proxy(order(demo, "204125")).rule == "owner_only"
    assert demo.pickup_by_proxy(order(demo, "204117")).allowed


@pytest.mark.parametrize(
    ("now", "pays", "why"),
    [
        ("2026-11-22T18:59", 14_000, "regular"),
        ("2026-11-22T19:00", 9_800, "promotion"),
        ("2027-03-01T19:00", 14_000, "regular"),
    ],
)
def test_bread_is_cheaper_from_seven_in_the_evening(
    demo: Shop, monkeypatch: pytest.MonkeyPatch, now: str, pays: int, why: str
) -> None:
    monkeypatch.setenv("STORE_NOW", now)
    price = demo.price(product(demo, "bak-01"))
    assert (price.pays, price.why) == (Money(pays), why)


def test_a_coupon_needs_its_code_and_enough_spent(demo: Shop) -> None:
    bag = product(demo, "bag-01")
    assert demo.price(bag, code="welcome5").pays.amount == demo.price(bag).pays.amount - 5000
    cheap = replace(bag, price=Money(29_999), sale_price=None)
    rules = {entry.promotion.id: entry.rule for entry in demo.price(cheap, code="WELCOME5").passed_over}
    assert rules["welcome5000"] == "below_minimum"


def test_the_coat_fair_leaves_out_coats_on_sale_and_the_audio_deal_comes_on_top(
    demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    coats = [found for found in demo.products() if found.category == "womens_outerwear"]
    assert {bool(coat.sale_price) for coat in coats} == {True, False}
    for coat in coats:
        assert (demo.price(coat).why == "promotion") == (coat.sale_price is None)
    monkeypatch.setenv("STORE_NOW", "2026-12-01T12:00")
    headphones = product(demo, "aud-01")
    off = headphones.pays.amount * 8 // 100
    assert demo.price(headphones).pays.amount == headphones.pays.amount - off


def test_returns_know_the_category_of_what_was_bought(demo: Shop) -> None:
    vitamins = demo.returns(order(demo, "204429"))
    assert [entry.exclusion for entry in vitamins.excluded] == ["food"]
    assert demo.returns(order(demo, "204380")).open
    assert demo.returns(order(demo, "204416")).rule == "too_late"


def test_delivery_to_jeju_costs_more_and_takes_longer(demo: Shop) -> None:
    usual, jeju = demo.delivery(), demo.delivery("63122 제주시 마루로 1")
    assert jeju.area is not None
    assert usual.dates is not None
    assert jeju.dates is not None
    assert jeju.dates.latest > usual.dates.latest
    fees = [demo.delivery_fee(60_000, address) for address in ("", "서귀포시")]
    assert [fee and fee.fee for fee in fees] == [0, 3000]
    assert demo.delivery_fee(60_000, "Tokyo, Japan") is None


def test_stock_of_a_colour_and_size_is_told(demo: Shop) -> None:
    sneakers = product(demo, "sne-01")
    rows = [row for row in demo.stock("sne-01") if row.color == "white" and row.size == "270" and not row.branch]
    assert demo.stock_of(sneakers, "white", "270").quantity == sum(row.quantity for row in rows)
    assert demo.stock_of(sneakers, "purple").state == "not_made"


def test_the_menu_of_a_cold_day_starts_with_what_warms(demo: Shop) -> None:
    offers = demo.menu(weather=["cold"])
    assert offers[0].suits_weather
    assert offers[-1].rule == "not_sold"


def test_the_kitchens_are_closed_at_night(demo: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-22T23:00")
    assert {offer.rule for offer in demo.menu()} == {"kitchen_closed", "not_sold"}
