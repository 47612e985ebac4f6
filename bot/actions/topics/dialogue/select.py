"""Choosing one of those shown: by position, by a feature, by being the cheapest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

import yaml

from annae.types import Language
from bot.actions.product_list import Shown
from bot.actions.product_words import first_sentence
from bot.actions.reference import (
    ask_which,
    by_position,
    called,
    has_features,
    of_kind_named,
    product_meant,
    products_of,
)
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said
from bot.actions.topics.dialogue.refine import Refine
from bot.actions.turn import Turn
from bot.actions.wish import looks_back
from catalog_index.understanding.sorting import Order
from store.product import Product

_COMPARATIVES: Final[dict[Order, dict[Language, list[str]]]] = yaml.safe_load(
    Path(__file__).with_name("comparatives.yml").read_text(encoding="utf-8")
)


class SelectAttribute(Refine):
    """By colour, brand, price, kind, or as the cheaper of two."""

    intent: ClassVar[str] = "select_attribute"

    def answer(self, turn: Turn) -> Answer:
        """The one chosen, the question which one, or what else there is like that."""
        if turn.values("product"):
            return self._meant(turn)
        screen, seen = (products_of(self, ids) for ids in (turn.shopping.screen, turn.shopping.seen))
        back = looks_back(turn.text, turn.language)
        for shown in (seen, screen) if back else (screen, seen):
            if shown and (chosen := self._chosen(turn, shown)):
                return self._told(turn, chosen, back=back)
        if turn.shopping.wish and self.services.products.tells(turn.text):
            return self.refined(turn, Said("refine_feature", turn.text))
        return self._meant(turn)

    def chosen(self, turn: Turn, product: Product) -> Answer:
        """Something about ``product``, which is in focus from now on."""
        hit = Shown(product, why=first_sentence(product, turn.language))
        color = turn.entity("color") or ""
        shopping = turn.shopping.focusing(
            product.id, color if color in product.colors else "", turn.entity("size") or ""
        )
        return Answer(self.show(turn, [hit], "select.chosen"), shopping=shopping)

    def _meant(self, turn: Turn) -> Answer:
        product = product_meant(self, turn)
        return product if isinstance(product, Answer) else self.chosen(turn, product)

    def _chosen(self, turn: Turn, shown: Sequence[Product]) -> list[Product]:
        featured = [product for product in shown if has_features(turn, product)]
        named = (looks_back(turn.text, turn.language) and of_kind_named(self, turn, featured or shown)) or called(
            turn, featured or shown
        )
        chosen = named or featured
        if not chosen and any(turn.values(name) for name in ("color", "brand", "money")):
            return []
        order = self.services.products.read(turn.text).order or _comparative(turn)
        return [_first(chosen or list(shown), order)] if order else chosen

    def _told(self, turn: Turn, chosen: Sequence[Product], *, back: bool) -> Answer:
        if len(chosen) == 1:
            return self.chosen(turn, chosen[0])
        if not back:
            return ask_which(self, turn, chosen)
        hits = [Shown(product, why=first_sentence(product, turn.language)) for product in chosen]
        limit = self.services.settings.search.limit
        shopping = turn.shopping.showing([product.id for product in chosen[:limit]])
        return Answer(self.show(turn, hits[:limit], "select.again"), shopping=shopping)


class SelectOrdinal(SelectAttribute):
    """By position on the screen."""

    intent: ClassVar[str] = "select_ordinal"

    def answer(self, turn: Turn) -> Answer:
        """The one at that position; a position not understood may still be a feature."""
        if not turn.entity("ordinal"):
            return super().answer(turn)
        product = by_position(self, turn)
        return product if isinstance(product, Answer) else self.chosen(turn, product)


def _comparative(turn: Turn) -> Order | None:
    text = turn.text.casefold()
    for order, words in _COMPARATIVES.items():
        if any(word in text for word in words[turn.language]):
            return order
    return None


def _first(products: Sequence[Product], order: Order) -> Product:
    """The first of ``products`` in that order."""
    if order == "cheapest":
        return min(products, key=lambda product: product.pays.amount)
    if order == "dearest":
        return max(products, key=lambda product: product.pays.amount)
    if order == "popular":
        return max(products, key=lambda product: product.review_count)
    return max(products, key=lambda product: product.rating or 0.0)
