"""The order a customer speaks of: asks for its number and four digits, and keeps what was proven in hand.

Owner of the slots ``order_id`` and ``phone_last4`` (as said last), ``order_in_hand`` (proven to be the customer's),
``order_topic`` (the intent that waits for the order, or had it last) and ``tries_left``.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from annae.types import Language, Reply
from bot.actions.customer import recognised
from bot.actions.order_view import first_title, items_said
from bot.actions.services import Services
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn
from store.identity.identification import identify, is_locked
from store.order import Order
from store.orders import order_lookup
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

    def leaves_aside(self, turn: Turn) -> bool:
        """It takes the form for orders over; what else waits goes on waiting."""
        return turn.form != FORM

    def concerns(self, order: Order) -> bool:  # noqa: ARG002 - for topics that concern some orders only
        """Whether a customer with several orders could mean this one."""
        return True

    def answer(self, turn: Turn) -> Answer:
        """About the order in hand; without one, the question for it."""
        found = self._order(turn)
        if isinstance(found, Answer):
            return found
        answer = self.about(turn, found)
        ends = END_FORM if turn.form == FORM or not self.leaves_aside(turn) else []
        answer.events = [*ends, *_in_hand(found), SlotSet("order_topic", self.intent), *answer.events]
        return answer

    def _order(self, turn: Turn) -> Order | Answer:
        if turn.customer:
            return self._of_customer(turn)
        if is_locked(self.services.shop, turn.conversation):
            return self._locked(turn)
        if order := order_in_hand(self.services, turn):
            return order
        order_id = said_last(turn.slots.get("order_id"))
        return self._proven(turn, order_id) if order_id else self._ask(turn, "order_id")

    def _proven(self, turn: Turn, order_id: str) -> Order | Answer:
        last4 = said_last(turn.slots.get("phone_last4"))
        of_other_order = turn.slots.get("order_in_hand") and not turn.entity("phone_last4")
        if not last4 or of_other_order:
            return self._ask(turn, "phone_last4")
        found = identify(self.services.shop, turn.conversation, order_id, last4, self.services.orders)
        if found.state == "wrong":
            return Answer(
                _wrong(self, turn, found.tries_left), [*_forgotten(found.tries_left), *_ask_on("order_id", self.intent)]
            )
        return found.order or self._locked(turn)

    def _of_customer(self, turn: Turn) -> Order | Answer:
        """Nobody whom the channel knows is asked for digits."""
        orders, named = self.services.orders.of_customer(turn.customer), said_last(turn.slots.get("order_id"))
        own = [order for order in orders if named and _is(order, named)]
        if named and not own:
            return self._of_somebody_else(turn, named)
        meant = own or self.choices(orders)
        if not meant:
            return Answer(self.say(turn, "order_form.no_orders"), list(END_FORM), yes_means="human_handoff")
        if len(meant) == 1:
            return meant[0]
        choices = [_named(order, turn.language) for order in meant[:_CHOICES]]
        reply = self.say(turn, "order_form.which", {"count": len(meant)}, action="ask_order_id", suggestions=choices)
        return Answer(reply, _ask_on("order_id", self.intent))

    def choices(self, orders: Sequence[Order]) -> list[Order]:
        """Those of a customer's orders that could be meant while none is named."""
        return [order for order in orders if self.concerns(order)] or list(orders)

    def _of_somebody_else(self, turn: Turn, order_id: str) -> Order | Answer:
        """A number that is none of the customer's own is proven like anybody's, whether or not there is such one."""
        if is_locked(self.services.shop, turn.conversation):
            return self._locked(turn)
        return order_in_hand(self.services, turn) or self._proven(turn, order_id)

    def _ask(self, turn: Turn, slot: str) -> Answer:
        reply = _question(self, turn, slot)
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
            return Answer(_wrong(self, turn, left))
        return Answer(_question(self, turn, self.slot))


class AskPhoneLast4(AskOrderId):
    """Asks for the last four digits of the phone."""

    slot: ClassVar[str] = "phone_last4"


class ValidateOrderForm(Action):  # type: ignore[misc]  # rasa_sdk's classes carry no types
    """Checks number and digits together; a wrong pair is forgotten, the third wrong one ends the form."""

    def __init__(self, services: Services, topics: Mapping[str, OrderTopic]) -> None:
        self._shop, self._orders = services.shop, services.orders
        self._topics = topics

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
        # In a thread: a system of the shop's own may take seconds.
        return await asyncio.to_thread(self._events, turn, given)

    def _events(self, turn: Turn, given: Mapping[str, Any]) -> list[EventType]:
        """Nothing for a digression: with any event Rasa would take the form for answered."""
        turn = recognised(self._shop, turn)
        if not turn.customer and is_locked(self._shop, turn.conversation):
            return [*_forgotten(None), *END_FORM]
        try:
            checked = self._checked(turn, given)
        except OrderSystemDown:  # the action after the form says so
            checked = _as_given(given)
        return [*checked, *self._taken_over(turn)] if checked else []

    def _checked(self, turn: Turn, given: Mapping[str, Any]) -> list[EventType]:
        order_id, last4 = (said_last(turn.slots.get(name)) for name in ("order_id", "phone_last4"))
        if turn.customer:
            own = self._orders.of_customer(turn.customer)
            order_id = order_id if given else self._chosen(turn, own)
            if order_id and any(_is(order, order_id) for order in own):
                return [SlotSet("order_id", order_id), SlotSet("phone_last4", last4 or _KNOWN)]
        if not given:
            return []
        if order_id and last4:
            refused = self._refused(turn.conversation, order_id, last4)
            if refused:
                return refused
        return _as_given(given)

    def _chosen(self, turn: Turn, own: Sequence[Order]) -> str:
        """Which of the orders offered is meant, by its position or a word of its title; empty for none."""
        topic = self._topics.get(str(turn.slots.get("order_topic")))
        if turn.asked_slot != "order_id" or topic is None:
            return ""
        offered = topic.choices(own)[:_CHOICES]
        position = int(turn.entity("ordinal") or 0)
        if position and -len(offered) <= position <= len(offered):
            return offered[position - 1 if position > 0 else position].id
        chooses = turn.intent in _CHOOSING or turn.intent in self._topics
        titled = [order for order in offered if chooses and items_said(turn.text, order.items, turn.language)]
        return titled[0].id if len(titled) == 1 else ""

    def _refused(self, conversation: str, order_id: str, last4: str) -> list[EventType]:
        """What a wrong pair leads to."""
        found = identify(self._shop, conversation, order_id, last4, self._orders)
        if found.state == "found":
            return []
        return _forgotten(found.tries_left) if found.state == "wrong" else [*_forgotten(None), *END_FORM]

    def _taken_over(self, turn: Turn) -> list[EventType]:
        """Another wish about an order, said along with the number, takes the form over."""
        takes_over = turn.intent in self._topics and turn.confidence >= _SURE
        return [SlotSet("order_topic", turn.intent)] if takes_over else []


ASKS: Final = {"order_id": "ask_order_id", "phone_last4": "ask_identity"}
"""The reply's ``action`` by the slot it asks for."""
_CHOOSING: Final = ("inform", "select_ordinal", "select_attribute", "correction", "out_of_scope")
"""Intents whose words may choose one of the orders offered; others name goods for their own sake."""
_SURE: Final = 0.5
"""Confidence from which a number said in the form is taken for part of another wish, not for a bare answer."""
_KNOWN: Final = "known"
"""Stands in the form for the digits of a customer whom the channel has authenticated; it opens nothing."""


def order_form_actions(services: Services, topics: Mapping[str, OrderTopic]) -> list[Action]:
    """What Rasa calls for the form; ``topics`` by intent."""
    validate = ValidateOrderForm(services, topics)
    return [validate, AskOrderId(services), AskPhoneLast4(services), ActionOrder(services, topics)]


def order_in_hand(services: Services, turn: Turn) -> Order | None:
    """The order that was proven to be the customer's, unless another one was named since."""
    in_hand, named = turn.slots.get("order_in_hand"), said_last(turn.slots.get("order_id"))
    if not in_hand or (named and order_lookup(named) != order_lookup(in_hand)):
        return None
    return services.orders.find(in_hand)


def known_order(services: Services, turn: Turn) -> Order | None:
    """The order that a general question can be answered for without asking for one: in hand, or the only one."""
    try:
        if turn.customer:
            orders, named = services.orders.of_customer(turn.customer), said_last(turn.slots.get("order_id"))
            meant = [order for order in orders if not named or _is(order, named)]
            if len(meant) == 1:
                return meant[0]
        return None if is_locked(services.shop, turn.conversation) else order_in_hand(services, turn)
    except OrderSystemDown:  # the general answer is as good as before
        return None


def _is(order: Order, number: object) -> bool:
    """Whether this is its number, however it is typed or said."""
    return order_lookup(order.id) == order_lookup(str(number))


def _named(order: Order, language: Language) -> str:
    return " ".join(dict.fromkeys((order.id, first_title(order, language))))


def _wrong(action: ShopAction, turn: Turn, left: int) -> Reply:
    """The same for a number that does not exist and for digits that do not match."""
    key = "order_form.wrong" if left > 1 else "order_form.wrong_last"
    return action.say(turn, key, {"left": left}, action="ask_identity")


def _question(action: ShopAction, turn: Turn, slot: str) -> Reply:
    """What asks for a slot; for the digits, with the number as it was heard."""
    heard = said_last(turn.values("order_id")) or said_last(turn.slots.get("order_id"))
    return action.say(turn, f"order_form.ask_{slot}", {"order": heard}, action=ASKS[slot])


def said_last(said: Any) -> str:
    """What a slot filled from entities holds: of several ("204118, no, 204117") the one said last; empty for none."""
    if isinstance(said, list):
        return str(said[-1]) if said else ""
    return str(said or "")


def _as_given(given: Mapping[str, Any]) -> list[EventType]:
    return [*(SlotSet(name, said_last(value)) for name, value in given.items()), SlotSet("tries_left", None)]


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
