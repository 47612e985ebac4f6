"""What kind of thing the customer named (a coat, a bag): other kinds that share the rest of the words come after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.ranking import Ranked
from catalog_index.tokens import TokenSplitter
from store.product import Product
from store.shop import Shop

_WEIGHT: Final = 0.3
"""Of the score, when a kind was named: enough for a warm coat to come before warm boots."""


class KindIndex:
    """Kinds by row. A kind is the last word of a name, in both languages: 트렌치코트, trench coat and a coat."""

    def __init__(self, shop: Shop, products: Iterable[Product], splitter: TokenSplitter) -> None:
        self._splitter = splitter
        of_category = {
            category_id: _heads(term.words(), splitter) for category_id, term in shop.info.categories.items()
        }
        self._named = frozenset().union(*of_category.values()) if of_category else frozenset[str]()
        self._rows = [
            of_category.get(product.category, frozenset()) | _heads(product.title.both(), splitter)
            for product in products
        ]

    def prefer(self, ranked: Ranked, words: str) -> Ranked:
        """The candidates with those of a kind that ``words`` name moved up; unchanged when they name none."""
        wanted = self._named.intersection(self._splitter.words(words))
        if not wanted:
            return ranked
        fits = np.array([bool(wanted & self._rows[row]) for row in ranked.rows], np.float32)
        scores: npt.NDArray[np.float32] = ranked.scores * np.float32(1 - _WEIGHT) + fits * np.float32(_WEIGHT * 0.99)
        order = np.argsort(-scores, kind="stable")
        return Ranked(ranked.rows[order], scores[order], ranked.cosines[order], ranked.shares[order])


def _heads(names: Iterable[str], splitter: TokenSplitter) -> frozenset[str]:
    """The last word of each name; a name of two kinds (coats and jackets, 차·커피) gives both."""
    parts = (part for name in names for part in name.replace("·", " and ").replace(",", " and ").split(" and "))
    return frozenset(words[-1] for part in parts if (words := splitter.words(part)))
