import pytest

from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("두 번째 거요", ["2"]),
        ("두번째", ["2"]),
        ("3번째로 나온 거", ["3"]),
        ("첫 번째하고 세 번째 비교해 줘", ["1", "3"]),
        ("첫번쨰꺼", ["1"]),
        ("첫째 게 나아요", ["1"]),
        ("열한 번째", ["11"]),
        ("2번 보여 줘", ["2"]),
        ("2번이랑 4번 차이", ["2", "4"]),
        ("이 번 거요", ["2"]),
        ("삼번이요", ["3"]),
        ("마지막 거", ["-1"]),
        ("마지막 거 말고 첫 번째 거", ["-1", "1"]),
        ("맨 끝에 있는 거", ["-1"]),
        ("맨 위에 거요", ["1"]),
        ("끝에서 두 번째요", ["-2"]),
        ("the second one", ["2"]),
        ("the thrid one please", ["3"]),
        ("third one", ["3"]),
        ("show me the 2nd", ["2"]),
        ("number four", ["4"]),
        ("#3", ["3"]),
        ("option 2 please", ["2"]),
        ("compare the first and the third", ["1", "3"]),
        ("the last one", ["-1"]),
        ("i like the last please", ["-1"]),
        ("the second to last one", ["-2"]),
        ("how much is the fourth bag", ["4"]),
    ],
)
def test_positions_as_people_say_them(text: str, positions: list[str]) -> None:
    assert said(text, "ordinal") == positions


@pytest.mark.parametrize(
    "text",
    [
        "이번에 산 거",
        "이번 주 금요일",
        "돈이 두 번 빠졌어요",
        "한 번 더 말해 주세요",
        "몇 번 출구예요",
        "3번 출구 어디예요",
        "둘째 아이 옷",
        "마지막 주문 확인해 줘",
        "뒷번호 네 자리",
        "order number 204284",
        "my phone number ends with four four four five",
        "last four digits",
        "wait a second",
        "first of all hello",
        "is this the first floor",
        "it's my first time here",
        "put the cheapest first",
        "how long does it last",
        "one more",
    ],
)
def test_times_floors_and_numbers_are_no_positions(text: str) -> None:
    assert said(text, "ordinal") == []
