import pytest

from bot.components.mentions.money import find_money
from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("칠만 원 밑으로 보여 주세요", ["70000"]),
        ("7만원 이하", ["70000"]),
        ("7만 5천 원짜리 있나요", ["75000"]),
        ("칠만오천원", ["75000"]),
        ("삼만 구천구백 원이에요", ["39900"]),
        ("5만9900원", ["59900"]),
        ("39,900원", ["39900"]),
        ("예산은 십오만 원이에요", ["150000"]),
        ("백만 원 넘는 시계", ["1000000"]),
        ("만 원만 깎아 주세요", ["10000"]),
        ("천 원이요", ["1000"]),
        ("4만에서 6만 원 사이", ["40000", "60000"]),
        ("4~6만 원대", ["40000", "60000"]),
        ("이삼만 원짜리 선물", ["20000", "30000"]),
        ("6만원대", ["60000"]),
        ("십만 이하로요", ["100000"]),
        ("오만", ["50000"]),
        ("팔만이요", ["80000"]),
        ("45,000 넘으면 안 돼요", ["45000"]),
        ("80000 밑으루", ["80000"]),
        ("삼백만 원 쓰면 무슨 등급이에요", ["3000000"]),
        ("이만 원 아니 삼만 원이요", ["20000", "30000"]),
        ("seventy thousand won", ["70000"]),
        ("70 thousand won", ["70000"]),
        ("under 70k", ["70000"]),
        ("₩45,000 or less", ["45000"]),
        ("45,000", ["45000"]),
        ("30000 won", ["30000"]),
        ("between forty and sixty thousand won", ["40000", "60000"]),
        ("40-60 thousand", ["40000", "60000"]),
        ("a hundred and fifty thousand won at most", ["150000"]),
        ("half price of fifty nine thousand won", ["59000"]),
        ("three million won a year", ["3000000"]),
        ("a five thousand won coupon", ["5000"]),
        ("i only have 50000", ["50000"]),
    ],
)
def test_amounts_are_whole_won(text: str, amounts: list[str]) -> None:
    assert said(text, "money") == amounts


@pytest.mark.parametrize(
    "text",
    [
        "이만 갈게요",
        "가방만 원해요",
        "구두 270 있나요",
        "두 개 주세요",
        "원피스 2 원피스",
        "원플러스원 행사",
        "천 조각 퍼즐 있어요",
        "주문번호 204284",
        "2026년 11월",
        "three pairs of socks",
        "a 1000 piece puzzle",
        "ten thousand steps a day",
        "size 100",
        "at 10 in the morning",
        "",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert said(text, "money") == []


def test_particles_are_no_part_of_the_amount() -> None:
    text = "그럼 칠만 원으로 해 주세요"
    (found,) = find_money(text)
    assert text[found.start : found.end] == "칠만 원"
