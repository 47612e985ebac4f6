"""How far an order has got."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.order_form import OrderTopic
from bot.actions.order_words import is_late, status_reply
from bot.actions.shop_action import Answer
from bot.actions.topics.pickup.deadline import PickupDeadlineTopic
from bot.actions.turn import Turn
from store.order import Order


class OrderStatus(OrderTopic):
    """Tells the status, and what comes next where it is known."""

    intent: ClassVar[str] = "order_status"

    def about(self, turn: Turn, order: Order) -> Answer:
        """The status; what waits at the desk is told as a pickup."""
        if self.services.shop.pickup(order).state in ("ready", "expired"):
            return PickupDeadlineTopic(self.services).about(turn, order)
        late = order.status == "shipped" and is_late(self, order)
        return Answer(status_reply(self, turn, order), yes_means="human_handoff" if late else None)
