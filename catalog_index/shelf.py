"""What of the products is needed to filter and rank, read once: columns in the order of the index's rows."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from catalog_index.columns import Groups, Mask
from catalog_index.highest import highest
from catalog_index.knowledge import read_knowledge
from catalog_index.moment.marks import Marks
from catalog_index.ranking import Rows
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Limits
from catalog_index.understanding.sorting import Order
from catalog_index.vectors.vector_index import NO_ROWS
from store.product import Product
from store.shop import Shop

_MADE_OF: Final = ("material", "lining", "fill", "allergens")
_MOST_ORDERED: Final = 1000
"""Rows put in an order: nobody is shown more, and sorting a million would take longer than everything else."""


class Shelf:
    """Columns of the products; rows that share a brand, colour, size or material are kept by it."""

    def __init__(self, products: Sequence[Product], shop: Shop, own_knowledge: str = "") -> None:
        made_of = _MaterialReader(read_knowledge("materials", own_knowledge))
        for_whom = _GroupReader(shop, read_knowledge("people", own_knowledge))
        self.size = len(products)
        self.prices = np.array([product.pays.amount for product in products], np.int64)
        self.ratings = np.array([product.rating or 0.0 for product in products], np.float32)
        self._liked = np.array([_popularity(product) for product in products], np.float32)
        self.popularity = _of_highest(self._liked)
        self._from_age = np.array([_from_age(product) for product in products], np.float32)
        self._different_colors = np.array([len(set(product.colors)) for product in products], np.int64)
        self._brands = Groups.of([product.brand] for product in products)
        self._colors = Groups.of(dict.fromkeys(product.colors) for product in products)
        self._sizes = Groups.of(dict.fromkeys(product.sizes) for product in products)
        self._groups = Groups.of(map(for_whom, products))
        self.marks = Marks(products, own_knowledge)
        self._materials = Groups.of(map(made_of, products))
        self._gone = NO_ROWS

    def followed_by(self, more: Shelf, gone: Rows) -> Shelf:
        """The same with the rows of ``more`` at its end, and without the rows ``gone`` besides those gone before."""
        joined = copy.copy(self)
        joined.size = self.size + more.size
        for name in ("prices", "ratings", "_liked", "_from_age", "_different_colors"):
            setattr(joined, name, np.concatenate([getattr(self, name), getattr(more, name)]))
        joined.popularity = _of_highest(joined._liked)
        for name in ("_brands", "_colors", "_sizes", "_groups", "_materials"):
            setattr(joined, name, getattr(self, name).followed_by(getattr(more, name)))
        joined.marks = self.marks.followed_by(more.marks)
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
            fits &= self._sizes.mask([limits.size])
        if limits.colors:
            fits &= self._colors.mask(limits.colors)
        if limits.brand:
            fits &= self._brands.mask([limits.brand])
        if limits.people:
            fits &= ~self._groups.mask(self._groups.values - limits.people) | self._groups.mask(limits.people)
        if limits.age is not None:
            fits &= self._from_age <= limits.age
        if limits.excluded.brands:
            fits &= ~self._brands.mask(limits.excluded.brands)
        if limits.excluded.materials:
            fits &= ~self._materials.mask(limits.excluded.materials)
        if limits.excluded.colors:
            fits &= ~self._only_in(limits.excluded.colors)
        fits[self._gone] = False
        return np.flatnonzero(fits)

    def ordered(self, rows: Rows, order: Order) -> Rows:
        """The first 1,000 of ``rows`` in the order asked for; equals stay as they are."""
        columns: dict[Order, npt.NDArray[Any]] = {
            "cheapest": self.prices,
            "dearest": self.prices,
            "best_rated": self.ratings,
            "popular": self.popularity,
        }
        values = columns[order][rows]
        return rows[highest(-values if order == "cheapest" else values, _MOST_ORDERED)]

    def _affordable(self, price: PriceRange) -> Mask:
        low = 0 if price.low is None else price.low
        high = np.iinfo(np.int64).max if price.high is None else price.high
        return (self.prices >= low) & (self.prices <= high)

    def _only_in(self, colors: frozenset[str]) -> Mask:
        """Rows that come in these colours and no other."""
        only: Mask = (self._different_colors > 0) & (self._colors.count(colors) == self._different_colors)
        return only


class _GroupReader:
    """Tells for whom a product is by the marks in its title, in the name of its category and in its tags."""

    def __init__(self, shop: Shop, people: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._marks, self._tags = _patterns(people["groups"]), _patterns(people.get("tags", {}))
        self._categories = {name: " ".join(term.name.both()) for name, term in shop.info.categories.items()}

    def __call__(self, product: Product) -> list[str]:
        said = " ".join([*product.title.both(), self._categories.get(product.category, "")]).casefold()
        tags = "|".join(product.tags).casefold()
        named = {group for group, marks in self._marks.items() if marks.search(said)}
        return sorted(named | {group for group, marks in self._tags.items() if marks.search(tags)})


def _patterns(groups: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {group: re.compile("|".join(map(_mark, marks))) for group, marks in groups.items() if marks}


def _from_age(product: Product) -> float:
    try:
        return float(product.attributes.get("age_from", 0))
    except ValueError:
        return 0


class _MaterialReader:
    """Tells what a product is made of by its attributes; many products have the same."""

    def __init__(self, materials: Mapping[str, Any]) -> None:
        self._materials = materials
        self._named = lru_cache(10_000)(self._in)

    def __call__(self, product: Product) -> list[str]:
        return self._named(" + ".join(product.attributes.get(key, "") for key in _MADE_OF).casefold())

    def _in(self, values: str) -> list[str]:
        return [name for name, entry in self._materials.items() if _is_made_of(values, entry)]


def _mark(mark: str) -> str:
    return rf"\b{re.escape(mark)}" if mark.isascii() else re.escape(mark)


def _is_made_of(values: str, entry: Mapping[str, Any]) -> bool:
    for other in entry.get("but_not", ()):
        values = values.replace(other, "")
    return any(part.casefold() in values for part in entry["means"])


def _popularity(product: Product) -> float:
    """Stars times the order of magnitude of how many gave them."""
    return (product.rating or 0.0) * float(np.log1p(product.review_count))


def _of_highest(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    shares: npt.NDArray[np.float32] = values / np.float32(max(float(values.max(initial=0)), 1e-6))
    return shares
