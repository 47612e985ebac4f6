"""Somebody is in danger: staff are called at once, and what to do until they come is said in two calm sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.actions.places import floor_words
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn

_ENTITY: Final = "emergency"
_GRAVEST_FIRST: Final = ("fire", "unconscious", "threat", "lift", "child", "injury", "help")
_HELP_NEARBY: Final[Mapping[str, str]] = {"unconscious": "aed", "injury": "first_aid"}
"""The facility to name, where the store has one."""


def emergency(action: ShopAction, turn: Turn) -> Answer | None:
    """The answer where somebody is in danger; whatever was being asked before is dropped."""
    named = turn.values(_ENTITY)
    kind = next((kind for kind in _GRAVEST_FIRST if kind in named), None)
    if kind is None:
        return None
    values = {"call": _number(action, turn, "call"), "police": _number(action, turn, "police")}
    reply = action.say(turn, f"emergency.{kind}", {**values, "place": _help_nearby(action, turn, kind)})
    reply.action = "staff_call"
    phone = action.services.shop.info.phone
    if turn.channel != "kiosk" and phone:
        reply.text += f" {action.phrase(turn, 'emergency.elsewhere', {'phone': phone})}"
    reply.text = " ".join(reply.text.split())
    return Answer(reply, list(END_FORM))


def _number(action: ShopAction, turn: Turn, whose: str) -> str:
    """The number to call, where we know that of the shop's country."""
    key = f"emergency.{whose}_{action.services.shop.info.holidays_of}"
    return action.phrase(turn, key) if key in action.services.texts.keys(turn.language) else ""


def _help_nearby(action: ShopAction, turn: Turn, kind: str) -> str:
    facilities = action.services.shop.facilities(_HELP_NEARBY[kind]) if kind in _HELP_NEARBY else []
    if not facilities:
        return ""
    here = facilities[0]
    values = {"name": here.name[turn.language], "floor": floor_words(action, turn, here.floor)}
    return action.phrase(turn, "emergency.nearest", values)
