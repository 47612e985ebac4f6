"""What kind of thing the customer named (a coat, a bag): other kinds that share the rest of the words come after."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.columns import Groups, Mask
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.vocabulary import vocabulary
from store.product import Product
from store.shop import Shop

_BY_CATEGORY: Final = 0.6


class KindIndex:
    """Kinds by row. A kind is the last word of a name, in both languages: 트렌치코트, trench coat and a coat."""

    def __init__(self, shop: Shop, products: Iterable[Product], splitter: TokenSplitter, lexical: LexicalIndex) -> None:
        """``lexical``: has the titles of the same ``products``, in the same order."""
        vague = frozenset(vocabulary()["kind"]["vague"])
        self._of_category = {
            name: _heads(term.words(), splitter) - vague for name, term in shop.info.categories.items()
        }
        self.names = frozenset[str]().union(*self._of_category.values())
        """Every kind there is a word for."""
        self._categories = Groups.of([product.category] for product in products)
        self._lexical = lexical

    def followed_by(self, products: Iterable[Product], lexical: LexicalIndex) -> KindIndex:
        """The same with ``products`` at its end; ``lexical`` has the titles of all of them."""
        joined = copy.copy(self)
        joined._categories = self._categories.followed_by(Groups.of([product.category] for product in products))
        joined._lexical = lexical
        return joined

    def titled(self, kinds: Iterable[str]) -> Mask:
        """Whether a title holds one of ``kinds``, bool [products]."""
        mask = np.zeros(self._categories.size, np.bool_)
        for kind in kinds:
            mask[self._lexical.named(kind)] = True
        return mask

    def fits(self, words: Iterable[str]) -> npt.NDArray[np.float32]:
        """Of a kind that ``words`` name, float32 [products]: 1 by its title, less if only its category is called so."""
        wanted = self.names.intersection(words)
        fits = np.zeros(self._categories.size, np.float32)
        titled = {kind: self._lexical.named(kind) for kind in wanted}
        for kind, rows in titled.items():
            called_so = [category for category, kinds in self._of_category.items() if kind in kinds]
            fits[self._categories.mask(called_so)] = _BY_CATEGORY if len(rows) else 1
        for rows in titled.values():
            fits[rows] = 1
        return fits


def _heads(names: Iterable[str], splitter: TokenSplitter) -> frozenset[str]:
    """The last word of each name; a name of two kinds (coats and jackets, 차·커피) gives both."""
    parts = (part for name in names for part in name.replace("·", " and ").replace(",", " and ").split(" and "))
    return frozenset(words[-1] for part in parts if (words := splitter.words(part)))
