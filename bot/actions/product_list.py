"""Lists of products: what is found for a wish, what of it is on the screen, and how it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annae.types import Language, Reply
from bot.actions.cards import card
from bot.actions.places import floor_words
from bot.actions.services import Finder, Hit, Results
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.shopping import Said, Shopping
from bot.actions.turn import Turn
from catalog_index.understanding.refinement import Refinement
from store.product import Product

NAMED: Final = 3
"""Products named in a sentence; the cards show the rest."""
LISTED: Final = 20
"""Products found for a wish: the screen shows the first of them, and more on request."""
_ONLY_LIMITS: Final = ("refine_price", "refine_cheaper", "refine_expensive", "refine_sort")


@dataclass(frozen=True)
class Shown:
    """A product that was not searched for."""

    product: Product
    score: float = 0.0
    why: str = ""


class ProductList(ShopAction):
    """Shows lists of products and keeps them in the context."""

    def for_wish(self, turn: Turn, shopping: Shopping, key: str = "search.found") -> Answer:
        """What is found for the wish of ``shopping``, said by text ``key``; else the nearest, and what it lacks."""
        results = look_for(self.services.products, shopping.wish, turn.language)
        return self.found(turn, shopping, results, key)

    def found(self, turn: Turn, shopping: Shopping, results: Results, key: str) -> Answer:
        """What was found for the wish of ``shopping``."""
        if not results.hits:
            return Answer(self.say(turn, "search.nothing"), yes_means="staff_call", understood=False)
        if results.relaxed:
            return self.listed(turn, shopping, results.hits, lacking(results.relaxed), exact=False)
        return self.listed(turn, shopping, results.hits, key)

    def listed(self, turn: Turn, shopping: Shopping, hits: Sequence[Hit], key: str, *, exact: bool = True) -> Answer:
        """The first of ``hits`` on the screen and all of them in the context."""
        ids, limit = [hit.product.id for hit in hits], self.services.settings.search.limit
        reply = self.show(turn, hits[:limit], key, exact=exact)
        return Answer(reply, shopping=shopping.showing(ids[:limit], ids))

    def show(self, turn: Turn, hits: Sequence[Hit], key: str, *, exact: bool = True) -> Reply:
        """A reply with the cards of ``hits``; ``key`` is ``<topic>.<entry>``.

        The text names up to three of them; aloud, one is enough: the screen shows the others. What is not ``exact``
        what was asked for is said so aloud too.
        """
        cards = [card(self.services.shop, hit, turn.language) for hit in hits]
        best, others = cards[0], cards[1:NAMED]
        price = hits[0].product.pays.written(turn.language)
        values: dict[str, object] = {
            "first": best.title,
            "price": price,
            "floor": floor_words(self, turn, best.floor) if best.floor else "",
            "why": _not_telling(best.why or "", price),
            "others": self.phrase(turn, "search.joiner").join(other.title for other in others),
            "count": len(cards),
        }
        entry = f"{key}_one" if exact and not others else key
        reply = self.say(turn, entry, values, products=cards)
        aloud = self.phrase(turn, "search.aloud", values) if exact and others else reply.text
        where = ""
        if best.in_stock is False:
            where = self.phrase(turn, "search.out_of_stock", values)
        elif best.floor and best.zone:
            where = self.phrase(turn, "search.place", {**values, "zone": best.zone})
        reply.text = f"{reply.text} {where}".strip()
        more = self.phrase(turn, "search.more_shown") if others else ""
        reply.speech = " ".join(part for part in (aloud, where, more) if part)
        return reply


def look_for(finder: Finder, wish: Sequence[Said], language: Language) -> Results:
    """What is found for a wish and all that was said of it since."""
    first, *more = wish
    return finder.find(first.text, language, LISTED, refined=[_refinement(said) for said in more])


def lacking(relaxed: tuple[str, ...], topic: str = "search") -> str:
    """The text for products that keep to all limits but one, or to fewer."""
    return f"{topic}.without_{relaxed[0]}" if len(relaxed) == 1 else "search.nearest"


def _not_telling(why: str, price: str) -> str:
    """``why`` without its sentence about the price, which is told anyway."""
    return " ".join(sentence for sentence in re.split(r"(?<=[.!?])\s+", why) if price not in sentence)


def _refinement(said: Said) -> Refinement:
    return Refinement(
        said.text,
        below=said.amount if said.intent == "refine_cheaper" else None,
        above=said.amount if said.intent == "refine_expensive" else None,
        adds=said.intent not in _ONLY_LIMITS,
        excludes=said.intent == "refine_exclude",
    )
