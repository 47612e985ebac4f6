import pytest

from bot.components.emergency import is_emergency
from bot.components.lexicon import terms_of
from tests.bot.conftest import Conversation


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("불이야", "fire"),
        ("여기 불이 났어요", "fire"),
        ("연기가 나는데요", "fire"),
        ("Fire!", "fire"),
        ("there’s smoke coming from the kitchen", "fire"),
        ("누가 쓰러졌어요", "unconscious"),
        ("남편이 갑자기 숨을 잘 못 쉬어요", "unconscious"),
        ("an old man just fainted", "unconscious"),
        ("할머니가 계단에서 넘어지셨어요", "injury"),
        ("아이 피가 나요", "injury"),
        ("my mother fell on the stairs", "injury"),
        ("my nose won't stop bleeding", "injury"),
        ("우리 애가 안 보여요", "child"),
        ("엄마를 잃어버린 아이가 있어요", "child"),
        ("I can't find my daughter anywhere", "child"),
        ("there is a child alone", "child"),
        ("엘리베이터에 갇혔어요", "lift"),
        ("we are stuck in the elevator", "lift"),
        ("어떤 남자가 칼을 들고 있어요", "threat"),
        ("somebody attacked me", "threat"),
        ("구급차 불러 주세요", "help"),
        ("it's an emergency", "help"),
    ],
)
def test_danger_is_heard_in_everyday_words(text: str, kind: str) -> None:
    assert kind in [term.value for term in terms_of("emergency", text)]


@pytest.mark.parametrize(
    "text",
    [
        "is there a fire sale",
        "불고기 있어요",
        "smoked salmon please",
        "i fell in love with this bag",
        "my daughter fell in love with this doll",
        "where can i smoke",
        "연기가 나오는 기차 장난감",
        "픽업 연기가 될까요",
        "커피가 나왔어요",
        "미아 방지 목걸이",
        "출혈 세일 하나요",
        "넘어져도 안 깨지는 컵",
        "where is the emergency exit",
        "lost my son's shoe",
        "my phone fell out of my pocket",
        "다쳤을 때 쓰는 연고",
        "아이를 위한 선물 찾고 있어요",
        "bath bomb",
        "불 들어오는 신발",
        "it's not an emergency",
    ],
)
def test_what_only_sounds_like_danger_is_none(text: str) -> None:
    assert not is_emergency(text)


@pytest.mark.parametrize(
    ("text", "say"),
    [("불났어요", "엘리베이터"), ("an old man collapsed", "move"), ("엘리베이터에 갇혔어요", "비상 버튼")],
)
async def test_staff_are_called_and_what_to_do_is_said_calmly(conversation: Conversation, text: str, say: str) -> None:
    sent, _ = await conversation.turn("staff_call", text, metadata={"channel": "kiosk"})
    assert sent["custom"]["action"] == "staff_call"
    assert sent["custom"]["mood"] == "calm"
    assert say in sent["text"]


async def test_it_breaks_off_a_form_without_another_question(conversation: Conversation) -> None:
    conversation.form = "order_form"
    conversation.slots["requested_slot"] = "order_id"
    sent, events = await conversation.turn("staff_call", "할머니가 쓰러졌어요")
    assert "주문번호" not in sent["text"]
    assert {"event": "active_loop", "timestamp": None, "name": None} in events


async def test_the_gravest_danger_is_what_is_answered(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("staff_call", "아이가 넘어졌는데 불이 났어요")
    assert "계단" in sent["text"]


async def test_the_nearest_help_of_the_store_is_named_and_shown(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("staff_call", "할머니가 넘어지셨어요", metadata={"channel": "kiosk"})
    assert "의무실" in sent["text"]
    assert sent["custom"]["location"]["floor"] == "6F"


async def test_the_number_to_call_is_said_digit_by_digit(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("staff_call", "누가 기절했어요", metadata={"channel": "kiosk"})
    assert "119" in sent["text"]
    assert "일 일 구" in sent["custom"]["speech"]


async def test_who_writes_from_elsewhere_is_given_the_stores_number(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("staff_call", "사람이 쓰러졌어요", metadata={"channel": "kakao"})
    assert "02-0128-2000" in sent["text"]


async def test_without_danger_staff_are_simply_called(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("staff_call", "직원 불러 주세요", metadata={"channel": "kiosk"})
    assert sent["custom"]["action"] == "staff_call"
    assert "119" not in sent["text"]
