import pytest

from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("이번 주 금요일에 갈게요", "this_week_fri"),
        ("금주 목요일", "this_week_thu"),
        ("이번 토요일", "this_week_sat"),
        ("다음 주 월요일", "next_week_mon"),
        ("담주 화욜", "next_week_tue"),
        ("다음주 수요일까지", "next_week_wed"),
        ("다음 주말", "next_week_sat"),
        ("이번 주말에", "weekend"),
        ("사흘 뒤", "in_3_days"),
        ("이틀 후에 찾을게요", "in_2_days"),
        ("열흘 뒤", "in_10_days"),
        ("보름 뒤에", "in_15_days"),
        ("삼 일 뒤", "in_3_days"),
        ("3일 후", "in_3_days"),
        ("십오 일 뒤", "in_15_days"),
        ("일주일 뒤", "in_7_days"),
        ("2주 뒤", "in_14_days"),
        ("이 주 후에", "in_14_days"),
        ("글피요", "in_3_days"),
        ("6월 15일", "06-15"),
        ("유월 십오 일까지", "06-15"),
        ("십이월 삼일", "12-03"),
        ("시월 삼십일일", "10-31"),
        ("11/30까지", "11-30"),
        ("15일까지 맡아 주세요", "15th"),
        ("이십삼 일에 갈게요", "23rd"),
        ("이번 달 30일", "30th"),
        ("this friday", "this_week_fri"),
        ("next monday", "next_week_mon"),
        ("friday next week", "next_week_fri"),
        ("next weekend", "next_week_sat"),
        ("in three days", "in_3_days"),
        ("in 10 days", "in_10_days"),
        ("two days from now", "in_2_days"),
        ("three days later", "in_3_days"),
        ("in a week", "in_7_days"),
        ("in two weeks", "in_14_days"),
        ("in a couple of days", "in_2_days"),
        ("june 15", "06-15"),
        ("june 15th", "06-15"),
        ("june the fifteenth", "06-15"),
        ("the fifteenth of june", "06-15"),
        ("15 june", "06-15"),
        ("november twenty third", "11-23"),
        ("on the 15th", "15th"),
        ("until the twenty first", "21st"),
        ("move it to the 3rd please", "3rd"),
    ],
)
def test_days_are_reckoned(text: str, value: str) -> None:
    assert said(text, "day") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "3일 걸려요",
        "7일 이내에 환불",
        "며칠 걸려요",
        "하루 종일",
        "열흘이나 지났어요",
        "다다음 주 금요일",
        "지난주 토요일에 샀어요",
        "i bought it last friday",
        "일일 특가",
        "십 년 된 청소기",
        "a few days ago",
        "it's been ten days",
        "within 7 days",
        "the third one",
        "on the third floor",
        "next please",
        "may i try it on",
        "march to the store",
        "",
    ],
)
def test_spans_of_time_are_no_days(text: str) -> None:
    assert said(text, "day") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("오늘", "today"),
        ("낼 아침", "tomorrow"),
        ("낼모레", "day_after_tomorrow"),
        ("모레 저녁", "day_after_tomorrow"),
        ("토욜에도 해요", "sat"),
        ("the day after tomorrow", "day_after_tomorrow"),
        ("on sundays", "sun"),
        ("설날", "seollal"),
        ("12월 25일", "christmas"),
    ],
)
def test_days_with_a_name(text: str, value: str) -> None:
    assert said(text, "day") == [value]


def test_what_is_paid_is_no_tomorrow() -> None:
    assert said("회사에 낼 거라 영수증 주세요", "day") == []
