"""Answers to the form that asks for a detail, as Rasa would run them."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.details.form import FORM, ValidateDetailsForm
from bot.actions.services import Services
from bot.components.entities import find_entities
from tests.bot.conftest import Conversation, stated_entities


async def give(
    conversation: Conversation,
    services: Services,
    text: str,
    intent: str = "inform",
    entities: dict[str, str] | None = None,
    metadata: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Says something while the form waits; a digression is answered by the intent's own action."""
    message = {
        "intent": {"name": intent, "confidence": 0.9},
        "text": text,
        "entities": [*find_entities(text), *stated_entities(text, entities or {})],
        "metadata": metadata or {},
    }
    events = [*conversation.events, {"event": "user", "text": text}]
    tracker = Tracker("c1", dict(conversation.slots), message, events, False, None, {"name": FORM}, "action_listen")
    read = await ValidateDetailsForm(services).run(CollectingDispatcher(), tracker, {})
    conversation.slots |= {event["name"]: event["value"] for event in read if event["event"] == "slot"}
    conversation.form = None if read else FORM
    sent, _ = await conversation.turn(
        intent, text, action="action_details" if read else None, metadata=metadata, entities=entities
    )
    conversation.form = None
    return sent
