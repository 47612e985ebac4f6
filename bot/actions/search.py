"""Finding products by need or by name, and recommending some."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from annae.types import Reply
from bot.actions.cards import card
from bot.actions.places import floor_words
from bot.actions.services import Hit
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.wish import names_something
from store.product import Product

_NAMED: Final = 3
"""Products named in a sentence; the cards show the rest."""


class ProductSearch(ShopAction):
    """Shows what fits the customer's words."""

    intent: ClassVar[str] = "product_search"

    def answer(self, turn: Turn) -> Answer:
        """Cards and a sentence, or a question when nothing fits."""
        limit = self.services.settings.search.limit
        results = self.services.products.find(turn.text, turn.language, limit)
        if not results.hits:
            return Answer(self.say(turn, "search.nothing"), yes_means="staff_call")
        if results.relaxed:
            return Answer(self.show(turn, results.hits, _entry(results.relaxed), exact=False))
        return Answer(self.show(turn, results.hits, "search.found"))

    def show(self, turn: Turn, hits: Sequence[Hit], key: str, *, exact: bool = True) -> Reply:
        """A reply with the cards of ``hits``; ``key`` is ``<topic>.<entry>``.

        The text names up to three of them; aloud, one is enough: the screen shows the others. What is not ``exact``
        what was asked for is said so aloud too.
        """
        cards = [card(self.services.shop, hit, turn.language) for hit in hits]
        best, others = cards[0], cards[1:_NAMED]
        values: dict[str, object] = {
            "first": best.title,
            "price": hits[0].product.pays.written(turn.language),
            "floor": floor_words(self, turn, best.floor) if best.floor else "",
            "why": best.why or "",
            "others": self.phrase(turn, "search.joiner").join(other.title for other in others),
            "count": len(cards),
        }
        entry = f"{key}_one" if exact and not others else key
        reply = self.say(turn, entry, values, products=cards)
        aloud = self.phrase(turn, "search.aloud", values) if exact else reply.text
        where = ""
        if best.in_stock is False:
            where = self.phrase(turn, "search.out_of_stock", values)
        elif best.floor and best.zone:
            where = self.phrase(turn, "search.place", {**values, "zone": best.zone})
        reply.text = f"{reply.text} {where}".strip()
        more = self.phrase(turn, "search.more_shown") if others else ""
        reply.speech = " ".join(part for part in (aloud, where, more) if part)
        return reply


def _entry(relaxed: tuple[str, ...]) -> str:
    """The text for products that keep to all limits but one, or to fewer."""
    return f"search.without_{relaxed[0]}" if len(relaxed) == 1 else "search.nearest"


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
    head = sorted(hits[:_NAMED], key=lambda hit: -(hit.product.rating or 0.0))
    return [*head, *hits[_NAMED:]]
