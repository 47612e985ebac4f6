import pytest

from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("두 개 주세요", "2"),
        ("양말 세 켤레요", "3"),
        ("3개 담아 줘", "3"),
        ("스무 개 필요해요", "20"),
        ("열두 장이요", "12"),
        ("이십 장 주문할게요", "20"),
        ("라떼 한 잔이랑", "1"),
        ("와인 두 병 포장해 주세요", "2"),
        ("하나만 남겨 주세요", "1"),
        ("그거 하나 빼놔 줘", "1"),
        ("둘 주세요", "2"),
        ("셋으로 해 주세요 세 벌", "3"),
        ("2 of them", "2"),
        ("four more please", "4"),
        ("add three mugs to my cart", "3"),
        ("make it three", "3"),
        ("set the quantity to four", "4"),
        ("change it to two pairs", "2"),
        ("i need six of these bowls", "6"),
        ("how much for five of these", "5"),
        ("can you hold one for me", "1"),
        ("two bottles of wine", "2"),
        ("two lattes to go please", "2"),
        ("one vanilla latte and a cheesecake", "1"),
        ("keep one aside", "1"),
        ("i'll take two", "2"),
        ("order 3 please", "3"),
        ("could you wrap two boxes of cookies", "2"),
    ],
)
def test_numbers_of_pieces(text: str, value: str) -> None:
    assert set(said(text, "quantity")) == {value}


@pytest.mark.parametrize(
    "text",
    [
        "몇 개 있어요",
        "둘 중에 뭐가 나아요",
        "몇 시까지 하나요",
        "하나도 안 예뻐요",
        "무이자 3개월",
        "두 시간 걸려요",
        "두 시에 갈게요",
        "이틀만 늦춰 주세요",
        "친구 네 명",
        "두 번째 거",
        "오 층에 있어요",
        "a pair of socks",
        "the black one",
        "which one is better",
        "one moment please",
        "one more time",
        "last four digits",
        "three zero one seven",
        "in two weeks",
        "open until six",
        "i have two kids",
        "the first two floors",
        "between those two",
        "size eight please",
        "do you have any buy one get one offers",
        "at 7 pm",
    ],
)
def test_other_numbers_count_no_pieces(text: str) -> None:
    assert said(text, "quantity") == []
