"""Where a customer asks about what we cannot see."""

from __future__ import annotations

from typing import Final

from bot.actions.places import floor_words
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn

_DESKS: Final = ("customer_service", "information")


def where_to_ask(action: ShopAction, turn: Turn) -> dict[str, str]:
    """``desk``: the shop's customer service, else its information, else its staff."""
    for kind in _DESKS:
        if found := action.services.shop.facilities(kind):
            place = {"floor": floor_words(action, turn, found[0].floor), "desk": found[0].name[turn.language]}
            return {"desk": action.phrase(turn, "points.desk", place)}
    return {"desk": action.phrase(turn, "points.staff")}
