"""Open or closed: the minutes where it changes, nights, closing days, and the clock a test sets."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.errors import AnnaeError
from store import clock
from store.info import ClosedDays
from store.rules.hours import HoursError, Week, parse_areas, parse_day, parse_week
from store.rules.opening import Opening, opening_at, opening_of
from store.shop import Shop
from tests.store.rules.samples import shop_info

SEOUL = ZoneInfo("Asia/Seoul")
WEEK = parse_week({"mon-fri": "10:00-20:00", "sat": "11:00-15:00, 17:00-21:00", "sun": "closed"})
NIGHT = parse_week("18:00-02:00")
ALWAYS = parse_week("00:00-24:00")
CLOSED = [
    ClosedDays.model_validate({"rule": "second Monday", "reason": {"ko": "정기 휴점일", "en": "regular closing day"}}),
    ClosedDays.model_validate({"rule": "2026-12-25"}),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def state(text: str, week: Week = WEEK) -> Opening:
    return opening_at(week, CLOSED, at(text))


@pytest.mark.parametrize(
    ("moment", "open_now", "reason", "next_opening"),
    [
        ("2026-11-24 09:59:59", False, "before_opening", "2026-11-24 10:00"),
        ("2026-11-24 10:00", True, None, "2026-11-25 10:00"),
        ("2026-11-24 19:59:59", True, None, "2026-11-25 10:00"),
        ("2026-11-24 20:00", False, "after_closing", "2026-11-25 10:00"),
        ("2026-11-25 00:00", False, "before_opening", "2026-11-25 10:00"),
        ("2026-11-28 16:00", False, "break", "2026-11-28 17:00"),
        ("2026-11-29 12:00", False, "closing_day", "2026-11-30 10:00"),
        ("2026-12-13 12:00", False, "closing_day", "2026-12-15 10:00"),  # a Sunday before a second Monday
        ("2026-12-14 12:00", False, "closing_day", "2026-12-15 10:00"),
        ("2026-12-25 12:00", False, "closing_day", "2026-12-26 11:00"),
    ],
)
def test_the_edges_of_a_week(moment: str, open_now: bool, reason: str | None, next_opening: str) -> None:
    opening = state(moment)
    assert (opening.open_now, opening.closed_reason, opening.next_opening) == (open_now, reason, at(next_opening))


def test_an_open_shop_says_until_when() -> None:
    opening = state("2026-11-24 12:00")
    assert (opening.opens, opening.closes) == (at("2026-11-24 10:00"), at("2026-11-24 20:00"))


def test_before_opening_and_after_closing_name_the_hours_of_that_day() -> None:
    assert state("2026-11-24 08:00").closes == at("2026-11-24 20:00")
    assert state("2026-11-24 22:00").opens == at("2026-11-24 10:00")


def test_a_closing_day_has_no_hours_but_its_reason() -> None:
    opening = state("2026-12-14 12:00")
    assert (opening.opens, opening.closes) == (None, None)
    assert opening.closing_day["en"] == "regular closing day"


def test_a_night_bar_stays_open_over_midnight() -> None:
    assert state("2026-11-25 01:59", NIGHT).open_now
    assert state("2026-11-25 01:59", NIGHT).opens == at("2026-11-24 18:00")
    assert not state("2026-11-25 02:00", NIGHT).open_now


def test_the_night_before_a_closing_day_is_not_cut_short_and_the_one_after_is_closed() -> None:
    assert state("2026-12-14 01:00", NIGHT).open_now  # Monday is the closing day, this is still Sunday's night
    assert not state("2026-12-14 19:00", NIGHT).open_now
    assert not state("2026-12-15 01:00", NIGHT).open_now


def test_a_shop_that_never_closes_is_open_at_midnight() -> None:
    assert state("2026-11-24 23:59:59", ALWAYS).open_now
    assert state("2026-11-25 00:00", ALWAYS).open_now


def test_a_shop_without_hours_never_opens() -> None:
    opening = state("2026-11-24 12:00", parse_week({"mon": "closed"}))
    assert (opening.open_now, opening.next_opening) == (False, None)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.sampled_from([WEEK, NIGHT]))
def test_it_is_closed_right_before_the_next_opening_and_open_at_it(moment: datetime, week: Week) -> None:
    upcoming = opening_at(week, CLOSED, moment.replace(tzinfo=SEOUL)).next_opening
    assert upcoming is not None
    assert upcoming > moment.replace(tzinfo=SEOUL)
    assert opening_at(week, CLOSED, upcoming).open_now
    assert not opening_at(week, CLOSED, upcoming - timedelta(seconds=1)).open_now


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.sampled_from([WEEK, NIGHT, ALWAYS]))
def test_open_means_between_opens_and_closes(moment: datetime, week: Week) -> None:
    local = moment.replace(tzinfo=SEOUL)
    opening = opening_at(week, CLOSED, local)
    if opening.open_now:
        assert opening.opens is not None
        assert opening.closes is not None
        assert opening.opens <= local < opening.closes
    else:
        assert opening.closed_reason is not None


def test_the_usual_ways_to_write_hours_mean_the_same() -> None:
    assert parse_day("10:30-20:00") == parse_day("10:30 ~ 20:00") == parse_day(["10:30-20:00"])
    assert parse_day({"open": "10:30", "close": "20:00"}) == parse_day("10:30-20:00")
    assert parse_day("closed") == parse_day(None) == ()
    assert parse_day("18:00-26:00") == parse_day("18:00-02:00")
    assert parse_week({"월": "10:00-20:00"}) == parse_week({"Monday": "10:00-20:00"})
    assert parse_areas({"daily": "10:00-20:00"}) == parse_areas({"store": "10:00-20:00"})


@pytest.mark.parametrize("hours", ["10-20", "25:00-26:00", "10:60-11:00", "10:00-12:00, 11:00-13:00", 10, "noon"])
def test_hours_that_cannot_be_read_are_refused(hours: object) -> None:
    with pytest.raises(HoursError, match="expected"):
        parse_week({"mon": hours})


def test_an_area_keeps_its_own_hours_and_others_those_of_the_shop(shop: Shop) -> None:
    late = at("2026-11-24 21:00")
    assert shop.opening(late, "bar").open_now
    assert not shop.opening(late).open_now
    assert shop.opening(late, "no such area") == shop.opening(late)


def test_the_clock_is_the_one_a_test_sets(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T10:59:00+00:00")  # 19:59 in Seoul
    assert shop.opening().open_now
    monkeypatch.setenv("STORE_NOW", "2026-11-24T20:00")
    assert not shop.opening().open_now
    assert clock.now() == at("2026-11-24 20:00")


def test_a_clock_that_is_no_time_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORE_NOW", "tomorrow")
    with pytest.raises(AnnaeError, match="STORE_NOW: expected a time such as"):
        clock.now()


def test_the_real_clock_is_used_where_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STORE_NOW", raising=False)
    before = datetime.now(SEOUL)
    assert before <= clock.now() <= datetime.now(SEOUL)


def test_a_shop_that_never_closes_says_so_and_names_no_next_opening() -> None:
    opening = opening_at(ALWAYS, [], at("2026-12-31 23:59"))
    assert (opening.around_the_clock, opening.next_opening) == (True, None)


def test_an_opening_over_midnight_without_a_break_is_one() -> None:
    weekend = parse_week({"fri": "10:00-24:00", "sat": "00:00-24:00", "sun": "00:00-18:00"})
    opening = opening_at(weekend, [], at("2026-11-20 22:00"))
    assert (opening.closes, opening.next_opening) == (at("2026-11-22 18:00"), at("2026-11-27 10:00"))
    assert not opening.around_the_clock


def test_a_shop_that_never_closes_but_on_its_closing_day_closes_the_night_before() -> None:
    opening = opening_at(ALWAYS, CLOSED, at("2026-12-13 12:00"))  # the day before a second Monday
    assert (opening.closes, opening.next_opening) == (at("2026-12-14 00:00"), at("2026-12-15 00:00"))


def test_works_close_only_their_area_from_the_first_to_the_last_day() -> None:
    info = shop_info(closed=[{"rule": "2026-12-28 ~ 2027-01-03", "areas": ["cafe"], "reason": "works"}])

    def is_open(day: str, area: str | None) -> bool:
        return opening_of(info, area, at(f"{day} 12:00")).open_now

    assert [is_open(day, "cafe") for day in ("2026-12-27", "2026-12-28", "2027-01-03", "2027-01-04")] == [
        True, False, False, True,
    ]  # fmt: skip
    assert is_open("2026-12-31", None)
    closed = opening_of(info, "cafe", at("2026-12-31 12:00"))
    assert (closed.closing_day["en"], closed.next_opening) == ("works", at("2027-01-04 08:00"))


def test_new_years_day_is_closed_each_year_where_the_rule_names_no_year() -> None:
    info = shop_info(closed=["01-01"])
    eve = opening_of(info, None, at("2026-12-31 20:00"))
    assert (eve.closed_reason, eve.next_opening) == ("after_closing", at("2027-01-02 10:00"))
    assert opening_of(info, None, at("2028-01-01 12:00")).closed_reason == "closing_day"
