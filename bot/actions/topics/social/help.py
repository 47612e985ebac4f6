"""What can be asked here: only what this store and this channel really have."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn

_MESSENGERS: Final = ("web", "kakao")


class Help(ShopAction):
    """Says what can be asked, with an example of each to tap."""

    intent: ClassVar[str] = "help"

    def answer(self, turn: Turn) -> Answer:
        """What there is, and how to ask on this channel."""
        things = self._things(turn)
        how = "help_by_message" if turn.channel in _MESSENGERS else "help_by_voice"
        values = {
            "things": self.phrase(turn, "help.joiner").join(self.phrase(turn, f"help.{t}") for t in things),
            "how": self.phrase(turn, f"social.{how}"),
        }
        suggestions = [self.phrase(turn, f"help.suggest_{thing}") for thing in (*things, "person")]
        return Answer(self.say(turn, "social.help", values, suggestions=suggestions))

    def _things(self, turn: Turn) -> list[str]:
        info = self.services.shop.info
        guided = bool(info.paths and info.kiosks) and turn.channel not in _MESSENGERS
        things = ["products", "way" if guided else "place"]
        if info.pickup or info.delivery:
            things.append("orders")
        return [*things, "parking" if info.parking else "hours"]
