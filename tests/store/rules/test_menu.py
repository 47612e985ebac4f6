"""The menu by time of day, season and weather."""

from dataclasses import replace
from datetime import date

import pytest

from annae.types import Money
from store.bilingual import Bilingual
from store.menu_item import MenuItem
from store.rules.menu import Offer, made_in, menu_now, parse_available, parse_season, season_of
from tests.store.rules.samples import at, shop_info

LATTE = MenuItem("latte", Bilingual("라테", "Latte"), Money(5000), (), (), "", (), (), "cafe")
NOW = at("2026-11-22 14:30")


def offer(now: str = "2026-11-22 14:30", **fields: object) -> Offer:
    return menu_now([replace(LATTE, **fields)], at(now))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("available", "now", "rule", "sold_from"),
    [
        ("", "2026-11-22 14:30", "", None),
        ("yes", "2026-11-22 03:00", "", None),
        ("no", "2026-11-22 14:30", "not_sold", None),
        ("품절", "2026-11-22 14:30", "not_sold", None),
        ("11:00-15:00", "2026-11-22 10:59:59", "not_at_this_time", "2026-11-22 11:00"),
        ("11:00-15:00", "2026-11-22 11:00", "", None),
        ("11:00-15:00", "2026-11-22 15:00", "not_at_this_time", "2026-11-23 11:00"),
        ("mon-fri 07:00-11:00", "2026-11-22 08:00", "not_at_this_time", "2026-11-23 07:00"),
        ("mon-fri 07:00-11:00|sun 08:00-12:00", "2026-11-22 08:00", "", None),
        ("18:00-02:00", "2026-11-23 01:59", "", None),
    ],
)
def test_available_says_whether_and_when_it_is_sold(available: str, now: str, rule: str, sold_from: str | None) -> None:
    found = offer(now, available=available)
    assert (found.rule, found.sold_from) == (rule, at(sold_from) if sold_from else None)


def test_a_season_decides_only_where_nothing_else_does() -> None:
    assert offer(season=("summer",)).rule == "out_of_season"
    assert offer(season=("autumn", "winter")).sold
    kept = offer(season=("summer",), available="yes")
    assert (kept.rule, kept.suits_season) == ("", False)


def test_a_closed_kitchen_sells_nothing() -> None:
    (found,) = menu_now([LATTE], NOW, closed_zones={"cafe"})
    assert found.rule == "kitchen_closed"


def test_what_suits_the_weather_comes_first_then_the_season_and_what_is_not_sold_last() -> None:
    items = [
        replace(LATTE, id="gone", available="no", weather=("cold",)),
        replace(LATTE, id="summer", available="yes", season=("summer",)),
        replace(LATTE, id="plain"),
        replace(LATTE, id="autumn", season=("가을",)),
        replace(LATTE, id="warming", weather=("cold", "snow")),
    ]
    offers = menu_now(items, NOW, weather=["Cold"])
    assert [entry.item.id for entry in offers] == ["warming", "autumn", "plain", "summer", "gone"]
    assert offers[2].suits_weather is None


def test_the_season_can_be_told() -> None:
    (found,) = menu_now([replace(LATTE, season=("summer",))], NOW, season="summer")
    assert found.sold


@pytest.mark.parametrize(
    ("day", "season"),
    [("2026-02-28", "winter"), ("2026-03-01", "spring"), ("2026-08-31", "summer"), ("2026-09-01", "autumn"),
     ("2026-11-30", "autumn"), ("2026-12-01", "winter"), ("2027-01-01", "winter")],
)  # fmt: skip
def test_seasons_change_with_the_month(day: str, season: str) -> None:
    assert season_of(date.fromisoformat(day)) == season


def test_what_cannot_be_read_says_what_is_expected() -> None:
    with pytest.raises(ValueError, match="expected yes, no, or when it is sold"):
        parse_available("sometimes")
    with pytest.raises(ValueError, match="expected spring"):
        parse_season("monsoon")


def test_an_item_is_made_in_its_zone_or_in_the_only_kitchen_of_its_kind() -> None:
    info = shop_info()
    assert made_in(info, "bar", ["cafe"]) == "bar"
    assert made_in(info, "", ["cafe", "coffee"]) == "cafe"
    assert made_in(info, "", ["cafe", "bar"]) == ""
    assert made_in(info, "", ["snack"]) == ""
