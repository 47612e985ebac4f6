from datetime import date

import pytest

from bot.actions.days import next_date

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("today", date(2026, 11, 22)),
        ("day_after_tomorrow", date(2026, 11, 24)),
        ("sun", date(2026, 11, 22)),
        ("sat", date(2026, 11, 28)),
        ("weekend", date(2026, 11, 28)),
        ("christmas", date(2026, 12, 25)),
        ("new_year", date(2027, 1, 1)),
        ("hangeul_day", date(2027, 10, 9)),
        ("chuseok", None),
    ],
)
def test_a_named_day_is_the_next_one_of_its_kind(named: str, day: date | None) -> None:
    assert next_date(named, SUNDAY) == day


@pytest.mark.parametrize(
    ("named", "day"),
    [
        ("in_3_days", date(2026, 11, 25)),
        ("in_15_days", date(2026, 12, 7)),
        ("this_week_fri", date(2026, 11, 20)),
        ("this_week_sun", date(2026, 11, 22)),
        ("next_week_mon", date(2026, 11, 23)),
        ("next_week_sat", date(2026, 11, 28)),
        ("06-15", date(2027, 6, 15)),
        ("11-22", date(2026, 11, 22)),
        ("12-03", date(2026, 12, 3)),
        ("02-29", date(2028, 2, 29)),
        ("02-30", None),
        ("15th", date(2026, 12, 15)),
        ("22nd", date(2026, 11, 22)),
        ("31st", date(2026, 12, 31)),
        ("32nd", None),
        ("weekday", date(2026, 11, 23)),
        ("someday", None),
    ],
)
def test_a_reckoned_day_is_a_date(named: str, day: date | None) -> None:
    assert next_date(named, SUNDAY) == day


def test_the_thirty_first_is_in_the_first_month_that_has_one() -> None:
    assert next_date("31st", date(2026, 4, 2)) == date(2026, 5, 31)
