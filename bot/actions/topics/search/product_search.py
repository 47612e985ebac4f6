"""Finding products by need or by name."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.product_list import ProductList
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.turn import Turn
from bot.actions.wish import asks_for_whom, names_something


class ProductSearch(ProductList):
    """Shows what fits the customer's words; with nothing but limits in them, they are for the wish before."""

    intent: ClassVar[str] = "product_search"

    def answer(self, turn: Turn) -> Answer:
        """Cards and a sentence, or a question when nothing fits."""
        said = Said(self.intent, turn.text)
        more = turn.shopping.wish and (asks_for_whom(turn.shopping) or self._only_limits(turn))
        return self.for_wish(turn, turn.shopping.wishing(said) if more else turn.shopping.looking_for(said))

    def _only_limits(self, turn: Turn) -> bool:
        """Whether nothing is named to look for, as in "in black, size 245"."""
        said = self.services.products.read(turn.text)
        return bool(said.limits or said.order) and not names_something(said.wanted, turn.language)
