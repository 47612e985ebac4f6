"""Refunds: working days over weekends and holidays, and how far one has got."""

from datetime import date

import pytest

from annae.types import Money
from store.rules.refunds import refund_status, refund_time
from store.rules.working_days import WorkingDays, public_holidays
from tests.store.rules.samples import at, order, shop_info

INFO = shop_info()


@pytest.mark.parametrize(
    ("start", "earliest", "latest"),
    [
        ("2026-11-23", "2026-11-26", "2026-11-30"),  # Monday: the weekend lies between
        ("2026-11-20", "2026-11-25", "2026-11-27"),  # Friday
        ("2026-11-22", "2026-11-25", "2026-11-27"),  # Sunday counts from Monday
        ("2026-12-30", "2027-01-05", "2027-01-07"),  # New Year's Day is a holiday
        ("2026-09-23", "2026-09-30", "2026-10-02"),  # Chuseok: 24 to 26 September
    ],
)
def test_banks_do_not_work_on_weekends_and_holidays(start: str, earliest: str, latest: str) -> None:
    found = refund_time(INFO, "card", date.fromisoformat(start))
    assert found is not None
    assert (found.earliest, found.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))


def test_cash_is_back_the_same_day_even_on_a_sunday() -> None:
    found = refund_time(INFO, "cash", date(2026, 11, 22))
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 11, 22), date(2026, 11, 22))


def test_a_time_given_in_words_only_has_no_date_and_an_unknown_method_nothing() -> None:
    words = refund_time(INFO, "voucher", date(2026, 11, 22))
    assert words is not None
    assert (words.earliest, words.note["en"]) == (None, "ask at the desk")
    assert refund_time(INFO, "barter", date(2026, 11, 22)) is None


def test_another_country_has_other_holidays_and_an_unnamed_one_none() -> None:
    assert date(2026, 9, 25) in public_holidays("KR", 2026)
    assert date(2026, 7, 3) in public_holidays("US", 2026)  # observed on the Friday before the Fourth
    assert shop_info(timezone="America/New_York").holidays_of == ""
    assert not public_holidays("", 2026)


def test_a_substitute_holiday_is_a_holiday() -> None:
    assert not WorkingDays(country="KR").includes(date(2026, 8, 17))  # 15 August 2026 is a Saturday


@pytest.mark.parametrize(
    ("status", "now", "state"),
    [
        ("return_requested", "2026-12-02 23:59:59", "waiting_for_goods"),
        ("return_collected", "2026-11-25 12:00", "under_way"),
        ("return_collected", "2026-12-03 00:00", "overdue"),
        ("cancelled", "2026-12-02 12:00", "under_way"),
        ("cancelled", "2026-12-03 00:00", "overdue"),
        ("refunded", "2026-12-31 12:00", "paid"),
    ],
)
def test_a_refund_is_under_way_until_its_day_has_passed(status: str, now: str, state: str) -> None:
    bought = order(status, refund_amount=Money(105_000), refund_method="card", refund_by=at("2026-12-02 23:59:59"))
    found = refund_status(bought, at(now))
    assert (found.state, found.amount, found.method) == (state, Money(105_000), "card")


@pytest.mark.parametrize("status", ["paid", "shipped", "delivered", "picked_up", "cancelled"])
def test_an_order_without_a_refund_has_none(status: str) -> None:
    assert refund_status(order(status), at("2026-11-22 12:00")).state == "none"


def test_a_refund_nobody_has_dated_is_never_overdue() -> None:
    assert refund_status(order("return_collected"), at("2027-11-22 12:00")).state == "under_way"
