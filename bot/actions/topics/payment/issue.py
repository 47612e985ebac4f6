"""Something went wrong with paying: listen, look at the order where one is given, hand over to a person."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.order_form import OrderTopic
from bot.actions.order_view import first_title, order_view
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.order import Order


class PaymentIssue(OrderTopic):
    """Nobody who is upset is asked for numbers first: an order is looked at only where one was given."""

    intent: ClassVar[str] = "payment_issue"

    def answer(self, turn: Turn) -> Answer:
        """What is known of the order, and somebody who can look into the payment."""
        if turn.entity("order_id") or turn.slots.get("order_in_hand") or turn.form == "order_form":
            return super().answer(turn)
        key = "payment.issue_kiosk" if turn.channel == "kiosk" else "payment.issue"
        means = "staff_call" if turn.channel == "kiosk" else "human_handoff"
        return Answer(self.say(turn, key), yes_means=means)

    def about(self, turn: Turn, order: Order) -> Answer:
        """What the order says of its payment; what the bank did we cannot see."""
        values = {
            "order": order.id,
            "item": first_title(order, turn.language),
            "total": order.total.written(turn.language) if order.total else "",
        }
        key = "payment.issue_order" if order.total else "payment.issue_order_no_total"
        shown = order_view(order, turn.language, total=order.total.amount if order.total else None)
        return Answer(self.say(turn, key, values, order=shown), yes_means="human_handoff")
