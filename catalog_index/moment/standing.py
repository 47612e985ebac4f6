"""How products stand right now: whether there are any, whether they cost less, whether it is their time of the year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.moment.times import NONE, Seasons, Times
from catalog_index.moment.weights import OwnerWeights
from catalog_index.shelf import Shelf
from catalog_index.understanding.query import Limits
from store.product import Product, Stock
from store.promotion import Promotion
from store.rules.promotions import not_holding
from store.rules.stock import stock_answer
from store.shop import Shop

_ANY_AMOUNT: Final = 2**62

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Lifts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a product counts now; what is not known, or switched off by the owner, is False or empty.

    ``sold_out`` in the size and colours asked for; ``weather``: what of the weather outside it is for.
    """

    sold_out: bool = False
    on_sale: bool = False
    weather: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Asked:
    """What a customer asked for: the words, the limits kept to, and the weather outside (none: not known)."""

    text: str
    limits: Limits
    weather: frozenset[str] = NONE


class Moment:
    """Looks up how products stand, with one question to the database for all of them.

    ``lifts`` does for many by columns what ``standings`` does for the few that are shown.
    """

    def __init__(self, shop: Shop, weights: OwnerWeights, own_knowledge: str = "") -> None:
        self._shop, self._weights = shop, weights
        self._seasons, self.weather = Seasons(own_knowledge), Times("weather", own_knowledge)

    def standings(self, products: Collection[Product], asked: Asked) -> Mapping[str, Standing]:
        """By product. Raises AnnaeError when the database fails."""
        weights, discounts = self._weights, self._discounts()
        stocks = self._shop.stocks([product.id for product in products]) if weights.stock else {}
        outside = self._outside(asked)
        return {
            product.id: Standing(
                sold_out=weights.stock > 0 and _is_sold_out(product, stocks[product.id], asked.limits),
                on_sale=weights.promotion > 0 and _is_on_sale(product, discounts),
                weather=self.weather.of(product) & outside if outside else NONE,
            )
            for product in products
        }

    def lifts(self, rows: Rows, shelf: Shelf, product_ids: Sequence[str], asked: Asked) -> Lifts:
        """What it adds to the weighted sums of the features of ``rows``, which are ``product_ids``, float64 [rows].

        Raises AnnaeError when the database fails.
        """
        weights, lifts = self._weights, np.zeros(len(rows))
        if weights.promotion:
            lifts += weights.promotion * self._on_sale(rows, shelf, product_ids)
        if weights.weather:
            lifts += weights.weather * shelf.marks.weather.having(rows, self._outside(asked))
        if weights.stock:
            lifts -= weights.stock * self._sold_out(rows, shelf, product_ids, asked.limits)
        if weights.season and not self._names_a_time(asked.text):
            seasons = shelf.marks.seasons
            now = self._seasons.in_month(self._shop.now().month)
            lifts -= weights.season * (seasons.having(rows, seasons.values) & ~seasons.having(rows, now))
        return lifts

    def _names_a_time(self, text: str) -> bool:
        return self._seasons.are_named(text) or self.weather.are_named(text)

    def _outside(self, asked: Asked) -> frozenset[str]:
        """The weather that counts: who names a season or a weather does not mean the one that is."""
        counts = self._weights.weather > 0 and asked.weather and not self._names_a_time(asked.text)
        return asked.weather if counts else NONE

    def _discounts(self) -> list[Promotion]:
        """Those that hold now for who spends enough."""
        now = self._shop.now()
        running = self._shop.promotions() if self._weights.promotion else []
        return [entry for entry in running if entry.is_discount and not not_holding(entry, now, spending=_ANY_AMOUNT)]

    def _on_sale(self, rows: Rows, shelf: Shelf, product_ids: Sequence[str]) -> Mask:
        on_sale: Mask = shelf.marks.reduced[rows]
        for entry in self._discounts():
            named = np.array([product_id in entry.product_ids for product_id in product_ids], np.bool_)
            of_category = shelf.marks.categories.having(rows, filter(None, [entry.category]))
            on_sale |= (named | of_category | entry.for_whole_order) & (shelf.prices[rows] >= _minimum(entry))
        return on_sale

    def _sold_out(self, rows: Rows, shelf: Shelf, product_ids: Sequence[str], limits: Limits) -> Mask:
        doubtful = self._shop.running_out(product_ids, limits.colors, limits.size or "")
        said = zip(product_ids, shelf.marks.sold_out[rows].tolist(), strict=True)
        doubtful |= {product_id for product_id, so_by_feed in said if so_by_feed}
        products = self._shop.products_of(doubtful) if doubtful else {}
        stocks = self._shop.stocks(products) if products else {}
        gone = {one.id for one in products.values() if _is_sold_out(one, stocks[one.id], limits)}
        return np.array([product_id in gone for product_id in product_ids], np.bool_)


def _is_on_sale(product: Product, discounts: Sequence[Promotion]) -> bool:
    """Whether one piece costs less now, for everybody; what exactly, ``Shop.price`` reckons, which takes longer."""
    return product.pays.amount < product.price.amount or any(
        entry.is_for(product.id, product.category) and product.pays.amount >= _minimum(entry) for entry in discounts
    )


def _minimum(promotion: Promotion) -> int:
    return promotion.minimum_amount or 0


def _is_sold_out(product: Product, stock: Sequence[Stock], limits: Limits) -> bool:
    """Known to be: what nobody counted is not."""
    states = {stock_answer(product, stock, color, limits.size or "").state for color in limits.colors or ("",)}
    return states - {"not_made"} == {"sold_out"}
