"""Advice for a present."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.product_list import ProductList
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.turn import Turn
from bot.actions.wish import asks_for_whom, names_receiver


class GiftRecommendation(ProductList):
    """Asks once for whom it is and what it may cost; then shows what fits."""

    intent: ClassVar[str] = "gift_recommendation"

    def answer(self, turn: Turn) -> Answer:
        """A list; or the question, where nothing is said about it."""
        said = Said(self.intent, turn.text)
        if asks_for_whom(turn.shopping):
            return self.for_wish(turn, turn.shopping.wishing(said), "gift.found")
        asking = turn.shopping.looking_for(said)
        limits = self.services.products.read(turn.text).limits
        if limits or names_receiver(turn.text, turn.language):
            return self.for_wish(turn, asking, "gift.found")
        return Answer(self.say(turn, "gift.for_whom"), shopping=asking.finding_nothing())
