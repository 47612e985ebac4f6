"""Sending an order elsewhere, while it has not left."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Money
from bot.actions.change_form import ChangeTopic, Details
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.topics.order_status.address import find_address
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.changes.address import LONGEST_ADDRESS
from store.order import Order
from store.systems.order_system import Done

_OTHER: Final = read_words(__file__, "address_words.yml")["other_change"]
_ADDRESS: Final = "new_address"
_MAY_BE_ADDRESS: Final = ("inform", "delivery_change", "correction", "out_of_scope", "deny", "affirm")
"""Intents of a short address; a clear wish for something else needs more signs to be taken for one."""


class DeliveryChange(ChangeTopic):
    """Asks for the new address, repeats it, and changes it after a yes; dates and notes are a person's part."""

    intent: ClassVar[str] = "delivery_change"

    def concerns(self, order: Order) -> bool:
        """Orders whose address can still be changed."""
        return self.services.shop.address_change(order).allowed

    def heard(self, turn: Turn, order: Order, asked: str) -> Details:  # noqa: ARG002 - as its base
        """The address, if the turn has one."""
        expected = asked == _ADDRESS and turn.intent in _MAY_BE_ADDRESS
        address = find_address(turn.text, asked=expected)
        if expected and not self.services.shop.delivery(turn.text).allowed.allowed:
            address = address or turn.text  # abroad: of no form we know, and the rules say no
        return {_ADDRESS: address} if address else {}

    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:
        """A rule against it first; then the address is asked for and repeated."""
        verdict = self.services.shop.address_change(order)
        if not verdict.allowed:
            return self.refused(turn, verdict.rule)
        if _ADDRESS not in known:
            if says(turn.text, _OTHER):
                return Answer(self.say(turn, "delivery_change.other", action="decline"), yes_means="human_handoff")
            return self.ask(turn, order, _ADDRESS, known)
        return self._proposal(turn, order, str(known[_ADDRESS]))

    def _proposal(self, turn: Turn, order: Order, address: str) -> Answer:
        if len(address) > LONGEST_ADDRESS:
            return self.ask(turn, order, _ADDRESS, {}, action=None)
        terms = self.services.shop.delivery(address)
        if not terms.allowed.allowed:
            return self.refused(turn, terms.allowed.rule)
        what = self.phrase(turn, "delivery_change.what", {"order": order.id})
        arguments = {"order": order.id, "address": address}
        answer = self.proposed(turn, "delivery_change.propose", what, {"address": address}, arguments)
        if terms.area and terms.area.extra_fee:
            fee = Money(terms.area.extra_fee, self.services.shop.info.currency).written(turn.language)
            values = {"area": terms.area.name[turn.language], "fee": fee}
            answer.reply.text = f"{self.phrase(turn, 'delivery_change.surcharge', values)} {answer.reply.text}"
        return self.forgetting(answer)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Changes the address."""
        order_id, address = proposal.arguments["order"], proposal.arguments["address"]
        outcome = self.services.orders.change_address(order_id, address, turn.actor, proposal.key)
        if not isinstance(outcome, Done):
            return self.refused(turn, outcome.rule)
        return Answer(self.say(turn, "delivery_change.done", {"order": order_id}, action="address_change"))
