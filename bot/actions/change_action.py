"""Actions that change something: they propose it, and make it after an explicit yes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn


class ChangeAction(ShopAction):
    """``answer`` says what would be done and asks (``proposed``); a yes to just that calls ``make``."""

    def proposed(
        self, turn: Turn, key: str, what: str, values: Mapping[str, object], arguments: dict[str, Any], **fields: Any
    ) -> Answer:
        """The question of text ``key``, with the change waiting for its yes."""
        reply = self.say(turn, key, {**values, "what": what}, action="confirm", **fields)
        return Answer(reply, yes_means=Proposal(self.intent, turn.key(self.intent), what, arguments))

    @abstractmethod
    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Makes the change and says so, or says which rule forbids it."""
