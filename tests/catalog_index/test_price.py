import pytest

from catalog_index.understanding.price import PriceRange, find_price


@pytest.mark.parametrize(
    ("text", "price", "wanted"),
    [
        ("7만원 이하 가방", PriceRange(high=70_000), "가방"),
        ("오만 원 아래로 운동화", PriceRange(high=50_000), "운동화"),
        ("칠만오천 원 밑으로", PriceRange(high=75_000), ""),
        ("육만 원 넘지 않게 지갑", PriceRange(high=60_000), "지갑"),
        ("십만원 이상 와인", PriceRange(low=100_000), "와인"),
        ("3만원대 향수", PriceRange(30_000, 39_999), "향수"),
        ("3만 5천원 정도 선물", PriceRange(28_000, 42_000), "선물"),
        ("4~6만원 스카프", PriceRange(40_000, 60_000), "스카프"),
        ("5만원에서 10만원 사이 시계", PriceRange(50_000, 100_000), "시계"),
        ("20~30만원대 코트", PriceRange(200_000, 399_999), "코트"),
        ("이십만 원 초반대 코트", PriceRange(200_000, 239_999), "코트"),
        ("이삼만 원 선물", PriceRange(20_000, 30_000), "선물"),
        ("10만원 이상 5만원 이하 가방", PriceRange(100_000, 50_000), "가방"),
        ("a bag over 30000 won and under 50000 won", PriceRange(30_000, 50_000), "a bag and"),
        ("이삼만 원대 선물", PriceRange(20_000, 39_999), "선물"),
        ("칠팔만 원 정도까지 지갑", PriceRange(high=80_000), "지갑"),
        ("예산 10만원 선물", PriceRange(high=100_000), "선물"),
        ("칠만 원보다 싼 가방", PriceRange(high=70_000), "가방"),
        ("십만 원 안 되는 시계", PriceRange(high=100_000), "시계"),
        ("5만원짜리 가방", PriceRange(40_000, 60_000), "가방"),
        ("십이만 원 이하 코트", PriceRange(high=120_000), "코트"),
        ("a gift, I don't want to spend over 50,000", PriceRange(high=50_000), "a gift, I"),
        ("a watch, my budget is 100k", PriceRange(high=100_000), "a watch, my"),
        ("under a hundred thousand won, a bag", PriceRange(high=100_000), ", a bag"),
        ("a bag under 50,000 won", PriceRange(high=50_000), "a bag"),
        ("shoes under fifty thousand won", PriceRange(high=50_000), "shoes"),
        ("between 40 and 60 thousand won", PriceRange(40_000, 60_000), ""),
        ("a gift around 30k", PriceRange(24_000, 36_000), "a gift"),
        ("headphones, over 100,000 won", PriceRange(low=100_000), "headphones,"),
        ("50,000 won or less, a scarf", PriceRange(high=50_000), ", a scarf"),
    ],
)
def test_a_price_limit_is_read_and_taken_out(text, price, wanted):
    assert find_price(text) == (price, wanted)


@pytest.mark.parametrize(
    "text",
    [
        "가방만 원해요",
        "a bag with 2 pockets",
        "노트북 15인치 이하 가방",
        "245 이상 구두",
        "2개 이하",
        "size 245 to 250",
        "1+1 행사",
        "from 10 to 20",
    ],
)
def test_other_numbers_are_no_price(text):
    assert find_price(text) == (None, text)
