"""Delivery: fees by area, dates by the carrier's working days."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.delivery import delivery_allowed, delivery_area, delivery_dates, delivery_fee, same_day_delivery
from store.sections.delivery import DeliveryArea
from tests.store.rules.samples import DELIVERY, SEOUL, at, shop_info

INFO = shop_info()
AREAS = {area.id: area for area in INFO.delivery.areas} if INFO.delivery else {}
JEJU, SEOUL_AREA = AREAS["jeju"], AREAS["seoul"]
AMOUNTS = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("address", "area"),
    [
        ("서울특별시 솔빛구 마루대로 128", "seoul"),
        ("제주시 마루로 1", "jeju"),
        ("63644 제주특별자치도 서귀포시", "jeju"),
        ("(63000) 마루로 1", "jeju"),
        ("63645 어딘가", None),
        ("부산광역시 서울로 3", "seoul"),  # a word alone can mislead ...
        ("48058 부산광역시 서울로 3", None),  # ... a postcode does not
        ("1-2-3 Shibuya, JAPAN", "abroad"),
        ("", None),
        ("전화 0212345678", None),
    ],
)
def test_an_address_lies_in_the_area_of_its_postcode_or_else_of_its_words(address: str, area: str | None) -> None:
    found = delivery_area(INFO, address)
    assert (found.id if found else None) == area


@pytest.mark.parametrize(
    ("amount", "area", "fee", "missing"),
    [
        (0, None, 3000, 50000),
        (49_999, None, 3000, 1),
        (50_000, None, 0, 0),
        (49_999, JEJU, 6000, 1),
        (50_000, JEJU, 3000, 0),  # the surcharge is not waived
    ],
)
def test_delivery_is_free_from_the_shops_limit_on_but_not_the_surcharge(
    amount: int, area: DeliveryArea | None, fee: int, missing: int
) -> None:
    found = delivery_fee(INFO, amount, area)
    assert found is not None
    assert (found.fee, found.missing) == (fee, missing)


def test_a_shop_that_is_never_free_does_not_say_what_is_missing() -> None:
    found = delivery_fee(shop_info(delivery={"fee": 3000}), 10**6)
    assert found is not None
    assert (found.fee, found.missing) == (3000, None)


def test_where_the_shop_does_not_deliver_there_is_neither_fee_nor_date() -> None:
    assert delivery_allowed(INFO, AREAS["abroad"]).rule == "not_there"
    assert delivery_fee(INFO, 10_000, AREAS["abroad"]) is None
    assert delivery_dates(INFO, at("2026-11-23 12:00"), AREAS["abroad"]) is None
    assert delivery_allowed(shop_info(delivery=None), None).rule == "no_delivery"
    assert delivery_fee(shop_info(delivery=None), 10_000) is None


@pytest.mark.parametrize(
    ("paid", "earliest", "latest"),
    [
        ("2026-11-23 16:59:59", "2026-11-25", "2026-11-26"),
        ("2026-11-23 17:00", "2026-11-26", "2026-11-27"),  # counts from the next working day
        ("2026-11-21 18:00", "2026-11-25", "2026-11-26"),  # Saturday evening: from Monday
        ("2026-11-22 10:00", "2026-11-25", "2026-11-26"),  # Sunday: from Monday
        ("2026-12-30 10:00", "2027-01-02", "2027-01-04"),  # New Year's Day and a Sunday are left out
        ("2026-09-23 10:00", "2026-09-29", "2026-09-30"),  # Chuseok
    ],
)
def test_only_the_carriers_working_days_count(paid: str, earliest: str, latest: str) -> None:
    found = delivery_dates(INFO, at(paid))
    assert found is not None
    assert (found.earliest, found.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))


def test_an_area_adds_its_own_days() -> None:
    found = delivery_dates(INFO, at("2026-11-23 12:00"), JEJU)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 11, 26), date(2026, 11, 28))


def test_a_shop_that_gives_no_days_has_no_dates() -> None:
    assert delivery_dates(shop_info(delivery={"fee": 0}), at("2026-11-23 12:00")) is None


@pytest.mark.parametrize(
    ("now", "area", "rule"),
    [
        ("2026-11-23 13:59:59", SEOUL_AREA, ""),
        ("2026-11-23 14:00", SEOUL_AREA, "too_late"),
        ("2026-11-22 10:00", SEOUL_AREA, "no_working_day"),
        ("2026-12-25 10:00", SEOUL_AREA, "no_working_day"),
        ("2026-11-23 10:00", JEJU, "not_there"),
        ("2026-11-23 10:00", None, "not_there"),
    ],
)
def test_same_day_delivery_has_its_hour_its_days_and_its_area(now: str, area: DeliveryArea | None, rule: str) -> None:
    assert same_day_delivery(INFO, at(now), area).rule == rule


def test_same_day_delivery_is_only_where_the_shop_offers_it() -> None:
    without = {key: value for key, value in DELIVERY.items() if key != "same_day"}
    assert same_day_delivery(shop_info(delivery=without), at("2026-11-23 10:00")).rule == "not_offered"


def test_a_surcharge_without_areas_is_one_for_remote_places() -> None:
    info = shop_info(delivery={"fee": 3000, "remote_extra": 2500, "areas": {"ko": "전국", "en": "Anywhere"}})
    assert info.delivery is not None
    assert info.delivery.coverage["en"] == "Anywhere"
    (remote,) = info.delivery.all_areas
    found = delivery_fee(info, 1000, remote)
    assert found is not None
    assert (remote.id, found.fee, found.surcharge) == ("remote", 5500, 2500)


@pytest.mark.parametrize(
    ("address", "area"), [("10 Udong, Haeundae-gu, Busan", None), ("New York, USA", "far"), ("미국 뉴욕", "far")]
)
def test_a_latin_word_of_an_area_stands_by_itself(address: str, area: str | None) -> None:
    far = {"id": "far", "name": {"ko": "해외", "en": "abroad"}, "words": {"ko": ["미국"], "en": ["USA"]}}
    found = delivery_area(shop_info(delivery={**DELIVERY, "areas": [far]}), address)
    assert (found.id if found else None) == area


@given(AMOUNTS, AMOUNTS, st.sampled_from([None, JEJU, SEOUL_AREA]))
def test_buying_more_never_makes_delivery_dearer(amount: int, more: int, area: DeliveryArea | None) -> None:
    less_bought, more_bought = delivery_fee(INFO, amount, area), delivery_fee(INFO, amount + more, area)
    assert less_bought is not None
    assert more_bought is not None
    assert 0 <= more_bought.fee <= less_bought.fee


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 11, 30)), st.sampled_from([None, JEJU]))
def test_an_order_arrives_on_working_days_after_it_was_paid(paid: datetime, area: DeliveryArea | None) -> None:
    found = delivery_dates(INFO, paid.replace(tzinfo=SEOUL), area)
    assert found is not None
    assert paid.date() < found.earliest <= found.latest
    assert found.earliest.weekday() != 6
    assert found.latest.weekday() != 6
