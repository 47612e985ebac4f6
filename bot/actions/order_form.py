"""The order a customer speaks of: asks for its number and four digits, and keeps what was proven in hand.

Owner of the slots ``order_id`` and ``phone_last4`` (as said last), ``order_in_hand`` (proven to be the customer's),
``order_topic`` (the intent that waits for the order) and ``tries_left``.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.services import Services
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn
from store.identity.identification import identify, is_locked
from store.order import Order
from store.systems.order_system import OrderSystemDown

FORM: Final = "order_form"
_CHOICES: Final = 4
"""Orders of a known customer that are offered to choose from."""


class OrderTopic(ShopAction):
    """An intent about one order: tells or proposes something about it once it is proven whose it is."""

    digresses: ClassVar[bool] = False

    @abstractmethod
    def about(self, turn: Turn, order: Order) -> Answer:
        """The answer about an order that is the customer's."""

    def concerns(self, order: Order) -> bool:  # noqa: ARG002 - for topics that concern some orders only
        """Whether a customer with several orders could mean this one."""
        return True

    def answer(self, turn: Turn) -> Answer:
        """About the order in hand; without one, the question for it."""
        found = self._order(turn)
        if isinstance(found, Answer):
            return found
        answer = self.about(turn, found)
        answer.events = [*END_FORM, *_in_hand(found), *answer.events]
        return answer

    def _order(self, turn: Turn) -> Order | Answer:
        if turn.customer:
            return self._of_customer(turn)
        if is_locked(self.services.shop, turn.conversation):
            return self._locked(turn)
        order_id, in_hand = turn.slots.get("order_id"), turn.slots.get("order_in_hand")
        if in_hand and order_id in (None, in_hand) and (order := self.services.orders.find(in_hand)):
            return order
        return self._proven(turn, str(order_id)) if order_id else self._ask(turn, "order_id")

    def _proven(self, turn: Turn, order_id: str) -> Order | Answer:
        last4 = turn.slots.get("phone_last4")
        of_other_order = turn.slots.get("order_in_hand") and not turn.entity("phone_last4")
        if not last4 or of_other_order:
            return self._ask(turn, "phone_last4")
        found = identify(self.services.shop, turn.conversation, order_id, str(last4), self.services.orders)
        if found.state == "wrong":
            wrong = self.say(turn, "order_form.wrong", {"left": found.tries_left}, action="ask_identity")
            return Answer(wrong, [*_forgotten(found.tries_left), *_ask_on("order_id", self.intent)])
        return found.order or self._locked(turn)

    def _of_customer(self, turn: Turn) -> Order | Answer:
        """Nobody whom the channel knows is asked for digits."""
        orders = self.services.orders.of_customer(turn.customer)
        named = turn.slots.get("order_id")
        meant = [order for order in orders if order.id == named] or [o for o in orders if self.concerns(o)] or orders
        if not meant:
            return Answer(self.say(turn, "order_form.no_orders"), list(END_FORM), yes_means="human_handoff")
        if len(meant) == 1:
            return meant[0]
        choices = [f"{order.id} {_title(turn, order)}".strip() for order in meant[:_CHOICES]]
        reply = self.say(turn, "order_form.which", {"count": len(meant)}, action="ask_order_id", suggestions=choices)
        return Answer(reply, _ask_on("order_id", self.intent))

    def _ask(self, turn: Turn, slot: str) -> Answer:
        reply = self.say(turn, f"order_form.ask_{slot}", action=_ASKS[slot])
        # What is asked for is forgotten: digits known so far belong to another order.
        return Answer(reply, [SlotSet(slot, None), *_ask_on(slot, self.intent)])

    def _locked(self, turn: Turn) -> Answer:
        reply = self.say(turn, "order_form.locked", action="handoff")
        return Answer(reply, [*_forgotten(None), *END_FORM], yes_means="human_handoff")


class ActionOrder(ShopAction):
    """What follows the form: the topic that waited for the order."""

    intent: ClassVar[str] = "order"
    digresses: ClassVar[bool] = False

    def __init__(self, services: Services, topics: Mapping[str, OrderTopic]) -> None:
        super().__init__(services)
        self._topics = topics

    def answer(self, turn: Turn) -> Answer:
        """The topic's answer."""
        return self._topics[str(turn.slots["order_topic"])].answer(turn)


class AskOrderId(ShopAction):
    """Asks for the order number, after a wrong pair with the tries left."""

    intent: ClassVar[str] = "order"
    slot: ClassVar[str] = "order_id"
    digresses: ClassVar[bool] = False

    def name(self) -> str:
        """Rasa's name for asking a form's slot."""
        return f"action_ask_{FORM}_{self.slot}"

    def answer(self, turn: Turn) -> Answer:
        """The question."""
        if left := turn.slots.get("tries_left"):
            return Answer(self.say(turn, "order_form.wrong", {"left": left}, action="ask_identity"))
        return Answer(self.say(turn, f"order_form.ask_{self.slot}", action=_ASKS[self.slot]))


class AskPhoneLast4(AskOrderId):
    """Asks for the last four digits of the phone."""

    slot: ClassVar[str] = "phone_last4"


class ValidateOrderForm(Action):  # type: ignore[misc]  # rasa_sdk's classes carry no types
    """Checks number and digits together; a wrong pair is forgotten, the third wrong one ends the form."""

    def __init__(self, services: Services) -> None:
        self._shop, self._orders = services.shop, services.orders

    def name(self) -> str:
        """Rasa's name for the check of a form's slots."""
        return f"validate_{FORM}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002 - rasa_sdk passes it
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002 - rasa_sdk passes it
    ) -> list[EventType]:
        """Events only: the action that asks next says what was wrong."""
        turn, given = Turn.of(tracker), tracker.slots_to_validate()
        if is_locked(self._shop, turn.conversation):
            return [*_forgotten(None), *END_FORM]
        if not given:
            return []  # a digression: with any event Rasa would take the form for answered
        order_id, last4 = tracker.get_slot("order_id"), tracker.get_slot("phone_last4")
        if order_id and turn.customer:
            return [SlotSet("order_id", order_id), SlotSet("phone_last4", last4 or _KNOWN)]
        if order_id and last4:
            # In a thread: a system of the shop's own may take seconds.
            refused = await asyncio.to_thread(self._refused, turn.conversation, str(order_id), str(last4))
            if refused:
                return refused
        return [*(SlotSet(name, value) for name, value in given.items()), SlotSet("tries_left", None)]

    def _refused(self, conversation: str, order_id: str, last4: str) -> list[EventType]:
        """What a wrong pair leads to. Nothing when nobody can tell: the action after the form says so."""
        try:
            found = identify(self._shop, conversation, order_id, last4, self._orders)
        except OrderSystemDown:
            return []
        if found.state == "found":
            return []
        return _forgotten(found.tries_left) if found.state == "wrong" else [*_forgotten(None), *END_FORM]


_ASKS: Final = {"order_id": "ask_order_id", "phone_last4": "ask_identity"}
_KNOWN: Final = "known"
"""Stands in the form for the digits of a customer whom the channel has authenticated; it opens nothing."""


def order_form_actions(services: Services, topics: Mapping[str, OrderTopic]) -> list[Action]:
    """What Rasa calls for the form; ``topics`` by intent."""
    return [ValidateOrderForm(services), AskOrderId(services), AskPhoneLast4(services), ActionOrder(services, topics)]


def _ask_on(slot: str, topic: str) -> list[EventType]:
    """The form waits for ``slot`` on behalf of ``topic``; our own reply has asked, so Rasa must only listen."""
    return [
        ActiveLoop(FORM),
        SlotSet("requested_slot", slot),
        SlotSet("order_topic", topic),
        FollowupAction("action_listen"),
    ]


def _in_hand(order: Order) -> list[EventType]:
    return [SlotSet("order_in_hand", order.id), SlotSet("order_id", order.id), SlotSet("tries_left", None)]


def _forgotten(tries_left: int | None) -> list[EventType]:
    slots = {"order_id": None, "phone_last4": None, "order_in_hand": None, "tries_left": tries_left}
    return [SlotSet(name, value) for name, value in slots.items()]


def _title(turn: Turn, order: Order) -> str:
    return next((item.title[turn.language] for item in order.items if item.title), "")
