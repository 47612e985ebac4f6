"""A change that a rule of the shop forbids: the rule in a clerk's words, and a person is offered."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn


def refused(
    action: ShopAction, turn: Turn, change: str, rule: str, values: Mapping[str, object] | None = None
) -> Answer:
    """The answer to a ``change`` (its intent) that the rule with this code (``Refused.rule``) forbids."""
    offer = action.phrase(turn, "refused.offer")
    reply = action.say(turn, text_of(action, turn, change, rule), values, action="decline", mood="sorry")
    reply.text = f"{' '.join(reply.text.split())} {offer}"  # a value that is not known leaves a gap
    return Answer(reply, yes_means="human_handoff")


def text_of(action: ShopAction, turn: Turn, change: str, rule: str) -> str:
    """The key of the text: the change's own where there is one, else what holds for all changes."""
    own = f"refused.{change}_{rule}"
    return own if own in action.services.texts.keys(turn.language) else f"refused.{rule}"
