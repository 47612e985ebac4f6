"""Whether an order can be collected now."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.order_form import OrderTopic
from bot.actions.order_view import items_words, order_view
from bot.actions.order_words import ready_words
from bot.actions.shop_action import Answer
from bot.actions.topics.pickup.deadline import PickupDeadlineTopic
from bot.actions.turn import Turn
from store.order import Order


class PickupReady(OrderTopic):
    """Tells whether it is ready, and if not, when it will be where that is known."""

    intent: ClassVar[str] = "pickup_ready"

    def concerns(self, order: Order) -> bool:
        """Orders that are still to be collected."""
        return self.services.shop.pickup(order).state in ("not_ready", "ready")

    def about(self, turn: Turn, order: Order) -> Answer:
        """Not ready: with the time; all else as its deadline tells."""
        if self.services.shop.pickup(order).state != "not_ready":
            return PickupDeadlineTopic(self.services).about(turn, order)
        values: dict[str, object] = {"order": order.id, "what": items_words(self, turn, order.items)}
        reply = self.say(turn, "pickup.preparing", values, action="show_order", order=order_view(order, turn.language))
        reply.text = " ".join(filter(None, [reply.text, ready_words(self, turn, order)]))
        return Answer(reply)
