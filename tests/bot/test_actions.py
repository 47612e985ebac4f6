import logging
from collections.abc import Callable
from typing import Any, cast

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.order_form import ValidateOrderForm
from bot.actions.server import every_action
from bot.actions.services import Services
from bot.actions.topics.search.product_search import ProductSearch
from tests.bot.conftest import Conversation, FakeAnswers, FakeFinder


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "timestamp": None, "name": name, "value": value}


async def test_greets_in_the_language_the_channel_heard(conversation: Conversation) -> None:
    sent, events = await conversation.turn("greeting", "/greeting", metadata={"language": "en"})
    assert "Solmaru Department Store" in sent["text"]
    assert sent["custom"]["gesture"] == "bow"
    assert events == [slot("language", "en"), slot("yes_means", None), slot("failures", 0)]


async def test_a_named_intent_keeps_the_language_of_the_conversation(conversation: Conversation) -> None:
    await conversation.turn("thanks", "고마워요")
    sent, _ = await conversation.turn("greeting", "/greeting")
    assert sent["custom"]["language"] == "ko"


async def test_asked_twice_it_says_it_in_other_words(conversation: Conversation) -> None:
    first, _ = await conversation.turn("opening_hours", "몇 시까지 해요")
    second, _ = await conversation.turn("opening_hours", "몇 시까지 해요")
    assert first["text"] != second["text"]


async def test_shows_products_as_cards_and_names_three(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("product_search", "토트백")
    cards = sent["custom"]["products"]
    assert cards[0]["title"] in sent["text"]
    assert cards[0]["image"].startswith("/store-images/")
    assert cards[0]["floor"] == "1F"
    assert cards[0]["zone"] == "핸드백"
    assert not any(character.isdigit() for character in sent["custom"]["speech"])


async def test_offers_staff_when_nothing_fits_and_a_yes_calls_them(conversation: Conversation) -> None:
    sent, events = await conversation.turn("product_search", "우주선")
    assert slot("yes_means", "staff_call") in events
    assert "products" not in sent["custom"]
    sent, _ = await conversation.turn("affirm", "네")
    assert sent["custom"]["action"] == "staff_call"
    sent, _ = await conversation.turn("affirm", "네")
    assert "action" not in sent["custom"]


@pytest.mark.parametrize(
    ("relaxed", "said"),
    [
        (("price",), "가격"),
        (("size",), "사이즈"),
        (("colors",), "색상"),
        (("brand",), "브랜드"),
        (("size", "price"), "딱 맞는"),
    ],
)
async def test_what_is_nearest_is_offered_as_such(
    conversation: Conversation, services: Services, relaxed: tuple[str, ...], said: str
) -> None:
    cast(FakeFinder, services.products).relaxed = relaxed
    sent, _ = await conversation.turn("product_search", "토트백")
    assert said in sent["text"]
    assert said in sent["custom"]["speech"]
    assert sent["custom"]["products"]


async def test_says_where_a_kind_of_product_is_sold(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "운동화 어디서 팔아요")
    assert "4층" in sent["text"]
    location = sent["custom"]["location"]
    assert (location["floor"], location["zone"], location["x"], location["y"]) == ("4F", "운동화·스니커즈", 20.0, 12.0)


async def test_tells_the_way_there_from_the_kiosk_and_draws_it(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "향수 어디서 팔아요")
    location = sent["custom"]["location"]
    assert location["route"] == ["곧장 18미터, 에스컬레이터까지 가세요.", "오른쪽으로 19미터, 향수 매장까지 가세요."]
    assert sent["text"].endswith(" ".join(location["route"]))
    assert "오른쪽으로 십구 미터" in sent["custom"]["speech"]
    assert [plan["floor"] for plan in location["map"]] == ["1F"]
    assert location["map"][0]["svg"].startswith("<svg")


async def test_a_long_way_is_told_in_part_and_shown_whole(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "이불 매장에 휠체어로 어떻게 가요")
    assert len(sent["custom"]["location"]["route"]) > 3
    assert "화면" in sent["text"]
    assert any("엘리베이터로 6층까지" in step for step in sent["custom"]["location"]["route"])


async def test_points_the_way_the_first_step_turns(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "where is skincare")
    assert sent["custom"]["location"]["route"] == ["Turn left and walk 25 metres to Skincare."]
    assert sent["custom"]["gesture"] == "point_left"


async def test_names_the_nearest_of_several_facilities(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("facility", "유모차 빌리는 곳 어디예요", metadata={"kiosk": "k-6f-service"})
    assert sent["custom"]["location"]["floor"] == "5F"


async def test_a_kiosk_nobody_knows_gets_the_place_without_a_way(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "향수 어디서 팔아요", metadata={"kiosk": "nowhere"})
    assert sent["custom"]["location"]["route"] == []
    assert sent["custom"]["location"]["floor"] == "1F"


async def test_this_is_the_product_shown_last(conversation: Conversation) -> None:
    shown, _ = await conversation.turn("product_search", "토트백")
    sent, _ = await conversation.turn("location_in_store", "이거 어디서 팔아요?")
    assert shown["custom"]["products"][0]["title"] in sent["text"]
    assert sent["custom"]["location"]["floor"] == "1F"


async def test_asks_what_is_meant_when_nothing_was_named_or_shown(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "어디서 팔아요?")
    assert "location" not in sent["custom"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("몇 시까지 해요", "오후 8시"),
        ("식품관은 몇 시까지 해요", "오후 8시 30분"),
        ("토요일에는 몇 시까지 해요", "11월 28일 토요일"),
        ("주차장 몇 시까지 해요", "오후 10시"),
    ],
)
async def test_tells_the_hours_of_the_day_and_area_asked_about(
    conversation: Conversation, text: str, expected: str
) -> None:
    sent, _ = await conversation.turn("opening_hours", text)
    assert expected in sent["text"]


async def test_after_closing_it_says_when_it_opens_again(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORE_NOW", "2026-11-24T21:00:00+09:00")
    sent, _ = await conversation.turn("opening_hours", "are you open now")
    assert "10:30 am" in sent["text"]
    assert "tomorrow" in sent["text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("쉬는 날이 언제예요", "12월 14일 월요일(정기 휴점일)"),
        ("추석에 영업해요", "9월 15일"),
        ("are you open on christmas", "Friday, December 25"),
        ("내일 쉬나요", "내일"),
    ],
)
async def test_tells_closing_days_from_the_shops_rules(conversation: Conversation, text: str, expected: str) -> None:
    sent, _ = await conversation.turn("holiday_closure", text)
    assert expected in sent["text"]


async def test_names_the_facility_on_the_floor_of_the_kiosk(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("facility", "화장실 어디예요", metadata={"kiosk": "k-5f-escalator"})
    assert sent["custom"]["location"]["floor"] == "5F"


async def test_a_facility_the_shop_does_not_have_is_not_invented(conversation: Conversation) -> None:
    sent, events = await conversation.turn("facility", "수영장 있나요")
    assert "location" not in sent["custom"]
    assert slot("yes_means", None) in events


async def test_tells_the_parking_fee_of_the_store_pack(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("parking", "how much is parking")
    assert "3,000 won" in sent["text"]


async def test_an_answer_of_the_shops_own_list_comes_before_declining(services: Services) -> None:
    assert isinstance(services.faq, FakeAnswers)
    services.faq.known["배송비 얼마예요"] = "3,000원입니다."
    talk = Conversation({action.name(): action for action in every_action(services)})
    sent, _ = await talk.turn("out_of_scope", "배송비 얼마예요")
    assert "3,000원입니다." in sent["text"]
    sent, _ = await talk.turn("out_of_scope", "오늘 날씨 어때요")
    assert sent["custom"]["action"] == "decline"


async def test_repeats_the_last_reply_with_what_it_showed(conversation: Conversation) -> None:
    first, _ = await conversation.turn("location_in_store", "운동화 어디서 팔아요")
    again, _ = await conversation.turn("repeat", "뭐라고요")
    assert again["text"] == first["text"]
    assert again["custom"]["location"] == first["custom"]["location"]


async def test_switches_the_language_and_says_so(conversation: Conversation) -> None:
    sent, events = await conversation.turn("language_switch", "영어로 해 줘")
    assert sent["custom"]["language"] == "en"
    assert sent["custom"]["action"] == "switch_lang"
    assert slot("language", "en") in events


async def test_a_digression_reminds_of_the_form_and_keeps_it_open(conversation: Conversation) -> None:
    conversation.form = "order_form"
    conversation.slots["requested_slot"] = "order_id"
    sent, events = await conversation.turn("facility", "화장실 어디예요")
    assert "주문번호" in sent["text"]
    assert {"event": "active_loop", "timestamp": None, "name": "order_form"} in events
    assert {"event": "followup", "timestamp": None, "name": "action_listen"} in events


@pytest.mark.parametrize(("intent", "text"), [("stop", "그만"), ("deny", "아니요"), ("start_over", "처음부터")])
async def test_a_form_ends_when_the_customer_wants_so(conversation: Conversation, intent: str, text: str) -> None:
    conversation.form = "order_form"
    conversation.slots["requested_slot"] = "order_id"
    _, events = await conversation.turn(intent, text)
    assert {"event": "active_loop", "timestamp": None, "name": None} in events
    assert conversation.slots["requested_slot"] is None


async def test_goodbye_forgets_the_order_in_hand(conversation: Conversation) -> None:
    _, events = await conversation.turn("goodbye", "안녕히 계세요")
    assert {"event": "reset_slots", "timestamp": None} in events


async def test_tells_its_owner_the_deadline(conversation: Conversation) -> None:
    conversation.slots |= {"order_id": "204117", "phone_last4": "3017"}
    sent, _ = await conversation.turn("inform", "삼공일칠", action="action_pickup_deadline")
    assert "11월 26일 목요일 오후 8시" in sent["text"]
    assert sent["custom"]["order"]["customer"] == "김*준"
    assert sent["custom"]["location"]["zone"] == "픽업데스크"


async def validated(services: Services, tracker: Tracker) -> list[dict[str, Any]]:
    return await ValidateOrderForm(services, {}).run(CollectingDispatcher(), tracker, {})


async def test_the_third_wrong_pair_ends_the_form(services: Services, tracker: Callable[..., Tracker]) -> None:
    wrong = {"order_id": "204117", "phone_last4": "1111"}
    for left in (2, 1):
        events = await validated(services, tracker("1111", {"requested_slot": "phone_last4"}, wrong))
        assert events == [
            slot("order_id", None),
            slot("phone_last4", None),
            slot("order_in_hand", None),
            slot("tries_left", left),
        ]
    events = await validated(services, tracker("1111", {"requested_slot": "phone_last4"}, wrong))
    assert events[-2:] == [{"event": "active_loop", "timestamp": None, "name": None}, slot("requested_slot", None)]
    right = {"order_id": "204117", "phone_last4": "3017"}
    events = await validated(services, tracker("3017", {"requested_slot": "phone_last4"}, right))
    assert slot("order_id", None) in events


async def test_a_digression_leaves_the_form_unanswered(services: Services, tracker: Callable[..., Tracker]) -> None:
    assert await validated(services, tracker("화장실 어디예요", {"requested_slot": "order_id"}, {})) == []


async def test_another_order_number_does_not_use_up_a_try(conversation: Conversation) -> None:
    conversation.slots |= {"order_in_hand": "204117", "order_id": "204125", "phone_last4": "3017"}
    sent, events = await conversation.turn("pickup_deadline", "204125 픽업 언제까지예요")
    assert sent["custom"]["action"] == "ask_identity"
    assert "tries_left" not in {event.get("name") for event in events}
    assert conversation.slots["phone_last4"] is None


async def test_the_order_in_hand_is_not_asked_for_again(conversation: Conversation) -> None:
    conversation.slots |= {"order_id": "204117", "phone_last4": "3017"}
    await conversation.turn("pickup_deadline", "픽업 언제까지예요")
    conversation.slots["phone_last4"] = None
    sent, _ = await conversation.turn("pickup_deadline", "언제까지라고요")
    assert sent["custom"]["order"]["id"] == "204117"


async def test_digits_said_in_a_sentence_are_checked_and_counted(conversation: Conversation) -> None:
    conversation.slots |= {"order_id": "204117", "phone_last4": "1111"}
    sent, events = await conversation.turn("pickup_deadline", "204117 뒷자리 1111 픽업 언제까지예요")
    assert "2번" in sent["text"]
    assert slot("order_topic", "pickup_deadline") in events


async def test_a_customer_the_channel_knows_is_asked_for_no_digits(conversation: Conversation) -> None:
    conversation.slots["order_id"] = "204117"
    metadata = {"customer": {"id": "C1001"}}
    sent, _ = await conversation.turn("pickup_deadline", "204117 픽업 언제까지예요", metadata=metadata)
    assert sent["custom"]["order"]["id"] == "204117"


async def test_a_yes_answers_only_the_question_just_asked(conversation: Conversation) -> None:
    await conversation.turn("product_search", "우주선")
    await conversation.turn("thanks", "고마워요")
    sent, _ = await conversation.turn("affirm", "네")
    assert "action" not in sent["custom"]


async def test_an_action_that_fails_apologises_and_logs_no_word_of_the_customer(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("김철수 010-1234-5678")

    monkeypatch.setattr(ProductSearch, "answer", fail)
    with caplog.at_level(logging.DEBUG):
        sent, _ = await conversation.turn("product_search", "비밀 선물")
    assert sent["custom"]["action"] == "handoff"
    assert "RuntimeError at test_actions.py" in caplog.text
    assert "김철수" not in caplog.text
    assert "비밀" not in caplog.text
