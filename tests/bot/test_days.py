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
