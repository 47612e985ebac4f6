import pytest

from catalog_index.understanding.quantity import find_quantity


@pytest.mark.parametrize(
    ("said", "number", "rest"),
    [
        ("양말 세 켤레", 3, "양말"),
        ("머그 열 개 살 건데", 10, "머그 살 건데"),
        ("수건 열두 장 주세요", 12, "수건 주세요"),
        ("와인 2병이요", 2, "와인"),
        ("공책 스무 권 있어요", 20, "공책 있어요"),
        ("two mugs", 2, "mugs"),
        ("I need three pairs", 3, "I need pairs"),
        ("i want to buy 10 small towels", 10, "i want to buy small towels"),
    ],
)
def test_how_many_are_wanted_is_taken_out_of_what_is_wanted(said, number, rest):
    assert find_quantity(said) == (number, rest)


@pytest.mark.parametrize(
    "said",
    [
        "카드 여덟 장 들어가는 지갑", "18개월 아기 장난감", "다섯 살 조카 선물", "245 운동화", "한 병문안 선물",
        "개 사료", "두 개짜리 세트",
        "gift for two kids", "tent for four persons", "toy for a two years old", "15 inch laptop bag", "size 8 shoes",
    ],
)  # fmt: skip
def test_other_numbers_are_no_quantity(said):
    assert find_quantity(said) == (None, said)
