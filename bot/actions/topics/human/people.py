"""People: somebody here now, or somebody to talk to."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn


class StaffCall(ShopAction):
    """Calls staff to where the customer stands."""

    intent: ClassVar[str] = "staff_call"

    def answer(self, turn: Turn) -> Answer:
        """Staff are on their way."""
        return Answer(self.say(turn, "human.staff_call", action="staff_call"))


class HumanHandoff(ShopAction):
    """Hands the conversation over to a person."""

    intent: ClassVar[str] = "human_handoff"

    def answer(self, turn: Turn) -> Answer:
        """A person takes over; the shop's phone number, if it has one."""
        phone = self.services.shop.info.phone
        key = "human.handoff" if phone else "human.handoff_no_phone"
        return Answer(self.say(turn, key, {"phone": phone}, action="handoff"), list(END_FORM))
