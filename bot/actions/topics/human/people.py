"""People: somebody here now, somebody to talk to, and what customers think of us."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.topics.human.emergency import emergency
from bot.actions.turn import Turn


class StaffCall(ShopAction):
    """Calls staff to where the customer stands, at once and in calm words where somebody is in danger."""

    intent: ClassVar[str] = "staff_call"

    def answer(self, turn: Turn) -> Answer:
        """Staff are on their way; a customer who writes from elsewhere gets a number to call."""
        if urgent := emergency(self, turn):
            return urgent
        phone = self.services.shop.info.phone
        if turn.channel in ("web", "kakao") and phone:
            return Answer(self.say(turn, "human.staff_call_elsewhere", {"phone": phone}, action="staff_call"))
        return Answer(self.say(turn, "human.staff_call", action="staff_call"))


class HumanHandoff(ShopAction):
    """Hands the conversation over to a person."""

    intent: ClassVar[str] = "human_handoff"

    def answer(self, turn: Turn) -> Answer:
        """A person takes over; the shop's phone number, if it has one."""
        phone = self.services.shop.info.phone
        key = "human.handoff" if phone else "human.handoff_no_phone"
        return Answer(self.say(turn, key, {"phone": phone}, action="handoff"), list(END_FORM))


class Complaint(ShopAction):
    """Apologises, asks once what exactly happened, and offers a person; promises nothing."""

    intent: ClassVar[str] = "complaint"

    def answer(self, turn: Turn) -> Answer:
        """A customer who goes on complaining has told it: a person is offered without asking again."""
        told = bool(turn.last_reply and turn.last_reply.get("intent") == self.intent)
        return Answer(self.say(turn, "human.complaint_told" if told else "human.complaint"), yes_means="human_handoff")


class Praise(ShopAction):
    """Is glad."""

    intent: ClassVar[str] = "praise"

    def answer(self, turn: Turn) -> Answer:
        """Thanks for kind words."""
        return Answer(self.say(turn, "human.praise"))
