"""What an action needs to know of the customer's turn, read from Rasa's tracker."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from rasa_sdk import Tracker

from annae.types import Language, as_language, guess_language
from bot.actions.shopping import Shopping
from store.actor import Actor, Channel

_OF_CUSTOMERS: Final[tuple[Channel, ...]] = ("kiosk", "web", "kakao", "rest")
"""Channels that a message can come from: clerks and imports do not talk to us."""
_BOUNDARIES: Final = ("session_started", "restart")
"""What stands before these was said to somebody else."""
_BY_NAME: Final = "/"
"""A message that starts so names an intent (``/greeting``) and has no words of its own."""


@dataclass(frozen=True)
class Part:
    """One of two wishes in a sentence: ``text[start:end]`` asks for ``intent``."""

    intent: str
    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """One message of a customer and what is known of the conversation."""

    conversation: str
    number: int
    text: str
    language: Language
    kiosk: str | None
    channel: Channel
    customer: str
    """Id of the customer whom the channel has authenticated; empty while nobody knows."""
    account: str
    """The customer's account of the channel (a messenger's user), where the channel vouches for it; else empty."""
    message_id: str
    image: str
    """A photo sent with the message, in base64; empty: none."""
    intent: str
    confidence: float
    entities: tuple[Mapping[str, Any], ...]
    parts: tuple[Part, ...]
    """The wishes of a sentence with two, in the order they stand; empty for one."""
    slots: Mapping[str, Any]
    shopping: Shopping
    form: str | None
    asked_slot: str | None
    last_reply: Mapping[str, Any] | None
    """``{"text", ...custom}`` of what the assistant said last."""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read a tracker."""
        message = tracker.latest_message or {}
        metadata = message.get("metadata") or {}
        intent = message.get("intent") or {}
        text = str(message.get("text") or "")
        number = sum(event.get("event") == "user" for event in tracker.events)
        return cls(
            conversation=str(tracker.sender_id),
            number=number,
            text=text,
            language=_language(text, metadata, tracker.slots),
            kiosk=metadata.get("kiosk") or None,
            channel=_channel(metadata),
            customer=_customer(metadata),
            account=str(metadata.get("account") or ""),
            # Numbers start again with a new tracker: on their own they would name an old request.
            message_id=str(metadata.get("message_id") or message.get("message_id") or number),
            image=str(metadata.get("image") or ""),
            intent=str(intent.get("name") or ""),
            confidence=round(float(intent.get("confidence") or 0.0), 3),
            entities=tuple(message.get("entities") or ()),
            parts=tuple(Part(part["intent"], part["start"], part["end"]) for part in message.get("parts") or ()),
            slots=tracker.slots,
            shopping=Shopping.of(tracker.slots.get("shopping")),
            form=(tracker.active_loop or {}).get("name"),
            asked_slot=tracker.slots.get("requested_slot"),
            last_reply=_last_reply(tracker.events),
        )

    @property
    def actor(self) -> Actor:
        """Who asks for a change."""
        return Actor(self.channel, self.conversation, self.customer)

    def key(self, change: str) -> str:
        """Names the request for ``change`` in this message: the same message delivered twice asks once."""
        return hashlib.sha256(f"{self.conversation}\0{self.message_id}\0{change}".encode()).hexdigest()

    def entity(self, name: str) -> str | None:
        """Value of the first entity of that name, or None."""
        return next((str(entity["value"]) for entity in self.entities if entity["entity"] == name), None)

    def values(self, name: str) -> list[str]:
        """Values of all entities of that name, in the order they stand."""
        return [str(entity["value"]) for entity in self.entities if entity["entity"] == name]

    def of_part(self, part: Part) -> Turn:
        """The turn as if only this part of it had been said."""
        entities = tuple(entity for entity in self.entities if part.start <= entity["start"] < part.end)
        return replace(
            self, text=self.text[part.start : part.end].strip(), intent=part.intent, entities=entities, parts=()
        )


def _channel(metadata: Mapping[str, Any]) -> Channel:
    named = metadata.get("channel")
    return cast(Channel, named) if named in _OF_CUSTOMERS else "rest"


def _customer(metadata: Mapping[str, Any]) -> str:
    """Whether to believe it, the channel has decided (``bot/channels``)."""
    customer = metadata.get("customer")
    return str(customer.get("id") or "") if isinstance(customer, Mapping) else ""


def _language(text: str, metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> Language:
    """The channel knows best (it may have heard it); else the text tells; else it is that of the last reply."""
    if metadata.get("language"):
        return as_language(metadata["language"])
    last = as_language(slots.get("language"))
    return last if text.startswith(_BY_NAME) else guess_language(text, last)


def _last_reply(events: list[dict[str, Any]]) -> Mapping[str, Any] | None:
    for event in reversed(events):
        if event.get("event") in _BOUNDARIES:
            return None
        if event.get("event") == "bot" and event.get("text"):
            custom = (event.get("data") or {}).get("custom") or {}
            return {"text": event["text"], **custom}
    return None
