"""Finding products by need or by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from annae.types import Reply
from bot.actions.cards import card
from bot.actions.places import floor_words
from bot.actions.services import Hit
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn

NAMED: Final = 3
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
        best, others = cards[0], cards[1:NAMED]
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
