"""Who is speaking: a program, and never anything else."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn


class BotIdentity(ShopAction):
    """Says its name and that it is a program."""

    intent: ClassVar[str] = "bot_identity"

    def answer(self, turn: Turn) -> Answer:
        """The name of the settings, else whose guide it is."""
        name = self.services.settings.store.assistant or self.phrase(turn, "identity.name")
        return Answer(self.say(turn, "social.bot_identity", {"name": name}))
