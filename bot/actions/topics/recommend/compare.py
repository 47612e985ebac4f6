"""Two or three products side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from bot.actions.cards import card
from bot.actions.product_list import Shown
from bot.actions.product_words import first_sentence, in_a_row
from bot.actions.reference import at_position, called, has_features, products_of
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.wish import looks_back, points
from catalog_index.compare import Comparison, Row, compare
from store.product import Product

_FEWEST: Final = 2
_MOST: Final = 3
_TOLD: Final = 3
"""Differences told."""
_LESS_TELLING: Final = ("brand", "category", "colors", "sizes", "stock")


class Compare(ShopAction):
    """Tells what differs between those named, or between the first ones on the screen."""

    intent: ClassVar[str] = "compare"

    def answer(self, turn: Turn) -> Answer:
        """The differences, or the question which ones."""
        products = self._products(turn)
        if isinstance(products, Answer):
            return products
        if len(products) < _FEWEST:
            return Answer(self.say(turn, "compare.which"), understood=False)
        comparison = compare(self.services.shop, [product.id for product in products], self.services.labels)
        titles = [product.title[turn.language] for product in products]
        rows = sorted((row for row in comparison.differences if row.known_of_all), key=_telling)
        told = [self._row(turn, row) for row in rows[:_TOLD]]
        values = {"titles": in_a_row(self, turn, titles), "differences": " ".join(told)}
        reply = self.say(turn, "compare.differ" if told else "compare.same", values)
        advice = self._advice(turn, comparison)
        reply.speech = " ".join(filter(None, [*told[:1], advice])) or None  # the rest is on the screen
        reply.text = " ".join(filter(None, [reply.text, advice]))
        reply.products = [
            card(self.services.shop, Shown(product, why=first_sentence(product, turn.language)), turn.language)
            for product in products
        ]
        shopping = turn.shopping.showing([product.id for product in products])
        return Answer(reply, shopping=shopping)

    def _products(self, turn: Turn) -> list[Product] | Answer:
        """Those named by id, position, feature or a word of the title; with "it" the one in focus; else the first."""
        shop, shopping = self.services.shop, turn.shopping
        named = [product for product in map(shop.product, turn.values("product")) if product]
        for position in turn.values("ordinal"):
            product = at_position(self, turn, int(position))
            if isinstance(product, Answer):
                return product
            named.append(product)
        shown = products_of(self, shopping.screen)
        if not named:
            around = [*shown, *products_of(self, shopping.seen)]
            named = [product for product in shown if has_features(turn, product)] or called(turn, around)
        if len(_different(named)) < _FEWEST:
            named = [*named, *self._besides(turn, shown)]
        return _different(named)[: _MOST if len(turn.values("ordinal")) != _FEWEST else _FEWEST]

    def _besides(self, turn: Turn, shown: Sequence[Product]) -> list[Product]:
        """What "it" and "the one before" may mean; without such words, the first two shown."""
        shopping = turn.shopping
        focus = products_of(self, [shopping.focus]) if shopping.focus else []
        seen = products_of(self, shopping.seen[:1]) if looks_back(turn.text, turn.language) else []
        if focus and points(turn.text, turn.language):
            return [*focus, *seen, *shown][:_FEWEST]
        return [*seen, *shown][:_FEWEST]

    def _row(self, turn: Turn, row: Row) -> str:
        """One difference, by position: titles would be read out again and again."""
        each = [
            self.phrase(turn, f"compare.of_{place}", {"value": value[turn.language]})
            for place, value in enumerate(row.values, start=1)
        ]
        joined = self.phrase(turn, "products.comma").join(each)
        return self.phrase(turn, "compare.row", {"label": row.label[turn.language], "values": joined})

    def _advice(self, turn: Turn, comparison: Comparison) -> str:
        """Which is cheapest and which is rated best, where that is not the same one."""
        best = {row.key: row.best for row in comparison.differences if row.key in ("price", "rating") and row.best}
        cheapest, rated = (best.get(key, ()) for key in ("price", "rating"))
        if len(cheapest) != 1 or len(rated) != 1:
            return ""
        titles = [product.title[turn.language] for product in comparison.products]
        values = {"cheapest": titles[cheapest[0]], "rated": titles[rated[0]]}
        return self.phrase(turn, "compare.best" if cheapest == rated else "compare.either", values)


def _telling(row: Row) -> int:
    """Place of a difference: the price first, then what the product is like, then what it comes in."""
    return 0 if row.key == "price" else 2 if row.key in _LESS_TELLING else 1


def _different(products: Sequence[Product]) -> list[Product]:
    return list({product.id: product for product in products}.values())
