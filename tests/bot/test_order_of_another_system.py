"""Orders of a shop's own system may not say what ours always do."""

from dataclasses import replace

import pytest

from bot.actions.server import every_action
from bot.actions.services import Services
from store.order import Order
from store.systems.builtin import BuiltinOrderSystem
from tests.bot.conftest import Conversation


class FakeUndatedOrderSystem(BuiltinOrderSystem):
    """Knows that an order is ready, not since when."""

    def find(self, order_id: str) -> Order | None:
        order = super().find(order_id)
        return replace(order, ready_at=None, deadline=None) if order else None


@pytest.mark.parametrize(("text", "said"), [("픽업 언제까지예요?", "직원에게"), ("until when?", "staff")])
async def test_a_deadline_nobody_knows_is_not_made_up(services: Services, text: str, said: str):
    services = replace(services, orders=FakeUndatedOrderSystem(services.shop))
    known = {"order_id": "204117", "phone_last4": "3017"}
    talk = Conversation({action.name(): action for action in every_action(services)}, slots=known)
    sent, _ = await talk.turn("pickup_deadline", text)
    assert said in sent["text"]
    assert sent["custom"]["order"]["deadline"] is None
