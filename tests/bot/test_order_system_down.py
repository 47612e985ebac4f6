"""When the shop's own order system cannot be reached, the customer is told so and staff are offered."""

import logging
from dataclasses import replace

import pytest

from bot.actions.order_form import ValidateOrderForm
from bot.actions.server import every_action
from bot.actions.services import Services
from store.identity.identification import is_locked
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import OrderSystemDown
from tests.bot.conftest import Conversation


class FakeDownOrderSystem(BuiltinOrderSystem):
    """Cannot be reached."""

    def proves(self, order_id: str, last4: str) -> bool:
        raise OrderSystemDown("the shop's WooCommerce cannot be reached: ReadTimeoutError")


@pytest.fixture
def down(services: Services) -> Services:
    return replace(services, orders=FakeDownOrderSystem(services.shop))


@pytest.fixture
def talk(down: Services) -> Conversation:
    known = {"order_id": "204117", "phone_last4": "3017"}
    return Conversation({action.name(): action for action in every_action(down)}, slots=known)


@pytest.mark.parametrize(("text", "said"), [("픽업 언제까지예요?", "주문 시스템"), ("until when?", "order system")])
async def test_says_so_offers_staff_and_a_yes_calls_them(talk: Conversation, text: str, said: str):
    talk.form = "order_form"
    sent, events = await talk.turn("pickup_deadline", text)
    assert said in sent["text"]
    assert (sent["custom"]["action"], sent["custom"]["mood"]) == ("handoff", "sorry")
    assert "order" not in sent["custom"]
    assert {"event": "active_loop", "timestamp": None, "name": None} in events
    sent, _ = await talk.turn("affirm", "네")
    assert sent["custom"]["action"] == "staff_call"


async def test_counts_no_wrong_try_and_asks_nothing_again(down: Services, tracker):
    check = ValidateOrderForm(down, {})
    for _ in range(4):
        given = {"order_id": "204117", "phone_last4": "3017"}
        events = await check.run(None, tracker("3017", {}, given), {})
        assert {event["name"]: event["value"] for event in events} == {**given, "tries_left": None}
    assert not is_locked(down.shop, "c1")


async def test_the_log_says_what_is_wrong(talk: Conversation, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.ERROR)
    await talk.turn("pickup_deadline", "픽업 언제까지예요?")
    assert "ReadTimeoutError" in caplog.text
    assert "3017" not in caplog.text
