"""Recommending one of what fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

from bot.actions.product_list import LISTED, NAMED, ProductList, Shown, look_for
from bot.actions.product_words import first_sentence
from bot.actions.reference import products_of
from bot.actions.services import Hit
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.turn import Turn
from bot.actions.wish import names_something, points
from store.product import Product


class Recommendation(ProductList):
    """Recommends one of what fits; without any wish, asks for one."""

    intent: ClassVar[str] = "recommendation"

    def answer(self, turn: Turn) -> Answer:
        """The best of those shown where they are spoken of, of those that meet the need, else what others like best."""
        shown = products_of(self, turn.shopping.screen)
        if shown and points(turn.text, turn.language) and not self.services.products.names_kind(turn.text):
            return self._of(turn, shown)
        if not names_something(turn.text, turn.language):
            # A wish of no words: what is said next, such as a price, is a limit for the popular ones.
            nothing = turn.shopping.looking_for(Said(self.intent, ""))
            return self.listed(turn, nothing, self._popular(), "recommend.popular")
        shopping = turn.shopping.looking_for(Said(self.intent, turn.text))
        results = look_for(self.services.products, shopping.wish, turn.language)
        if not results.hits:
            return Answer(self.say(turn, "recommend.ask_need"), understood=False)
        if results.relaxed:
            return self.found(turn, shopping, results, "recommend.best")
        return self.listed(turn, shopping, _best_rated_first(results.hits), "recommend.best")

    def _of(self, turn: Turn, shown: Sequence[Product]) -> Answer:
        """One of those on the screen."""
        liked = sorted(shown, key=_liked, reverse=True)
        hits = [Shown(product, why=first_sentence(product, turn.language)) for product in liked]
        return Answer(self.show(turn, hits, "recommend.of_screen"), shopping=turn.shopping.focusing(liked[0].id))

    def _popular(self) -> list[Hit]:
        rated = [product for product in self.services.shop.products() if product.rating]
        rated.sort(key=_liked, reverse=True)
        return [Shown(product) for product in rated[:LISTED]]


def _liked(product: Product) -> float:
    return (product.rating or 0.0) * math.log1p(product.review_count)


def _best_rated_first(hits: Sequence[Hit]) -> list[Hit]:
    """Among the three that fit best, the one other customers liked best comes first."""
    head = sorted(hits[:NAMED], key=lambda hit: -(hit.product.rating or 0.0))
    return [*head, *hits[NAMED:]]
