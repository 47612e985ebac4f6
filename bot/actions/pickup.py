"""Until when an order can be collected: asks for its number and four digits, then tells its owner."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from annae.types import Location, Reply
from bot.actions.calendar_words import day_words, time_words
from bot.actions.services import Services
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn
from store.identity.identification import identify, is_locked
from store.order import Order
from store.rules.pickup import PickupDeadline, pickup_deadline
from store.systems.order_system import OrderSystemDown

FORM = "pickup_form"


class ValidatePickupForm(Action):  # type: ignore[misc]  # rasa_sdk's classes carry no types
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
        conversation = str(tracker.sender_id)
        given = tracker.slots_to_validate()
        order_id, last4 = tracker.get_slot("order_id"), tracker.get_slot("phone_last4")
        if is_locked(self._shop, conversation):
            return [*_forgotten(None), *END_FORM]
        if not given:
            return []  # a digression: with any event Rasa would take the form for answered
        if tracker.get_slot("requested_slot") is None and _names_order_only(tracker):
            # Another order than the one in hand: the digits known belong to that one.
            return [SlotSet("order_id", order_id), SlotSet("phone_last4", None)]
        if order_id and last4:
            # In a thread: a system of the shop's own may take seconds.
            refused = await asyncio.to_thread(self._refused, conversation, str(order_id), str(last4))
            if refused:
                return refused
        return [*(SlotSet(name, value) for name, value in given.items()), SlotSet("pickup_tries_left", None)]

    def _refused(self, conversation: str, order_id: str, last4: str) -> list[EventType]:
        """What a wrong pair leads to. Nothing when nobody can tell: the action after the form says so."""
        try:
            found = identify(self._shop, conversation, order_id, last4, self._orders)
        except OrderSystemDown:
            return []
        if found.state == "found":
            return []
        return _forgotten(found.tries_left) if found.state == "wrong" else [*_forgotten(None), *END_FORM]


class AskOrderId(ShopAction):
    """Asks for the order number."""

    intent: ClassVar[str] = "pickup_deadline"
    slot: ClassVar[str] = "order_id"
    digresses: ClassVar[bool] = False

    def name(self) -> str:
        """Rasa's name for asking a form's slot."""
        return f"action_ask_{FORM}_{self.slot}"

    def answer(self, turn: Turn) -> Answer:
        """The question, after a wrong pair with the tries left."""
        left = turn.slots.get("pickup_tries_left")
        if left:
            return Answer(self.say(turn, "pickup.wrong", {"left": left}, action="ask_identity"))
        action = "ask_order_id" if self.slot == "order_id" else "ask_identity"
        return Answer(self.say(turn, f"pickup.ask_{self.slot}", action=action))


class AskPhoneLast4(AskOrderId):
    """Asks for the last four digits of the phone."""

    slot: ClassVar[str] = "phone_last4"


class TellPickupDeadline(ShopAction):
    """Tells the deadline of the order that was proven to be the customer's."""

    intent: ClassVar[str] = "pickup_deadline"
    digresses: ClassVar[bool] = False

    def answer(self, turn: Turn) -> Answer:
        """The deadline, the place, and whether it can be extended."""
        order_id, last4 = turn.slots.get("order_id"), turn.slots.get("phone_last4")
        shop = self.services.shop
        if is_locked(shop, turn.conversation) or not (order_id and last4):
            return Answer(self.say(turn, "pickup.locked", action="handoff"), list(END_FORM), yes_means="human_handoff")
        found = identify(shop, turn.conversation, str(order_id), str(last4), self.services.orders)
        if not found.order:
            return Answer(self.say(turn, "pickup.locked", action="handoff"), list(END_FORM), yes_means="human_handoff")
        reply = self._deadline(turn, found.order)
        offers_person = reply.text and pickup_deadline(shop.info, found.order, shop.now()).expired
        return Answer(reply, list(END_FORM), yes_means="human_handoff" if offers_person else None)

    def _deadline(self, turn: Turn, order: Order) -> Reply:
        shop = self.services.shop
        deadline = pickup_deadline(shop.info, order, shop.now())
        values = self._values(turn, order, deadline)
        undated = deadline.state == "ready" and deadline.deadline is None
        key = "pickup.ready_undated" if undated else f"pickup.{deadline.state}"
        reply = self.say(turn, key, values, order=_shown(turn, order, deadline))
        if deadline.state == "ready" and not undated:
            extra = "pickup.extendable" if deadline.extendable else "pickup.not_extendable"
            reply.text += " " + self.phrase(turn, extra, values)
        if deadline.zones and (place := shop.place(deadline.zones[0])):
            reply.action = "show_order"
            reply.location = Location(place.floor, place.zone_name[turn.language], place.x, place.y)
        return reply

    def _values(self, turn: Turn, order: Order, deadline: PickupDeadline) -> dict[str, object]:
        today = self.services.shop.now().date()
        titles = [item.title[turn.language] for item in order.items if item.title]
        values: dict[str, object] = {
            "order": order.id,
            "place": deadline.place_name[turn.language],
            "item": titles[0] if titles else order.id,
        }
        for name, moment in (("", deadline.deadline), ("extended_", deadline.extended_deadline)):
            if moment:
                values[f"{name}day"] = day_words(self, turn, moment.date(), today)
                values[f"{name}time"] = time_words(self, turn, moment)
        if opening := deadline.opening:
            for name, moment in (("opens", opening.opens), ("closes", opening.closes)):
                if moment:
                    values[name] = time_words(self, turn, moment)
        return values


def pickup_actions(services: Services) -> list[Action]:
    """Every action of this topic."""
    return [ValidatePickupForm(services), AskOrderId(services), AskPhoneLast4(services), TellPickupDeadline(services)]


def _names_order_only(tracker: Tracker) -> bool:
    named = {entity["entity"] for entity in tracker.latest_message.get("entities") or ()}
    return "order_id" in named and "phone_last4" not in named


def _forgotten(tries_left: int | None) -> list[EventType]:
    return [
        SlotSet("order_id", None),
        SlotSet("phone_last4", None),
        SlotSet("pickup_tries_left", tries_left),
    ]


def _shown(turn: Turn, order: Order, deadline: PickupDeadline) -> dict[str, Any]:
    """What a screen shows of the order; the customer's name is masked already."""
    return {
        "id": order.id,
        "customer": order.customer,
        "status": order.status,
        "items": [
            {"id": item.product_id, "title": item.title[turn.language], "quantity": item.quantity}
            for item in order.items
        ],
        "deadline": deadline.deadline.isoformat() if deadline.deadline else None,
        "extendable": deadline.extendable,
        "place": deadline.place_name[turn.language] or None,
    }
