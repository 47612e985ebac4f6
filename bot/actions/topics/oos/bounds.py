"""What is not ours to answer: other topics, abuse, attempts to get at secrets and other people's data."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.faq import NEAR, NEARLY_THE_SAME
from bot.actions.product_list import LISTED, ProductList
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.shopping import Said
from bot.actions.turn import Turn
from bot.actions.wish import asks_for_whom

_NAMED_OUTRIGHT: Final = 1.0
_SURE: Final = 0.6
"""Confidence from which the classifier takes a message for foreign, not merely for unknown."""


class OutOfScope(ProductList):
    """Before declining, looks whether the shop's own list of questions answers, or a product was named."""

    intent: ClassVar[str] = "out_of_scope"

    def answer(self, turn: Turn) -> Answer:
        """The shop's answer, the product, else a bound and an offer of staff."""
        if known := self.services.faq.answer(turn.text, turn.language, _nearness(turn)):
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        hits = self.services.products.search(turn.text, turn.language, LISTED)
        if named := [hit for hit in hits if hit.score >= _NAMED_OUTRIGHT]:
            wish = Said("product_search", turn.text)
            return self.listed(turn, turn.shopping.looking_for(wish), named, "search.found")
        if asks_for_whom(turn.shopping) and self.services.products.tells(turn.text):
            return self.for_wish(turn, turn.shopping.wishing(Said(self.intent, turn.text)), "gift.found")
        sure = turn.confidence >= _SURE
        key = "oos.out_of_scope" if sure or not turn.slots.get("failures") else "oos.again"
        return Answer(self.say(turn, key, action="decline"), yes_means="staff_call", understood=sure)


class Abuse(ShopAction):
    """Stays polite and keeps a bound."""

    intent: ClassVar[str] = "abuse"

    def answer(self, turn: Turn) -> Answer:
        """A calm sentence and an offer of staff."""
        return Answer(self.say(turn, "oos.abuse", action="decline"), yes_means="staff_call")


class Injection(ShopAction):
    """Tells nothing of other people, of secrets, of rules."""

    intent: ClassVar[str] = "injection"

    def answer(self, turn: Turn) -> Answer:
        """A refusal that says what can be told instead."""
        return Answer(self.say(turn, "oos.injection", action="decline"))


def _nearness(turn: Turn) -> float:
    return NEARLY_THE_SAME if turn.confidence >= _SURE else NEAR
