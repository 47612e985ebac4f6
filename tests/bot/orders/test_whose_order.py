"""Whose order it is: proven the same way whether or not it exists, and never told to the next customer."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from bot.actions.server import every_action
from bot.actions.services import Services
from store.actor import Actor
from store.database.engine import writing
from store.database.models import WrongTryRow
from store.identity.channel_links import link, linked_customer
from tests.bot.orders.conftest import Talk

KIM: dict[str, Any] = {"customer": {"id": "C1001"}}


async def test_another_wish_is_answered_and_the_form_goes_on(talk: Talk) -> None:
    await talk.say("order_status", "제 주문 어떻게 됐어요")
    between = await talk.say("facility", "화장실 어디예요")
    assert between["location"]
    assert "주문번호" in between["text"]
    asked = await talk.say("inform", "이공사일일칠이요")
    assert asked["action"] == "ask_identity"
    assert (await talk.say("inform", "삼공일칠이요"))["order"]["id"] == "204117"


async def test_a_number_is_repeated_as_heard_and_can_be_corrected(talk: Talk) -> None:
    await talk.say("order_status", "제 주문 어떻게 됐어요")
    asked = await talk.say("inform", "이공사일일팔이요")
    assert "204118" in asked["text"]
    corrected = await talk.say("correction", "아니 이공사일일칠이요")
    assert "204117" in corrected["text"]
    assert corrected["action"] == "ask_identity"
    assert (await talk.say("inform", "3017"))["order"]["id"] == "204117"


@pytest.mark.parametrize("intent", ["deny", "inform", "correction"])
async def test_a_correction_is_one_however_it_is_understood(talk: Talk, intent: str) -> None:
    await talk.say("pickup_deadline", "픽업 언제까지예요")
    await talk.say("inform", "204118")
    await talk.say(intent, "아니 204117이요")
    assert (await talk.say("inform", "3017"))["order"]["id"] == "204117"


async def test_of_two_numbers_in_a_sentence_the_last_one_counts(talk: Talk) -> None:
    await talk.say("pickup_deadline", "픽업 언제까지예요")
    asked = await talk.say("inform", "204118 아니 잘못 말했어요 204117이요", slots={"order_id": ["204118", "204117"]})
    assert "204117" in asked["text"]
    assert (await talk.say("inform", "3017"))["order"]["id"] == "204117"


async def test_a_bare_number_later_asks_the_same_about_another_order(talk: Talk) -> None:
    await talk.say("order_status", "204117 뒷자리 3017 주문 상태요")
    assert (await talk.say("inform", "204125는요"))["action"] == "ask_identity"
    assert (await talk.say("inform", "4482"))["order"]["id"] == "204125"


async def test_another_order_topic_takes_the_form_over(talk: Talk) -> None:
    await talk.say("pickup_deadline", "픽업 언제까지예요")
    await talk.say("refund_status", "아 그거 말고 환불 언제 돼요")
    await talk.say("inform", "204437")
    assert "219,000원" in (await talk.say("inform", "5129"))["text"]


async def test_another_order_topic_said_with_the_number_takes_the_form_over(talk: Talk) -> None:
    await talk.say("pickup_deadline", "픽업 언제까지예요")
    await talk.say("refund_status", "204437 환불 언제 되는지 알려 주세요")
    assert "219,000원" in (await talk.say("inform", "5129"))["text"]


@pytest.mark.parametrize("last4", ["1111", "0000"])
@pytest.mark.parametrize("language", ["ko", "en"])
async def test_a_wrong_pair_is_answered_alike_whether_or_not_the_order_exists(
    services: Services, last4: str, language: str
) -> None:
    words = {"ko": "{} 뒷자리 {} 주문 상태요", "en": "order {}, last four digits {}, how is it"}[language]
    told = []
    for order in ("204117", "999999"):
        talk = Talk({action.name(): action for action in every_action(services)})
        told.append(await talk.say("order_status", words.format(order, last4)))
        with writing(services.shop.engine) as session:
            session.execute(delete(WrongTryRow))  # both are the first try
    assert told[0] == told[1]
    assert "order" not in told[0]


async def test_three_wrong_tries_lock_and_offer_a_person(talk: Talk) -> None:
    for digits in ("1111", "2222"):
        await talk.say("order_status", f"204117 뒷자리 {digits} 주문 상태요")
    locked = await talk.say("order_status", "204117 뒷자리 3333 주문 상태요")
    assert locked["action"] == "handoff"
    assert (await talk.say("affirm", "네"))["action"] == "handoff"
    still = await talk.say("refund_status", "204117 뒷자리 3017 환불 언제 돼요")
    assert still["action"] == "handoff"
    assert "order" not in still


@pytest.mark.parametrize(("intent", "text"), [("goodbye", "안녕히 계세요"), ("start_over", "처음부터 다시 할게요")])
async def test_the_next_customer_finds_nothing_of_the_one_before(talk: Talk, intent: str, text: str) -> None:
    await talk.say("cancel_order", "204272 뒷자리 7741 주문 취소해 주세요")
    await talk.say(intent, text)
    assert "action" not in await talk.say("affirm", "네")
    repeated = await talk.say("repeat", "뭐라고요")
    assert "204272" not in repeated["text"]
    assert (await talk.say("order_status", "주문 상태 알려 주세요"))["action"] == "ask_order_id"


async def test_a_new_session_does_not_repeat_what_was_said_in_the_one_before(talk: Talk) -> None:
    await talk.owns("204117", "3017")
    talk.slots.clear()
    talk.events.append({"event": "session_started"})
    assert "204117" not in (await talk.say("repeat", "뭐라고요"))["text"]


async def test_another_number_is_asked_to_be_proven_again(talk: Talk) -> None:
    await talk.owns("204117", "3017")
    assert (await talk.say("order_status", "204125 주문은 어떻게 됐어요"))["action"] == "ask_identity"


async def test_a_known_customer_needs_no_digits(talk: Talk) -> None:
    assert (await talk.say("order_status", "내 주문 어떻게 됐어", KIM))["order"]["id"] == "204117"


async def test_a_known_customer_proves_somebody_elses_order_like_anybody(talk: Talk) -> None:
    told = [await talk.say("order_status", f"{order} 주문 상태요", KIM) for order in ("204125", "999999")]
    assert [reply["action"] for reply in told] == ["ask_identity"] * 2
    assert not any("order" in reply for reply in told)


class FakeTwoOrders:
    """A customer with the orders of two."""

    def __init__(self, orders: Any) -> None:
        self._orders = orders

    def __getattr__(self, name: str) -> Any:
        return getattr(self._orders, name)

    def of_customer(self, customer_id: str) -> list[Any]:
        return [*self._orders.of_customer(customer_id), *self._orders.of_customer("C1030")]


@pytest.fixture
def two(services: Services) -> Talk:
    services = replace(services, orders=FakeTwoOrders(services.orders))
    return Talk({action.name(): action for action in every_action(services)})


@pytest.mark.parametrize(("intent", "text"), [("inform", "204402요"), ("select_attribute", "하객 원피스요")])
async def test_one_of_several_orders_is_chosen_by_number_or_title(two: Talk, intent: str, text: str) -> None:
    which = await two.say("order_status", "내 주문 어떻게 됐어", KIM)
    assert len(which["suggestions"]) == 2
    assert (await two.say(intent, text, KIM))["order"]["id"] == "204402"


async def test_of_several_orders_the_only_one_that_can_be_meant_is_taken(two: Talk) -> None:
    assert (await two.say("pickup_deadline", "픽업 언제까지예요", KIM))["order"]["id"] == "204117"
    two.slots.clear()
    assert (await two.say("return_request", "불량이라 반품할게요", KIM))["action"] == "confirm"


async def test_an_account_the_channel_vouches_for_is_remembered(talk: Talk, services: Services) -> None:
    first = {"channel": "kakao", "account": "k-1", **KIM}
    await talk.say("order_status", "내 주문 어떻게 됐어", first)
    assert linked_customer(services.shop, "kakao", "k-1") == "C1001"
    talk.slots.clear()
    later = await talk.say("order_status", "내 주문 어떻게 됐어", {"channel": "kakao", "account": "k-1"})
    assert later["order"]["id"] == "204117"


async def test_an_account_nobody_linked_is_asked_like_anybody(talk: Talk) -> None:
    told = await talk.say("order_status", "내 주문 어떻게 됐어", {"channel": "kakao", "account": "k-2"})
    assert told["action"] == "ask_order_id"


async def test_an_account_of_another_channel_is_another_account(talk: Talk, services: Services) -> None:
    link(services.shop, "kakao", "k-1", "C1001", Actor("kakao", "c1"))
    told = await talk.say("order_status", "내 주문 어떻게 됐어", {"channel": "web", "account": "k-1"})
    assert told["action"] == "ask_order_id"
