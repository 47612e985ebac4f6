"""Lists of products like another one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.actions.product_list import LISTED, ProductList, Shown
from bot.actions.reference import category_words
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.turn import Turn
from catalog_index.similar import Alike
from store.product import Product


class SimilarList(ProductList):
    """Shows what is like a product; its kind is then what the customer looks for."""

    def similar_to(self, turn: Turn, product: Product) -> Answer:
        """More like ``product``."""
        return self._alike(turn, product, self.services.alikes.like(product.id, LISTED), "similar.found")

    def in_color(self, turn: Turn, product: Product, color: str) -> Answer:
        """``product`` in a colour, or what is like it and comes in that colour."""
        alike = self.services.alikes.in_color(product.id, color, LISTED)
        itself = bool(alike) and alike[0].itself
        return self._alike(turn, product, alike, "similar.itself" if itself else "similar.in_color", color)

    def _alike(self, turn: Turn, product: Product, alike: Sequence[Alike], key: str, color: str = "") -> Answer:
        if not alike:
            return Answer(
                self.say(turn, "similar.none", {"title": product.title[turn.language]}), yes_means="staff_call"
            )
        hits = [Shown(one.product, one.score, self.services.alikes.why(one, turn.language)) for one in alike]
        wish = [Said("product_search", category_words(self, turn, product))]
        if color:
            wish.append(Said("refine_color", turn.text))
        answer = self.listed(turn, turn.shopping.looking_for(*wish), hits, key)
        if key == "similar.itself" and answer.shopping:
            answer.shopping = answer.shopping.focusing(product.id, color)
        return answer
