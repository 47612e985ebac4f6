"""Floors and zones as people call them."""

from __future__ import annotations

import re
from typing import Final

from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.info import Zone

_BELOW: Final = re.compile(r"B(\d+)F?")
_ABOVE: Final = re.compile(r"(\d+)F?")


def floor_words(action: ShopAction, turn: Turn, floor: str) -> str:
    """``지하 1층`` or ``B1`` for B1, ``4층`` or ``4F`` for 4F; a floor with another id keeps it."""
    if below := _BELOW.fullmatch(floor):
        return action.phrase(turn, "places.below", {"number": below[1]})
    if above := _ABOVE.fullmatch(floor):
        return action.phrase(turn, "places.above", {"number": above[1]})
    return floor


def zone_words(action: ShopAction, turn: Turn, zone: Zone) -> str:
    """``4층 운동화`` or ``Sneakers on 4F``."""
    values = {"floor": floor_words(action, turn, zone.floor), "zone": zone.name[turn.language]}
    return action.phrase(turn, "location.one_place", values)
