"""Conversations about orders, with the forms run as Rasa runs them."""

from dataclasses import dataclass
from typing import Any, Final

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.server import every_action
from bot.actions.services import Services
from bot.components.entities import find_entities
from tests.bot.conftest import Conversation

_FROM_ENTITIES: Final = ("order_id", "phone_last4")
_REQUIRED: Final = {"order_form": ["order_id", "phone_last4"], "change_form": ["change_detail"]}
_AFTER: Final = {"order_form": "action_order", "change_form": "action_change_details"}


@dataclass
class Talk(Conversation):
    """Fills slots from entities and lets a waiting form look at a message before its intent is answered."""

    async def say(
        self, intent: str, text: str, metadata: dict[str, Any] | None = None, slots: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """The one reply: ``{"text", **custom}``; ``slots`` as Rasa fills them where a sentence names several."""
        given = {entity["entity"]: entity["value"] for entity in find_entities(text)}
        given = {name: given[name] for name in _FROM_ENTITIES if name in given} | (slots or {})
        self.slots |= given
        action = await self._by_form(intent, text, metadata or {}, given) if self.form else None
        sent, _ = await self.turn(intent, text, action, metadata)
        return {"text": sent["text"], **sent["custom"]}

    async def _by_form(self, intent: str, text: str, metadata: dict[str, Any], given: dict[str, Any]) -> str | None:
        """The action that follows the form's look at the message; None for a digression."""
        form, asked = str(self.form), self.slots.get("requested_slot")
        message = {
            "intent": {"name": intent, "confidence": 0.9},
            "text": text,
            "entities": find_entities(text),
            "metadata": metadata,
        }
        told = [{"event": "slot", "name": name, "value": value} for name, value in given.items()]
        events = [{"event": "user", "text": text}, *told]
        tracker = Tracker("c1", dict(self.slots), message, events, False, None, {"name": form}, "action_listen")
        found = await self.actions[f"validate_{form}"].run(CollectingDispatcher(), tracker, {})
        set_now = {event["name"]: event["value"] for event in found if event["event"] == "slot"}
        if not set_now.keys() - {"requested_slot"}:
            return None
        self.slots |= set_now
        ended = any(event["event"] == "active_loop" for event in found) or (
            "requested_slot" in set_now and set_now["requested_slot"] is None
        )
        missing = next((name for name in _REQUIRED[form] if self.slots.get(name) is None), None)
        if ended or missing is None:
            self.form, self.slots["requested_slot"] = None, None
            return _AFTER[form]
        self.slots["requested_slot"] = missing
        assert asked
        return f"action_ask_{form}_{missing}"

    async def owns(self, order_id: str, last4: str) -> None:
        """The order is in hand."""
        told = await self.say("order_status", f"주문번호 {order_id} 뒷자리 {last4} 주문 상태 알려 주세요")
        assert self.slots["order_in_hand"] == order_id, told


@pytest.fixture
def talk(services: Services) -> Talk:
    """A fresh conversation."""
    return Talk({action.name(): action for action in every_action(services)})
