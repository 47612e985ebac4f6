"""The promotion code that a customer has told; owner of the slot ``promotion_code``."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from bot.actions.turn import Turn


def code_in_hand(turn: Turn) -> str:
    """The code told in this conversation; empty for none."""
    return str(turn.slots.get("promotion_code") or "")


def keep_code(code: str) -> list[EventType]:
    """Events by which the cart and the next order count with ``code``."""
    return [SlotSet("promotion_code", code or None)]
