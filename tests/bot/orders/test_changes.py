"""Changes of orders: proposed, made once after a yes, refused by the rules."""

from typing import Any

import pytest
from sqlalchemy import func, select

from bot.actions.services import Services
from store.database.engine import reading
from store.database.models import AuditRow, OrderRequestRow, OrderRow
from store.shop import Shop
from tests.bot.orders.conftest import Talk


def row(shop: Shop, order: str) -> OrderRow:
    with reading(shop.engine) as session:
        return session.scalars(select(OrderRow).where(OrderRow.lookup == order)).one()


def made(shop: Shop, action: str) -> int:
    """How often a change was made, by its audit."""
    with reading(shop.engine) as session:
        return session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.action.like(action))) or 0


def requests(shop: Shop) -> list[OrderRequestRow]:
    with reading(shop.engine) as session:
        return list(session.scalars(select(OrderRequestRow)))


# ---------------------------------------------------------------- cancelling


async def test_an_order_is_cancelled_after_a_yes_and_once(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("cancel_order", "204272 뒷자리 7741 주문 취소해 주세요")
    assert asked["action"] == "confirm"
    assert "204272" in asked["text"]
    assert row(shop, "204272").status == "paid"
    done = await talk.say("affirm", "네")
    assert done["action"] == "cancel_order"
    assert row(shop, "204272").status == "cancelled"
    again = await talk.say("affirm", "네")
    assert "action" not in again
    assert made(shop, "order.cancelled") == 1


async def test_a_no_leaves_the_order_as_it_is(talk: Talk, shop: Shop) -> None:
    await talk.say("cancel_order", "204272 뒷자리 7741 주문 취소해 주세요")
    await talk.say("deny", "아니요")
    assert "action" not in await talk.say("affirm", "네")
    assert row(shop, "204272").status == "paid"


async def test_a_yes_that_is_delivered_twice_changes_once(talk: Talk, shop: Shop) -> None:
    await talk.say("cancel_order", "204272 뒷자리 7741 주문 취소해 주세요", {"message_id": "m1"})
    before, events = dict(talk.slots), list(talk.events)
    first = await talk.say("affirm", "네", {"message_id": "m2"})
    talk.slots, talk.events = before, events  # Rasa had not saved the tracker when the channel sent it again
    second = await talk.say("affirm", "네", {"message_id": "m2"})
    assert (first["action"], second["action"]) == ("cancel_order", "cancel_order")
    assert made(shop, "order.cancelled") == 1


async def test_a_question_in_between_brings_the_proposal_back_once(talk: Talk, shop: Shop) -> None:
    await talk.say("cancel_order", "204272 뒷자리 7741 주문 취소해 주세요")
    between = await talk.say("order_status", "언제 오기로 돼 있었죠")
    assert "내일" in between["text"]
    assert "취소" in between["text"]
    assert (await talk.say("affirm", "네"))["action"] == "cancel_order"
    assert row(shop, "204272").status == "cancelled"


async def test_part_of_an_order_is_said_not_to_be_cancellable(talk: Talk) -> None:
    asked = await talk.say("cancel_order", "204284 뒷자리 1268 운동화만 취소해 주세요")
    assert "전체" in asked["text"]
    assert asked["action"] == "confirm"


@pytest.mark.parametrize(
    ("order", "last4", "rule"),
    [
        ("204346", "9172", "dispatched"),
        ("204117", "3017", "ready"),
        ("204226", "2384", "collected"),
        ("204437", "5129", "cancelled"),
        ("204460", "4173", "returning"),
        ("204257", "3378", "shop_says_no"),
    ],
)
async def test_what_the_rules_forbid_is_declined_with_the_rule_and_a_person(
    talk: Talk, services: Services, order: str, last4: str, rule: str
) -> None:
    told = await talk.say("cancel_order", f"{order} 뒷자리 {last4} 취소해 주세요")
    assert told["action"] == "decline"
    own = f"refused.cancel_order_{rule}"
    key = own if own in services.texts.keys("ko") else f"refused.{rule}"
    assert told["text"].startswith(services.texts.entry("ko", key).say)
    assert (await talk.say("affirm", "네"))["action"] == "handoff"


# ---------------------------------------------------------------- keeping longer


async def test_an_order_is_kept_longer_as_the_rules_allow(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("pickup_extend", "204117 뒷자리 3017 픽업 연장해 주세요")
    assert asked["action"] == "confirm"
    assert "11월 29일" in asked["text"]
    done = await talk.say("affirm", "네")
    assert done["action"] == "extend_pickup"
    assert "11월 29일" in done["text"]
    assert row(shop, "204117").extended == 1
    refused = await talk.say("pickup_extend", "한 번 더 연장해 주세요")
    assert refused["action"] == "decline"
    assert "11월 29일" in refused["text"]
    assert made(shop, "order.extended") == 1


async def test_a_day_beyond_the_limit_is_answered_with_the_last_one(talk: Talk) -> None:
    asked = await talk.say("pickup_extend", "204195 뒷자리 7325 월요일까지 연장해 주세요")
    assert "까지만" in asked["text"] or "그날까지는" in asked["text"]
    assert asked["action"] == "confirm"


async def test_what_has_expired_is_not_extended(talk: Talk) -> None:
    told = await talk.say("pickup_extend", "order 204203, last four digits 4019, can you keep it longer")
    assert told["action"] == "decline"
    assert "ended" in told["text"] or "after the deadline" in told["text"]


# ---------------------------------------------------------------- another address


async def test_the_new_address_is_asked_for_across_a_digression(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("delivery_change", "204308 뒷자리 5836 배송지 바꾸고 싶어요")
    assert "주소" in asked["text"]
    assert talk.form == "change_form"
    digression = await talk.say("facility", "화장실 어디예요")
    assert digression["location"]
    assert "주소" in digression["text"]
    status = await talk.say("order_status", "그 주문 지금 어떤 상태예요")
    assert "주소" in status["text"]
    assert talk.form == "change_form"
    proposed = await talk.say("inform", "서울시 마포구 월드컵로 12 3층이요")
    assert proposed["action"] == "confirm"
    assert "서울시 마포구 월드컵로 12 3층" in proposed["text"]
    done = await talk.say("affirm", "네 맞아요")
    assert done["action"] == "address_change"
    assert row(shop, "204308").address == "서울시 마포구 월드컵로 12 3층"
    assert talk.slots["change_details"] is None
    await talk.say("affirm", "네")
    assert made(shop, "order.address_changed") == 1


async def test_an_address_in_the_first_sentence_is_not_asked_for_again(talk: Talk) -> None:
    await talk.owns("204308", "5836")
    asked = await talk.say("delivery_change", "change the delivery address to 152 Teheran-ro, Gangnam-gu, Seoul")
    assert asked["action"] == "confirm"
    assert "152 Teheran-ro, Gangnam-gu, Seoul" in asked["text"]


async def test_a_surcharge_is_said_before_the_yes(talk: Talk) -> None:
    await talk.owns("204308", "5836")
    asked = await talk.say("delivery_change", "주소를 제주시 노형동 123-4로 바꿔 주세요")
    assert "3,000원" in asked["text"]


@pytest.mark.parametrize(
    ("order", "last4", "text"),
    [
        ("204346", "9172", "배송지 바꿔 주세요"),
        ("204117", "3017", "배송지 바꿔 주세요"),
        ("204308", "5836", "배송 날짜를 다음 주로 미뤄 주세요"),
    ],
)
async def test_what_cannot_be_changed_is_declined(talk: Talk, order: str, last4: str, text: str) -> None:
    told = await talk.say("delivery_change", f"{order} 뒷자리 {last4} {text}")
    assert told["action"] == "decline"
    assert (await talk.say("affirm", "네"))["action"] == "handoff"


async def test_nothing_is_sent_abroad(talk: Talk, shop: Shop) -> None:
    await talk.say("delivery_change", "204308 뒷자리 5836 배송지 바꾸고 싶어요")
    told = await talk.say("inform", "미국 뉴욕 5번가 12")
    assert told["action"] == "decline"
    assert made(shop, "order.address_changed") == 0


async def test_no_ends_the_question_for_the_address(talk: Talk) -> None:
    await talk.say("delivery_change", "204308 뒷자리 5836 배송지 바꾸고 싶어요")
    await talk.say("deny", "아니에요 됐어요")
    assert talk.form is None


# ---------------------------------------------------------------- returns


async def test_a_return_asks_the_reason_and_says_who_pays(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("return_request", "204402 뒷자리 3946 반품하고 싶어요")
    assert talk.slots["requested_slot"] == "reason"
    assert asked["suggestions"]
    proposed = await talk.say("inform", "마음이 바뀌었어요")
    assert proposed["action"] == "confirm"
    assert "6,000원" in proposed["text"]
    assert requests(shop) == []
    done = await talk.say("affirm", "네")
    assert done["action"] == "return_request"
    assert "고객센터" in done["text"]
    (request,) = requests(shop)
    assert (request.kind, request.reason) == ("return", "change_of_mind")
    assert row(shop, "204402").status == "return_requested"


async def test_a_reason_in_the_first_sentence_is_not_asked_for(talk: Talk) -> None:
    asked = await talk.say("return_request", "204402 뒷자리 3946 너무 커서 환불해 주세요")
    assert asked["action"] == "confirm"
    assert "6,000원" in asked["text"]


async def test_the_shop_pays_for_what_is_faulty(talk: Talk) -> None:
    asked = await talk.say("return_request", "order 204402 last four digits 3946, it's torn, I want my money back")
    assert asked["action"] == "confirm"
    assert "6,000" not in asked["text"]
    assert "We pay" in asked["text"] or "nothing" in asked["text"]


async def test_of_several_items_the_one_meant_goes_back(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("return_request", "204393 뒷자리 6285 반품할게요, 마음이 바뀌었어요")
    assert talk.slots["requested_slot"] == "items"
    assert len(asked["suggestions"]) == 2
    digression = await talk.say("opening_hours", "몇 시까지 해요")
    assert "상품" in digression["text"]
    proposed = await talk.say("return_request", "강아지 방석이요")
    assert proposed["action"] == "confirm"
    assert "방석" in proposed["text"]
    await talk.say("affirm", "네")
    (request,) = requests(shop)
    assert [item["product_id"] for item in request.items] == ["pet-01"]


async def test_opened_cosmetics_do_not_go_back_and_it_is_asked(talk: Talk, shop: Shop) -> None:
    await talk.say("return_request", "204226 뒷자리 2384 반품할게요, 마음이 바뀌었어요")
    assert talk.slots["requested_slot"] == "opened"
    told = await talk.say("affirm", "네, 뜯었어요")
    assert told["action"] == "decline"
    assert "개봉한 화장품과 향수" in told["text"]
    assert requests(shop) == []


async def test_unopened_cosmetics_go_back(talk: Talk) -> None:
    await talk.say("return_request", "204226 뒷자리 2384 반품할게요, 마음이 바뀌었어요")
    assert (await talk.say("deny", "아니요, 안 뜯었어요"))["action"] == "confirm"


async def test_food_does_not_go_back_but_for_a_fault(talk: Talk) -> None:
    told = await talk.say("return_request", "204429 뒷자리 9438 마음이 바뀌어서 반품할게요")
    assert told["action"] == "decline"
    assert "식품" in told["text"]
    assert (await talk.say("return_request", "불량이에요, 반품해 주세요"))["action"] == "confirm"


async def test_after_the_window_the_day_is_told_and_a_fault_still_counts(talk: Talk) -> None:
    told = await talk.say("return_request", "204416 뒷자리 2811 마음이 바뀌었어요 환불해 주세요")
    assert told["action"] == "decline"
    assert "11월 19일" in told["text"]
    assert "12월 12일" in told["text"]


async def test_what_has_not_arrived_cannot_come_back(talk: Talk) -> None:
    told = await talk.say("return_request", "204346 뒷자리 9172 반품할게요")
    assert told["action"] == "decline"
    assert "받으" in told["text"]


async def test_the_question_is_dropped_with_the_form(talk: Talk) -> None:
    await talk.say("return_request", "204393 뒷자리 6285 불량이라 반품할게요")
    await talk.say("stop", "그만할래요")
    await talk.say("return_request", "강아지 방석 반품할게요")
    assert talk.slots["requested_slot"] == "reason"


# ---------------------------------------------------------------- exchanges


async def test_another_size_is_asked_for_and_set_aside(talk: Talk, shop: Shop) -> None:
    asked = await talk.say("exchange_request", "204402 뒷자리 3946 교환하고 싶어요")
    assert talk.slots["requested_slot"] == "wanted"
    assert any("L" in suggestion for suggestion in asked["suggestions"])
    await talk.say("inform", "L 사이즈로요")
    assert talk.slots["requested_slot"] == "reason"
    proposed = await talk.say("inform", "좀 작아서요")
    assert proposed["action"] == "confirm"
    assert "L" in proposed["text"]
    assert "6,000원" in proposed["text"]
    done = await talk.say("affirm", "네")
    assert done["action"] == "exchange_request"
    (request,) = requests(shop)
    assert request.wanted is not None
    assert (request.kind, request.wanted["size"], request.wanted["color"]) == ("exchange", "L", "navy")
    await talk.say("affirm", "네")
    assert made(shop, "order.exchange_requested") == 1


async def test_one_size_up_is_the_next_one(talk: Talk) -> None:
    proposed = await talk.say("exchange_request", "204402 뒷자리 3946 작아서 한 치수 큰 걸로 교환해 주세요")
    assert proposed["action"] == "confirm"
    assert "L" in proposed["text"]


async def test_what_is_sold_out_is_answered_with_what_is_there(talk: Talk) -> None:
    told = await talk.say("exchange_request", "204380 뒷자리 1540 작아서 245로 교환해 주세요")
    assert talk.slots["requested_slot"] == "wanted"
    assert "250" in told["text"]
    proposed = await talk.say("inform", "그럼 250이요")
    assert proposed["action"] == "confirm"


async def test_a_colour_is_understood_by_its_name(talk: Talk) -> None:
    proposed = await talk.say("exchange_request", "204402 뒷자리 3946 변심인데 네이비 말고 민트로 바꿔 주세요")
    assert "민트" in proposed["text"]


async def test_the_very_same_is_not_exchanged(talk: Talk) -> None:
    told = await talk.say("exchange_request", "204402 뒷자리 3946 불량이니까 새 걸로 바꿔 주세요")
    assert told["action"] == "decline"


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize(
    ("intent", "order", "last4", "text"),
    [
        ("cancel_order", "204272", "7741", "cancel it"),
        ("pickup_extend", "204117", "3017", "keep it longer"),
        ("return_request", "204402", "3946", "too big, I want to return it"),
        ("exchange_request", "204402", "3946", "too small, exchange it for size L"),
        ("delivery_change", "204308", "5836", "send it to 152 Teheran-ro, Gangnam-gu, Seoul"),
    ],
)
async def test_nothing_changes_without_a_yes_and_each_reply_is_english(
    talk: Talk, shop: Shop, intent: str, order: str, last4: str, text: str
) -> None:
    asked: dict[str, Any] = await talk.say(intent, f"order {order}, last four digits {last4}, {text}")
    assert (asked["action"], asked["language"]) == ("confirm", "en")
    assert made(shop, "order.%") == 0
    done = await talk.say("affirm", "yes")
    assert done["language"] == "en"
    assert made(shop, "order.%") == 1
