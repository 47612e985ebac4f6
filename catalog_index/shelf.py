"""What of the products is needed to filter and rank, read once: columns in the order of the index's rows."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from catalog_index.knowledge import read_knowledge
from catalog_index.ranking import Rows
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Limits
from catalog_index.understanding.sorting import Order
from catalog_index.vectors.vector_index import NO_ROWS
from store.product import Product
from store.shop import Shop

Mask = npt.NDArray[np.bool_]

_MADE_OF: Final = ("material", "lining", "fill", "allergens")


class Shelf:
    """Columns of the products; rows that share a brand, colour, size or material are kept by it."""

    def __init__(self, products: Sequence[Product], shop: Shop, own_knowledge: str = "") -> None:
        materials = read_knowledge("materials", own_knowledge)
        groups: dict[str, list[str]] = read_knowledge("people", own_knowledge)["groups"]
        self.size = len(products)
        self.prices = np.array([product.pays.amount for product in products], np.int64)
        self.ratings = np.array([product.rating or 0.0 for product in products], np.float32)
        self._liked = np.array([_popularity(product) for product in products], np.float32)
        self.popularity = _of_highest(self._liked)
        self._brands = _grouped([product.brand] for product in products)
        self._colors = _grouped(product.colors for product in products)
        self._sizes = _grouped(product.sizes for product in products)
        self._groups = _grouped(_for_whom(product, shop, groups) for product in products)
        self._materials = _grouped(_made_of(product, materials) for product in products)
        self._gone = NO_ROWS

    def followed_by(self, more: Shelf, gone: Rows) -> Shelf:
        """The same with the rows of ``more`` at its end, and without the rows ``gone`` besides those gone before."""
        joined = copy.copy(self)
        joined.size = self.size + more.size
        joined.prices = np.concatenate([self.prices, more.prices])
        joined.ratings = np.concatenate([self.ratings, more.ratings])
        joined._liked = np.concatenate([self._liked, more._liked])
        joined.popularity = _of_highest(joined._liked)
        for name in ("_brands", "_colors", "_sizes", "_groups", "_materials"):
            setattr(joined, name, _joined(getattr(self, name), getattr(more, name), self.size))
        joined._gone = np.union1d(self._gone, gone)
        return joined

    @property
    def rows(self) -> Rows:
        """Every row that is not gone, ascending."""
        return np.delete(np.arange(self.size), self._gone)

    def within(self, limits: Limits) -> Rows | None:
        """Rows that keep to ``limits``, ascending; None when there are none to keep to."""
        if not limits:
            return None
        fits = np.ones(self.size, np.bool_)
        if limits.price:
            fits &= self._affordable(limits.price)
        if limits.size:
            fits &= self._mask(self._sizes, [limits.size])
        if limits.colors:
            fits &= self._mask(self._colors, limits.colors)
        if limits.brand:
            fits &= self._mask(self._brands, [limits.brand])
        if limits.people:
            fits &= ~self._mask(self._groups, self._groups.keys()) | self._mask(self._groups, limits.people)
        fits &= ~self._mask(self._brands, limits.excluded.brands)
        fits &= ~self._mask(self._materials, limits.excluded.materials)
        fits &= ~self._only_in(limits.excluded.colors)
        fits[self._gone] = False
        return np.flatnonzero(fits)

    def ordered(self, rows: Rows, order: Order) -> Rows:
        """``rows`` in the order asked for; equals stay as they are."""
        columns: dict[Order, npt.NDArray[Any]] = {
            "cheapest": self.prices,
            "dearest": -self.prices,
            "best_rated": -self.ratings,
            "popular": -self.popularity,
        }
        return rows[np.argsort(columns[order][rows], kind="stable")]

    def _affordable(self, price: PriceRange) -> Mask:
        low = 0 if price.low is None else price.low
        high = np.iinfo(np.int64).max if price.high is None else price.high
        return (self.prices >= low) & (self.prices <= high)

    def _mask(self, column: Mapping[str, Rows], values: Iterable[str]) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        for value in values:
            if value in column:
                mask[column[value]] = True
        return mask

    def _only_in(self, colors: frozenset[str]) -> Mask:
        """Rows that come in these colours and no other."""
        if not colors:
            return np.zeros(self.size, np.bool_)
        return self._mask(self._colors, colors) & ~self._mask(self._colors, self._colors.keys() - colors)


def _grouped(values: Iterable[Iterable[str]]) -> dict[str, Rows]:
    rows: dict[str, list[int]] = {}
    for row, of_product in enumerate(values):
        for value in of_product:
            rows.setdefault(value, []).append(row)
    return {value: np.array(found, np.int64) for value, found in rows.items()}


def _joined(column: Mapping[str, Rows], more: Mapping[str, Rows], first: int) -> dict[str, Rows]:
    later = {value: np.concatenate([column.get(value, NO_ROWS), rows + first]) for value, rows in more.items()}
    return {**column, **later}


def _of_highest(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    shares: npt.NDArray[np.float32] = values / np.float32(max(float(values.max(initial=0)), 1e-6))
    return shares


def _for_whom(product: Product, shop: Shop, groups: Mapping[str, list[str]]) -> list[str]:
    category = shop.category(product.category)
    said = " ".join([*product.title.both(), *(category.name.both() if category else ())]).casefold()
    return [group for group, marks in groups.items() if any(_mark(mark).search(said) for mark in marks)]


@cache
def _mark(mark: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(mark)}" if mark.isascii() else re.escape(mark))


def _made_of(product: Product, materials: Mapping[str, Any]) -> list[str]:
    values = " + ".join(product.attributes.get(key, "") for key in _MADE_OF).casefold()
    return [name for name, entry in materials.items() if _is_made_of(values, entry)]


def _is_made_of(values: str, entry: Mapping[str, Any]) -> bool:
    for other in entry.get("but_not", ()):
        values = values.replace(other, "")
    return any(part.casefold() in values for part in entry["means"])


def _popularity(product: Product) -> float:
    """Stars times the order of magnitude of how many gave them."""
    return (product.rating or 0.0) * float(np.log1p(product.review_count))
