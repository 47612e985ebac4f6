import pytest

from catalog_index.understanding.age import find_age


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("일곱 살 조카 선물", 7),
        ("5살 아이 장난감", 5),
        ("18개월 아기", 1.5),
        ("gift for a 7-year-old", 7),
        ("a five year old boy", 5),
        ("서른 살 친구", None),
        ("40 years old", None),
        ("두 개 주세요", None),
    ],
)
def test_the_age_of_a_child_is_read(said, years):
    assert find_age(said) == years
