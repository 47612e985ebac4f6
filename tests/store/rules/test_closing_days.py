"""Closing rules, against a calendar counted by hand and by the standard library."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.rules.closing_days import parse_closing_rule

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("rule", "closed", "open_"),
    [
        ("second Monday", ["2026-11-09", "2026-12-14"], ["2026-11-02", "2026-11-16", "2026-11-10"]),
        ("every Monday", ["2026-11-02", "2026-11-30"], ["2026-11-03"]),
        ("last Sunday", ["2026-11-29", "2026-08-30"], ["2026-11-22"]),
        ("second and fourth Sunday", ["2026-11-08", "2026-11-22"], ["2026-11-15", "2026-11-29"]),
        ("매월 둘째, 넷째 일요일", ["2026-11-08", "2026-11-22"], ["2026-11-15"]),
        ("매주 월요일", ["2026-11-02"], ["2026-11-01"]),
        ("2026-09-25", ["2026-09-25"], ["2027-09-25", "2026-09-24"]),
        ("2026-12-28 ~ 2027-01-03", ["2026-12-28", "2026-12-31", "2027-01-03"], ["2026-12-27", "2027-01-04"]),
        ("01-01", ["2026-01-01", "2031-01-01"], ["2026-01-02"]),
    ],
)
def test_a_rule_covers_its_days_and_no_others(rule: str, closed: list[str], open_: list[str]) -> None:
    parsed = parse_closing_rule(rule)
    assert all(parsed.covers(date.fromisoformat(day)) for day in closed)
    assert not any(parsed.covers(date.fromisoformat(day)) for day in open_)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "Monday",
        "sixth Monday",
        "second",
        "full moon",
        "2026-02-30",
        "second Mon Tue",
        "2026-02-01 ~ 2026-01-01",
        "2026-02-01 ~ 2026-02-30",
    ],
)
def test_what_is_no_rule_says_what_is_expected(rule: str) -> None:
    with pytest.raises(ValueError, match=r"expected|no such date"):
        parse_closing_rule(rule)


@given(DAYS)
def test_the_second_monday_is_the_one_in_the_calendar(day: date) -> None:
    mondays = [week[0] for week in calendar.monthcalendar(day.year, day.month) if week[0]]
    assert parse_closing_rule("second Monday").covers(day) == (day.day == mondays[1])
    assert parse_closing_rule("last Monday").covers(day) == (day.day == mondays[-1])


@given(DAYS)
def test_every_monday_comes_once_in_seven_days(day: date) -> None:
    rule = parse_closing_rule("every Monday")
    assert sum(rule.covers(day + timedelta(days=step)) for step in range(7)) == 1
