"""More of what was found, or the list before."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.product_list import Shown, look_for
from bot.actions.reference import product_meant, products_of
from bot.actions.services import Hit
from bot.actions.shop_action import Answer
from bot.actions.similar_list import SimilarList
from bot.actions.turn import Turn
from bot.actions.wish import looks_back, wants_similar


class ShowMore(SimilarList):
    """The next ones of the list, more like the one in focus, or what was on the screen before."""

    intent: ClassVar[str] = "show_more"

    def answer(self, turn: Turn) -> Answer:
        """More; that there are no more; or that nothing was shown yet."""
        shopping, limit = turn.shopping, self.services.settings.search.limit
        if looks_back(turn.text, turn.language) and shopping.seen:
            before = self._hits(turn, shopping.seen[:limit])
            return Answer(
                self.show(turn, before, "more.back"), shopping=shopping.showing([h.product.id for h in before])
            )
        if wants_similar(turn.text, turn.language) or (shopping.focus and shopping.focus not in shopping.results):
            product = product_meant(self, turn)
            return product if isinstance(product, Answer) else self.similar_to(turn, product)
        if not shopping.screen:
            return Answer(self.say(turn, "reference.nothing_shown"), understood=False)
        more = self._hits(turn, shopping.next_results[:limit])
        if not more:
            return Answer(self.say(turn, "more.none"))
        return Answer(self.show(turn, more, "more.shown"), shopping=shopping.showing([hit.product.id for hit in more]))

    def _hits(self, turn: Turn, ids: tuple[str, ...]) -> list[Hit]:
        """These products, with why they were found where the search still knows."""
        wish = turn.shopping.wish
        again = look_for(self.services.products, wish, turn.language).hits if wish else ()
        found = {hit.product.id: hit for hit in again}
        return [found.get(product.id, Shown(product)) for product in products_of(self, ids)]
