import pytest

from annae.types import Presentation
from bot.actions.services import Services
from store.actor import Actor
from store.changes import cart
from store.line import Line, Variant
from tests.bot.conftest import Conversation


@pytest.mark.parametrize(
    ("text", "aspect", "factor"),
    [
        ("소리 좀 키워 주세요", "volume", 1.25),
        ("목소리 좀 줄여 주세요", "volume", 0.75),
        ("제가 귀가 잘 안 들려요", "volume", 1.25),
        ("too loud", "volume", 0.75),
        ("천천히 말해 주세요", "speed", 0.75),
        ("말이 너무 빨라요", "speed", 0.75),
        ("can you talk a bit faster", "speed", 1.25),
        ("글씨 크게 해 주세요", "text_size", 1.25),
        ("i forgot my reading glasses and can't read this", "text_size", 1.25),
        ("글씨 훨씬 크게 해 주세요", "text_size", 1.5),
    ],
)
async def test_volume_speed_and_text_size_change_by_a_step(
    conversation: Conversation, text: str, aspect: str, factor: float
) -> None:
    sent, _ = await conversation.turn("accessibility", text)
    presentation = {"volume": 1.0, "speed": 1.0, "text_size": 1.0, aspect: factor}
    assert sent["custom"]["presentation"] == presentation
    assert conversation.slots["presentation"] == presentation


async def test_every_reply_after_it_is_presented_the_same_way(conversation: Conversation) -> None:
    await conversation.turn("accessibility", "더 천천히 말해 주세요")
    sent, _ = await conversation.turn("thanks", "고마워요")
    assert sent["custom"]["presentation"]["speed"] == 0.75


async def test_steps_add_up_and_end_at_the_bounds(conversation: Conversation) -> None:
    for _ in range(5):
        sent, _ = await conversation.turn("accessibility", "소리 더 크게 해 주세요")
    assert sent["custom"]["presentation"]["volume"] == 2.0
    assert "여기까지" in sent["text"] or "더는" in sent["text"]
    for _ in range(8):
        sent, _ = await conversation.turn("accessibility", "볼륨 줄여 주세요")
    assert sent["custom"]["presentation"]["volume"] == 0.5


async def test_two_changes_at_once_and_back_to_normal(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("accessibility", "speak slower and larger text please")
    assert sent["custom"]["presentation"] == {"volume": 1.0, "speed": 0.75, "text_size": 1.25}
    sent, _ = await conversation.turn("accessibility", "원래대로 해 주세요")
    assert sent["custom"]["presentation"] == Presentation().as_fields()


async def test_what_no_factor_helps_is_said_and_staff_are_offered(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("accessibility", "수어로도 안내되나요")
    assert "presentation" not in sent["custom"]
    assert conversation.slots["yes_means"] == "staff_call"


async def test_starting_over_keeps_how_the_customer_wants_to_be_spoken_to(conversation: Conversation) -> None:
    await conversation.turn("accessibility", "글씨 크게 해 주세요")
    _, events = await conversation.turn("start_over", "처음부터 다시")
    assert {"event": "slot", "timestamp": None, "name": "presentation",
            "value": {"volume": 1.0, "speed": 1.0, "text_size": 1.25}} in events  # fmt: skip


@pytest.mark.parametrize(
    ("given", "factor"), [(None, 1.0), ({"volume": 9}, 2.0), ({"volume": 0}, 0.5), ({"volume": "x"}, 1.0)]
)
def test_a_presentation_is_always_within_bounds(given: object, factor: float) -> None:
    assert Presentation.of(given).volume == factor


async def test_deleting_ones_data_clears_the_conversation_and_its_cart(
    conversation: Conversation, services: Services
) -> None:
    by = Actor("kiosk", "c1")
    cart.add(services.shop, Line(Variant("bak-01", "", "4 pcs"), 1), by, "k1")
    assert cart.cart(services.shop, by).lines
    _, events = await conversation.turn("privacy", "내 데이터 지워 주세요", metadata={"channel": "kiosk"})
    assert {"event": "reset_slots", "timestamp": None} in events
    assert not cart.cart(services.shop, by).lines


async def test_what_the_store_keeps_of_an_account_a_person_deletes(conversation: Conversation) -> None:
    await conversation.turn("privacy", "please delete my account")
    assert conversation.slots["yes_means"] == "human_handoff"


@pytest.mark.parametrize(
    "text", ["지금 녹음되고 있어요", "제 대화 기록 언제 지워져요", "is the photo i uploaded deleted afterwards"]
)
async def test_a_question_about_data_is_answered_from_the_settings_and_deletes_nothing(
    conversation: Conversation, text: str
) -> None:
    sent, events = await conversation.turn("privacy", text)
    assert "180" in sent["text"]
    assert {"event": "reset_slots", "timestamp": None} not in events


async def test_it_says_that_it_is_a_program(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("bot_identity", "진짜 사람이에요")
    assert "프로그램" in sent["text"]
    assert "솔마루백화점" in sent["text"]


async def test_help_names_what_the_store_has_and_how_to_ask_on_the_channel(conversation: Conversation) -> None:
    at_kiosk, _ = await conversation.turn("help", "뭘 할 수 있어요", metadata={"channel": "kiosk"})
    by_message, _ = await conversation.turn("help", "뭘 할 수 있어요", metadata={"channel": "kakao"})
    assert "가는 길" in at_kiosk["text"]
    assert "가는 길" not in by_message["text"]
    assert len(at_kiosk["custom"]["suggestions"]) == 5


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("농담 하나 해 줘", "까요"),
        ("오늘 비가 엄청 쏟아지네", "날씨"),
        ("how are you", "thank"),
        ("tell me a joke", "?"),
    ],
)
async def test_small_talk_is_answered_in_kind_and_returns_to_shopping(
    conversation: Conversation, text: str, about: str
) -> None:
    sent, _ = await conversation.turn("smalltalk", text)
    assert sent["custom"]["suggestions"]
    if about != "?":
        wordings = [(await conversation.turn("smalltalk", text))[0]["text"] for _ in range(3)]
        assert any(about in wording.lower() for wording in [sent["text"], *wordings])


async def test_a_complaint_is_asked_about_once_and_a_yes_hands_over(conversation: Conversation) -> None:
    first, _ = await conversation.turn("complaint", "서비스가 엉망이에요")
    assert first["custom"]["mood"] == "sorry"
    second, _ = await conversation.turn("complaint", "직원이 대답도 안 했어요")
    assert "무슨 일" not in second["text"]
    assert "어떤 점" not in second["text"]
    sent, _ = await conversation.turn("affirm", "네")
    assert sent["custom"]["action"] == "handoff"


async def test_praise_makes_it_happy(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("praise", "your staff are so kind")
    assert sent["custom"]["mood"] == "happy"
