"""What an action needs to know of the customer's turn, read from Rasa's tracker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rasa_sdk import Tracker

from annae.types import Language, as_language, guess_language

_BY_NAME: Final = "/"
"""A message that starts so names an intent (``/greeting``) and has no words of its own."""


@dataclass(frozen=True)
class Turn:
    """One message of a customer and what is known of the conversation."""

    conversation: str
    number: int
    text: str
    language: Language
    kiosk: str | None
    intent: str
    confidence: float
    entities: tuple[Mapping[str, Any], ...]
    slots: Mapping[str, Any]
    form: str | None
    asked_slot: str | None
    last_reply: Mapping[str, Any] | None
    """``{"text", ...custom}`` of what the assistant said last."""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read a tracker."""
        message = tracker.latest_message or {}
        intent = message.get("intent") or {}
        text = str(message.get("text") or "")
        return cls(
            conversation=str(tracker.sender_id),
            number=sum(event.get("event") == "user" for event in tracker.events),
            text=text,
            language=_language(text, message.get("metadata") or {}, tracker.slots),
            kiosk=(message.get("metadata") or {}).get("kiosk") or None,
            intent=str(intent.get("name") or ""),
            confidence=round(float(intent.get("confidence") or 0.0), 3),
            entities=tuple(message.get("entities") or ()),
            slots=tracker.slots,
            form=(tracker.active_loop or {}).get("name"),
            asked_slot=tracker.slots.get("requested_slot"),
            last_reply=_last_reply(tracker.events),
        )

    def entity(self, name: str) -> str | None:
        """Value of the first entity of that name, or None."""
        return next((str(entity["value"]) for entity in self.entities if entity["entity"] == name), None)


def _language(text: str, metadata: Mapping[str, Any], slots: Mapping[str, Any]) -> Language:
    """The channel knows best (it may have heard it); else the text tells; else it is that of the last reply."""
    if metadata.get("language"):
        return as_language(metadata["language"])
    last = as_language(slots.get("language"))
    return last if text.startswith(_BY_NAME) else guess_language(text, last)


def _last_reply(events: list[dict[str, Any]]) -> Mapping[str, Any] | None:
    for event in reversed(events):
        if event.get("event") == "bot" and event.get("text"):
            custom = (event.get("data") or {}).get("custom") or {}
            return {"text": event["text"], **custom}
    return None
