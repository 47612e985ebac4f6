import pytest

from bot.components.joints import splits


def clauses(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*split.first)], text[slice(*split.second)]) for split in splits(text)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("이거 이백사십오 있어요 그리고 어디서 팔아요", "이거 이백사십오 있어요", "어디서 팔아요"),
        ("와인 코너가 몇 층이고 언제 닫아요", "와인 코너가 몇 층이고", "언제 닫아요"),
        ("몇 시까지 해요? 주차는요?", "몇 시까지 해요", "주차는요"),
        ("픽업 장소 알려 주세요 주차도 되나요", "픽업 장소 알려 주세요", "주차도 되나요"),
        ("where is it and how much", "where is it", "how much"),
        ("is it in stock, what floor", "is it in stock", "what floor"),
        ("do you have these in 240 how much are they", "do you have these in 240", "how much are they"),
    ],
)
def test_a_sentence_is_parted_where_its_clauses_meet(text: str, first: str, second: str) -> None:
    assert (first, second) in clauses(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "운동화",
        "운동화 찾고 있어요",
        "이 가방 사고 싶은데요",
        "재고 있나요",
        "취소해 주세요",
        "how much is this",
        "and",
    ],
)
def test_a_single_clause_stays_whole(text: str) -> None:
    assert clauses(text) == []


def test_the_words_between_belong_to_neither_clause() -> None:
    assert clauses("주차돼요? 그리고 또 몇 시까지 해요") == [("주차돼요", "몇 시까지 해요")]


def test_long_talk_is_parted_in_three_ways_at_most() -> None:
    assert len(splits("이거 있고 저거 있고 그거 있고 요거 있고 뭐가 있고 " * 200)) == 3
