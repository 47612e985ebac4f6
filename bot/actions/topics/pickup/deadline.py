"""Until when an order can be collected."""

from __future__ import annotations

from typing import ClassVar

from annae.types import Location, Reply
from bot.actions.calendar_words import day_words, time_words
from bot.actions.order_form import OrderTopic
from bot.actions.order_view import first_title, order_view
from bot.actions.order_words import status_reply
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.order import Order
from store.rules.pickup import PickupDeadline, pickup_deadline


class PickupDeadlineTopic(OrderTopic):
    """Tells the deadline of the order that was proven to be the customer's."""

    intent: ClassVar[str] = "pickup_deadline"

    def concerns(self, order: Order) -> bool:
        """Orders collected here."""
        return order.kind == "pickup"

    def about(self, turn: Turn, order: Order) -> Answer:
        """The deadline, the place, and whether it can be extended."""
        shop = self.services.shop
        deadline = pickup_deadline(shop.info, order, shop.now())
        if deadline.state == "not_for_pickup" and order.kind != "delivery":
            return Answer(status_reply(self, turn, order))  # it was, and has been cancelled or returned since
        expired = deadline.expired
        return Answer(self._deadline(turn, order), yes_means="human_handoff" if expired else None)

    def _deadline(self, turn: Turn, order: Order) -> Reply:
        shop = self.services.shop
        deadline = pickup_deadline(shop.info, order, shop.now())
        values = self._values(turn, order, deadline)
        undated = deadline.state == "ready" and deadline.deadline is None
        key = "pickup.ready_undated" if undated else f"pickup.{deadline.state}"
        reply = self.say(turn, key, values, order=self._shown(turn, order, deadline))
        if deadline.state == "ready" and not undated:
            extra = "pickup.extendable" if deadline.extendable else "pickup.not_extendable"
            reply.text += " " + self.phrase(turn, extra, values)
        if deadline.zones and (place := shop.place(deadline.zones[0])):
            reply.action = "show_order"
            reply.location = Location(place.floor, place.zone_name[turn.language], place.x, place.y)
        return reply

    def _values(self, turn: Turn, order: Order, deadline: PickupDeadline) -> dict[str, object]:
        today = self.services.shop.now().date()
        values: dict[str, object] = {
            "order": order.id,
            "place": deadline.place_name[turn.language],
            "item": first_title(order, turn.language),
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

    def _shown(self, turn: Turn, order: Order, deadline: PickupDeadline) -> dict[str, object]:
        until = deadline.deadline.isoformat() if deadline.deadline else None
        place = deadline.place_name[turn.language] or None
        return order_view(order, turn.language, deadline=until, extendable=deadline.extendable, place=place)
