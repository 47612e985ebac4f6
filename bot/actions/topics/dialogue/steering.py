"""Steering the conversation: yes, no, again, stop, from the beginning, a bare number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from annae.types import Reply, as_language
from bot.actions.cart_keeping import leave_cart
from bot.actions.change_action import ChangeAction
from bot.actions.order_form import FORM
from bot.actions.proposal import Proposal
from bot.actions.services import Services
from bot.actions.shop_action import END_FORM, Answer, ShopAction, start_afresh
from bot.actions.turn import Turn

_REPEATED_FIELDS = ("products", "location", "order", "suggestions", "mood", "gesture")


class Affirm(ShopAction):
    """A yes to the question just asked, and to no other."""

    intent: ClassVar[str] = "affirm"
    reminds: ClassVar[bool] = False

    def __init__(self, services: Services, actions: Mapping[str, ShopAction]) -> None:
        super().__init__(services)
        self._actions = actions

    def answer(self, turn: Turn) -> Answer:
        """What the yes stands for."""
        means = turn.slots.get("yes_means")
        if proposal := Proposal.of(means):
            maker = self._actions[proposal.change]
            assert isinstance(maker, ChangeAction)
            return maker.make(turn, proposal)
        if offered := self._actions.get(means or ""):
            return offered.answer(turn)
        return Answer(self.say(turn, "dialogue.affirm"))


class Deny(ShopAction):
    """A no: to a change proposed; in a form, that the customer does not have what is asked for."""

    intent: ClassVar[str] = "deny"
    reminds: ClassVar[bool] = False

    def answer(self, turn: Turn) -> Answer:
        """Something else, then."""
        if proposal := Proposal.of(turn.slots.get("yes_means")):
            return Answer(self.say(turn, "dialogue.not_done", {"what": proposal.what}))
        if turn.form:
            return Answer(self.say(turn, f"{turn.form}.given_up"), list(END_FORM), yes_means="staff_call")
        return Answer(self.say(turn, "dialogue.deny"))


class Repeat(ShopAction):
    """Says the last reply again, with everything it showed."""

    intent: ClassVar[str] = "repeat"
    reminds: ClassVar[bool] = False

    def answer(self, turn: Turn) -> Answer:
        """The last reply, in the language it had."""
        last = turn.last_reply
        if last is None:
            return Answer(self.say(turn, "dialogue.nothing_to_repeat"))
        shown: dict[str, Any] = {name: last[name] for name in _REPEATED_FIELDS if last.get(name)}
        reply = Reply(
            text=last["text"],
            language=as_language(last.get("language")),
            intent=turn.intent,
            confidence=turn.confidence,
            speech=last.get("speech"),
            **shown,
        )
        means = turn.slots.get("yes_means")
        return Answer(reply, yes_means=Proposal.of(means) or means)


class Stop(ShopAction):
    """Drops what is going on."""

    intent: ClassVar[str] = "stop"
    reminds: ClassVar[bool] = False

    def answer(self, turn: Turn) -> Answer:
        """A short acknowledgement."""
        return Answer(self.say(turn, "dialogue.stop"), list(END_FORM))


class StartOver(ShopAction):
    """Forgets everything said so far; wrong tries stay counted."""

    intent: ClassVar[str] = "start_over"
    reminds: ClassVar[bool] = False

    def answer(self, turn: Turn) -> Answer:
        """A fresh start."""
        leave_cart(self.services.shop, turn)
        return Answer(self.say(turn, "dialogue.start_over"), start_afresh(turn))


class Inform(ShopAction):
    """A bare number. A form takes what it understands; this answers what it does not, or nobody asked for."""

    intent: ClassVar[str] = "inform"
    reminds: ClassVar[bool] = False

    def __init__(self, services: Services, actions: Mapping[str, ShopAction]) -> None:
        super().__init__(services)
        self._actions = actions

    def answer(self, turn: Turn) -> Answer:
        """The form's question again, the same about another order, else what the number is for."""
        if turn.form and turn.asked_slot:
            asks = "ask_identity" if turn.form == FORM else None
            return Answer(self.say(turn, f"{turn.form}.not_understood_{turn.asked_slot}", action=asks))
        topic = self._actions.get(str(turn.slots.get("order_topic") or ""))
        if topic and turn.entity("order_id"):
            return topic.answer(turn)
        return Answer(self.say(turn, "dialogue.inform"))
