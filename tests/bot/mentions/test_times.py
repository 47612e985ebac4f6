import pytest

from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("세 시에 갈게요", "15:00"),
        ("열 시까지 열어요?", "10:00"),
        ("열두 시", "12:00"),
        ("아홉 시까지 하나요", "21:00"),
        ("오후 세 시 반", "15:30"),
        ("오전 열한 시", "11:00"),
        ("아침 9시", "09:00"),
        ("저녁 일곱 시쯤", "19:00"),
        ("밤 아홉 시까지 하나요", "21:00"),
        ("밤 열두 시", "00:00"),
        ("낮 한 시", "13:00"),
        ("새벽 두 시", "02:00"),
        ("3시 30분이요", "15:30"),
        ("다섯 시 십오 분", "17:15"),
        ("15:30에 갈게요", "15:30"),
        ("오후 3:30", "15:30"),
        ("15시", "15:00"),
        ("저녁까지 맡아 주세요", "evening"),
        ("내일 아침에 갈게요", "morning"),
        ("오후에 들를게요", "afternoon"),
        ("점심때 갈게요", "noon"),
        ("정오에요", "noon"),
        ("at three", "15:00"),
        ("by five please", "17:00"),
        ("at half past three", "15:30"),
        ("a quarter to six", "17:45"),
        ("7pm", "19:00"),
        ("7:30 p.m.", "19:30"),
        ("ten am", "10:00"),
        ("eleven thirty am", "11:30"),
        ("until eight o'clock", "20:00"),
        ("nine in the morning", "09:00"),
        ("until the evening", "evening"),
        ("tomorrow morning", "morning"),
        ("around noon", "noon"),
        ("at night", "night"),
        ("after eight pm", "20:00"),
    ],
)
def test_times_of_day_are_those_of_the_shops_day(text: str, value: str) -> None:
    assert said(text, "time") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "두 시간 걸려요",
        "몇 시까지 해요",
        "세 시간 동안 무료",
        "시계 두 시계",
        "점심 먹었어요",
        "저녁 메뉴 추천해 줘",
        "굽 낮은 구두",
        "삼십 분 걸려요",
        "다시 말해 주세요",
        "good evening",
        "good morning annae",
        "an evening dress",
        "night cream",
        "size 245",
        "at least three days",
        "two for the price of one",
        "under 30,000 won",
        "until 15 june",
        "",
    ],
)
def test_durations_greetings_and_goods_are_no_times(text: str) -> None:
    assert said(text, "time") == []
