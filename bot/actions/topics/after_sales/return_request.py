"""Giving goods back."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, cast

from annae.types import Money
from bot.actions.change_form import Details
from bot.actions.order_view import items_words, line_as_json, line_of, order_view
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.topics.after_sales.goods_back import OPENED, REASON, GoodsBack
from bot.actions.turn import Turn
from store.line import Line
from store.order import Order, OrderItem
from store.rules.returns import ReturnReason
from store.systems.order_system import Done


class ReturnRequest(GoodsBack):
    """Asks what goes back and why, says who pays for the way, and registers it after a yes."""

    intent: ClassVar[str] = "return_request"

    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:
        """A question, a rule against it, or the proposal."""
        if answer := self.missing(turn, order, known):
            return answer
        window, chosen = self.window_of(order, known), self.chosen(order, known)
        going = [item for item in chosen if any(item is open_item for open_item in window.items)]
        if not window.open:
            return self.not_open(turn, order, window)
        if not going:
            return self.excluded(turn, window, chosen)
        lines = self.lines(order, known, going)
        items = items_words(self, turn, _counted(going, lines))
        values = {"order": order.id, "items": items, "who_pays": self.who_pays(turn, window)}
        what = self.phrase(turn, "return_request.what", values)
        arguments = {
            "order": order.id,
            "items": [line_as_json(line) for line in lines],
            "reason": known[REASON],
            "opened": bool(known.get(OPENED)),
        }
        answer = self.proposed(turn, "return_request.propose", what, values, arguments)
        if left_out := self.exclusion(turn, window, chosen):
            answer.reply.text = f"{left_out} {answer.reply.text}"
        return self.forgetting(answer)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Registers it, with where it can be brought and what was paid for it."""
        arguments = proposal.arguments
        lines = [line_of(entry) for entry in arguments["items"]]
        reason = cast(ReturnReason, arguments["reason"])
        outcome = self.services.orders.request_return(
            arguments["order"], lines, reason, turn.actor, proposal.key, opened=arguments["opened"]
        )
        order = self.services.orders.find(arguments["order"])
        if not isinstance(outcome, Done):
            return self.refused_outcome(turn, outcome)
        shown = order_view(order, turn.language) if order else None
        reply = self.say(
            turn, "return_request.done", {"order": arguments["order"]}, action="return_request", order=shown
        )
        rules = self.services.shop.info.returns
        if rules and rules.place:
            place = {"place": rules.place[turn.language]}
            reply.text = f"{reply.text} {self.phrase(turn, 'goods_back.place', place)}"
        if amount := outcome.detail.get("goods_amount"):
            worth = Money(amount, self.services.shop.info.currency).written(turn.language)
            reply.text = f"{reply.text} {self.phrase(turn, 'return_request.worth', {'amount': worth})}"
        return Answer(reply)


def _counted(items: list[OrderItem], lines: list[Line]) -> list[OrderItem]:
    return [replace(item, quantity=line.quantity) for item, line in zip(items, lines, strict=True)]
