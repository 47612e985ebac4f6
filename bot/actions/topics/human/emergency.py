"""Somebody is in danger: staff are called at once, and what to do until they come is said in two calm sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import yaml

from bot.actions.places import floor_words
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from store.building.where import where
from store.info import Facility, Zone

_ENTITY: Final = "emergency"
_GRAVEST_FIRST: Final = ("fire", "unconscious", "threat", "lift", "child", "injury", "help")
_HELP_NEARBY: Final[Mapping[str, str]] = {"unconscious": "aed", "injury": "first_aid"}
"""The facility to name, where the store has one."""
_NUMBERS: Final[Mapping[str, Mapping[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("emergency_numbers.yml").read_text(encoding="utf-8")
)


def emergency(action: ShopAction, turn: Turn) -> Answer | None:
    """The answer where somebody is in danger; whatever was being asked before is dropped."""
    named = turn.values(_ENTITY)
    kind = next((kind for kind in _GRAVEST_FIRST if kind in named), None)
    if kind is None:
        return None
    numbers = _NUMBERS.get(action.services.shop.info.holidays_of, {})
    values = {whose: action.phrase(turn, "emergency.call", {"number": number}) for whose, number in numbers.items()}
    known = {"call": "", "police": "", "place": "", **values}
    way = way_to(action, turn, where(action.services.shop, "facility", _HELP_NEARBY.get(kind, "")))
    help_at = _help_at(action, kind, way.zone)
    if help_at:
        floor = floor_words(action, turn, help_at.floor)
        known["place"] = action.phrase(turn, "emergency.nearest", {"name": help_at.name[turn.language], "floor": floor})
    reply = action.say(turn, f"emergency.{kind}", known, action="staff_call")
    if way.zone:
        reply.location = location_of(way.zone, turn.language)
        reply = way.shown_with(reply)
    phone = action.services.shop.info.phone
    if turn.channel != "kiosk" and phone:
        reply.text += f" {action.phrase(turn, 'emergency.elsewhere', {'phone': phone})}"
    reply.text = " ".join(reply.text.split())  # what is not known leaves gaps
    reply.speech = _digit_by_digit(reply.text, numbers.values())
    return Answer(reply, list(END_FORM))


def _help_at(action: ShopAction, kind: str, nearest: Zone | None) -> Facility | None:
    facilities = action.services.shop.facilities(_HELP_NEARBY[kind]) if kind in _HELP_NEARBY else []
    at_nearest = [facility for facility in facilities if nearest and facility.zone == nearest.id]
    return next(iter([*at_nearest, *facilities]), None)


def _digit_by_digit(text: str, numbers: Iterable[str]) -> str:
    """As such numbers are said: one one nine."""
    for number in numbers:
        text = text.replace(number, " ".join(number))
    return text
