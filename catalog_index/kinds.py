"""What kind of thing the customer named (a coat, a bag): other kinds that share the rest of the words come after."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.vocabulary import vocabulary
from store.product import Product
from store.shop import Shop

_BY_CATEGORY: Final = 0.6


class KindIndex:
    """Kinds by row. A kind is the last word of a name, in both languages: 트렌치코트, trench coat and a coat."""

    def __init__(self, shop: Shop, products: Sequence[Product], splitter: TokenSplitter) -> None:
        vague = frozenset(vocabulary()["kind"]["vague"])
        of_category = {name: _heads(term.words(), splitter) - vague for name, term in shop.info.categories.items()}
        self.names = frozenset().union(*of_category.values()) if of_category else frozenset[str]()
        """Every kind there is a word for."""
        self._size = len(products)
        self._titles = [frozenset(splitter.words(" ".join(product.title.both()))) for product in products]
        self._by_title = _rows(title & self.names for title in self._titles)
        self._by_category = _rows(of_category.get(product.category, frozenset()) for product in products)

    def followed_by(self, more: KindIndex) -> KindIndex:
        """The same with the rows of ``more``, of the same shop, at its end."""
        joined = copy.copy(self)
        joined._size = self._size + more._size
        joined._titles = [*self._titles, *more._titles]
        joined._by_title = _joined(self._by_title, more._by_title, self._size)
        joined._by_category = _joined(self._by_category, more._by_category, self._size)
        return joined

    def titled(self, kinds: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Whether a title holds one of ``kinds``, bool [products]."""
        return np.array([bool(title & kinds) for title in self._titles], np.bool_)

    def fits(self, words: Iterable[str]) -> npt.NDArray[np.float32]:
        """Of a kind that ``words`` name, float32 [products]: 1 by its title, less if only its category is called so."""
        wanted = self.names.intersection(words)
        fits = np.zeros(self._size, np.float32)
        for kind in wanted & self._by_category.keys():
            fits[self._by_category[kind]] = _BY_CATEGORY if kind in self._by_title else 1
        for kind in wanted & self._by_title.keys():
            fits[self._by_title[kind]] = 1
        return fits


def _rows(kinds: Iterable[frozenset[str]]) -> dict[str, npt.NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, of_product in enumerate(kinds):
        for kind in of_product:
            rows.setdefault(kind, []).append(row)
    return {kind: np.array(found, np.int64) for kind, found in rows.items()}


def _joined(
    rows: dict[str, npt.NDArray[np.int64]], more: dict[str, npt.NDArray[np.int64]], first: int
) -> dict[str, npt.NDArray[np.int64]]:
    none = np.empty(0, np.int64)
    return rows | {kind: np.concatenate([rows.get(kind, none), found + first]) for kind, found in more.items()}


def _heads(names: Iterable[str], splitter: TokenSplitter) -> frozenset[str]:
    """The last word of each name; a name of two kinds (coats and jackets, 차·커피) gives both."""
    parts = (part for name in names for part in name.replace("·", " and ").replace(",", " and ").split(" and "))
    return frozenset(words[-1] for part in parts if (words := splitter.words(part)))
