"""Recommending one of what fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.actions.services import Hit
from bot.actions.shop_action import Answer
from bot.actions.topics.search.product_search import NAMED, ProductSearch
from bot.actions.turn import Turn
from bot.actions.wish import names_something
from store.product import Product


@dataclass(frozen=True)
class Popular:
    """A product that was not searched for."""

    product: Product
    score: float = 0.0
    why: str = ""


class Recommendation(ProductSearch):
    """Recommends one of what fits; without any wish, asks for one."""

    intent: ClassVar[str] = "recommendation"

    def answer(self, turn: Turn) -> Answer:
        """The best product with a reason; without a wish, what other customers like best and a question."""
        if not names_something(turn.text, turn.language):
            return Answer(self.show(turn, self._popular(), "recommend.popular"))
        hits = self.services.products.search(turn.text, turn.language, self.services.settings.search.limit)
        if not hits:
            return Answer(self.say(turn, "recommend.ask_need"))
        return Answer(self.show(turn, _best_rated_first(hits), "recommend.best"))

    def _popular(self) -> list[Hit]:
        rated = [product for product in self.services.shop.products() if product.rating]
        rated.sort(key=lambda product: -(product.rating or 0.0) * math.log1p(product.review_count))
        return [Popular(product) for product in rated[: self.services.settings.search.limit]]


def _best_rated_first(hits: Sequence[Hit]) -> list[Hit]:
    """Among the three that fit best, the one other customers liked best comes first."""
    head = sorted(hits[:NAMED], key=lambda hit: -(hit.product.rating or 0.0))
    return [*head, *hits[NAMED:]]
