"""Cancelling an order that has not left."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Money
from bot.actions.change_form import ChangeTopic, Details
from bot.actions.order_view import items_words, order_view
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.topics.after_sales.refund import paid_back_by
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.order import Order
from store.systems.order_system import Done

_PART: Final = read_words(__file__, "after_sales_words.yml")["part"]


class CancelOrder(ChangeTopic):
    """Proposes to cancel the whole order; cancels it after a yes."""

    intent: ClassVar[str] = "cancel_order"

    def concerns(self, order: Order) -> bool:
        """Orders that can still be cancelled."""
        return self.services.shop.cancellation(order).allowed

    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:  # noqa: ARG002 - it needs none
        """The proposal, or the rule against it."""
        verdict = self.services.shop.cancellation(order)
        if not verdict.allowed:
            return self.refused(turn, verdict.rule)
        values = {"order": order.id, "items": items_words(self, turn, order.items)}
        what = self.phrase(turn, "cancel_order.what", values)
        partly = len(order.items) > 1 and says(turn.text, _PART)
        key = "cancel_order.propose_whole" if partly else "cancel_order.propose"
        shown = order_view(order, turn.language)
        return self.proposed(turn, key, what, values, {"order": order.id}, order=shown)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Cancels it and says what comes back."""
        order_id = proposal.arguments["order"]
        order = self.services.orders.find(order_id)
        outcome = self.services.orders.cancel(order_id, turn.actor, proposal.key)
        if not isinstance(outcome, Done):
            return self.refused(turn, outcome.rule)
        reply = self.say(turn, "cancel_order.done", {"order": order_id}, action="cancel_order")
        refund = outcome.detail.get("refund")
        if refund:
            values = {"amount": Money(refund, self.services.shop.info.currency).written(turn.language)}
            reply.text = f"{reply.text} {self.phrase(turn, 'cancel_order.refund', values)}"
            method = order.payment_method if order else ""
            if when := paid_back_by(self, turn, method):
                reply.text = f"{reply.text} {when}"
        elif refund is None:
            reply.text = f"{reply.text} {self.phrase(turn, 'cancel_order.refund_unknown')}"
        return Answer(reply)
