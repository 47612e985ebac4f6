"""What a change of an order needs to know before it can be proposed: which items, why, where to.

One form asks for all of it, one thing at a time; ``requested_slot`` names what is asked for. Owner of the slot
``change_details``: ``{"topic", "order"}`` and what is known so far, forgotten when the change is proposed.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.change_action import ChangeAction
from bot.actions.order_form import OrderTopic
from bot.actions.refusal import refused
from bot.actions.services import Services
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.order import Order
from store.systems.order_system import OrderSystemDown

FORM: Final = "change_form"
Details = Mapping[str, Any]
"""JSON values by name; what is not there is not known yet."""


class ChangeTopic(OrderTopic, ChangeAction):
    """A change of one order: asks for what is missing, proposes it, makes it after a yes."""

    def leaves_aside(self, turn: Turn) -> bool:  # noqa: ARG002 - as its bases
        """What waited before gives way to it."""
        return False

    def about(self, turn: Turn, order: Order) -> Answer:
        """What is missing, or the proposal; said again while the form asks, it adds to what is known."""
        kept = turn.slots.get("change_details") or {}
        goes_on = turn.form == FORM and (kept.get("topic"), kept.get("order")) == (self.intent, order.id)
        return self.with_details(turn, order, {**(kept if goes_on else {}), **self.heard(turn, order, "")})

    def continued(self, turn: Turn) -> Answer:
        """The same after the form has heard what was asked for."""
        known = turn.slots["change_details"]
        order = self.services.orders.find(known["order"])
        return self.with_details(turn, order, known) if order else self.refused(turn, "no_such_order")

    @abstractmethod
    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:
        """The question for the next thing missing (``ask``), a refusal, or the proposal."""

    def heard(self, turn: Turn, order: Order, asked: str) -> Details:  # noqa: ARG002 - for changes that need details
        """What the turn tells of the change; ``asked``: what was asked for, empty in the first turn."""
        return {}

    def ask(self, turn: Turn, order: Order, detail: str, known: Details, **fields: Any) -> Answer:
        """The question for ``detail``; the form waits for it."""
        values = fields.pop("values", {})
        reply = self.say(turn, f"{FORM}.ask_{detail}", values, **fields)
        details = {**known, "topic": self.intent, "order": order.id}
        waits = [ActiveLoop(FORM), SlotSet("requested_slot", detail), FollowupAction("action_listen")]
        return Answer(reply, [*waits, SlotSet("change_details", details)])

    def forgetting(self, answer: Answer) -> Answer:
        """``answer``, after which the details are not needed any more."""
        answer.events.append(SlotSet("change_details", None))
        return answer

    def refused(self, turn: Turn, rule: str, values: Mapping[str, object] | None = None) -> Answer:
        """The rule that forbids it, and the offer of a person."""
        return self.forgetting(refused(self, turn, self.intent, rule, values))


class ChangeDetails(ShopAction):
    """What follows the form: the change that waited for the detail."""

    intent: ClassVar[str] = "change_details"
    digresses: ClassVar[bool] = False

    def __init__(self, services: Services, topics: Mapping[str, ChangeTopic]) -> None:
        super().__init__(services)
        self._topics = topics

    def answer(self, turn: Turn) -> Answer:
        """The next question or the proposal."""
        return self._topics[turn.slots["change_details"]["topic"]].continued(turn)


class ValidateChangeForm(Action):  # type: ignore[misc]  # rasa_sdk's classes carry no types
    """Takes from a turn what was asked for; anything else is a digression."""

    def __init__(self, services: Services, topics: Mapping[str, ChangeTopic]) -> None:
        self._services, self._topics = services, topics

    def name(self) -> str:
        """Rasa's name for the check of a form's slots."""
        return f"validate_{FORM}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002 - rasa_sdk passes it
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002 - rasa_sdk passes it
    ) -> list[EventType]:
        """Events only: the action after the form answers."""
        return await asyncio.to_thread(self._events, Turn.of(tracker))

    def _events(self, turn: Turn) -> list[EventType]:
        """Nothing for a digression: with any event Rasa would take the form for answered."""
        kept, asked = turn.slots.get("change_details"), turn.asked_slot
        if not (kept and asked) or turn.intent in _NEVER_AN_ANSWER:
            return []
        try:
            order = self._services.orders.find(kept["order"])
        except OrderSystemDown:  # the action that answers instead says so
            return []
        heard = self._topics[kept["topic"]].heard(turn, order, asked) if order else {}
        if asked not in heard:
            return []
        return [SlotSet("change_details", {**kept, **heard}), SlotSet("requested_slot", None)]


_NEVER_AN_ANSWER: Final = ("stop", "start_over", "repeat", "staff_call", "human_handoff", "goodbye", "language_switch")


def change_form_actions(services: Services, topics: Mapping[str, ChangeTopic]) -> list[Action]:
    """What Rasa calls for the form; ``topics`` by intent."""
    return [ValidateChangeForm(services, topics), ChangeDetails(services, topics)]
