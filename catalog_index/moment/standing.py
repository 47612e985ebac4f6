"""How products stand right now: whether there are any, whether they cost less, whether it is their time of the year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog_index.moment.times import NONE, Seasons, Times
from catalog_index.moment.weights import OwnerWeights
from catalog_index.understanding.query import Limits
from store.product import Product, Stock
from store.promotion import Promotion
from store.rules.promotions import not_holding
from store.rules.stock import stock_answer
from store.shop import Shop


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a product counts now; what is not known, or switched off by the owner, is False or empty.

    ``sold_out`` in the size and colours asked for; ``weather``: what of the weather outside it is for.
    """

    sold_out: bool = False
    on_sale: bool = False
    other_season: bool = False
    weather: frozenset[str] = NONE

    def lift(self, weights: OwnerWeights) -> float:
        """What it adds to the weighted sum of the features."""
        return (
            weights.promotion * self.on_sale
            + weights.weather * bool(self.weather)
            - weights.stock * self.sold_out
            - weights.season * self.other_season
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a customer asked for: the words, the limits kept to, and the weather outside (none: not known)."""

    text: str
    limits: Limits
    weather: frozenset[str] = NONE


class Moment:
    """Looks up how products stand, with one question to the database for all of them."""

    def __init__(self, shop: Shop, weights: OwnerWeights, own_knowledge: str = "") -> None:
        self._shop, self._weights = shop, weights
        self._seasons, self.weather = Seasons(own_knowledge), Times("weather", own_knowledge)

    def standings(self, products: Collection[Product], asked: Asked) -> Mapping[str, Standing]:
        """By product. Raises AnnaeError when the database fails."""
        weights, now = self._weights, self._shop.now()
        discounts = [entry for entry in self._shop.promotions() if entry.is_discount] if weights.promotion else []
        stocks = self._shop.stocks([product.id for product in products]) if weights.stock else {}
        # Who names a season or a weather does not mean the one that is.
        any_time = self._seasons.are_named(asked.text) or self.weather.are_named(asked.text)
        outside = NONE if any_time or not weights.weather else asked.weather
        return {
            product.id: Standing(
                sold_out=weights.stock > 0 and _is_sold_out(product, stocks[product.id], asked.limits),
                on_sale=weights.promotion > 0 and _is_on_sale(product, discounts, now),
                other_season=weights.season > 0 and not any_time and self._seasons.is_over(product, now.date()),
                weather=self.weather.of(product) & outside if outside else NONE,
            )
            for product in products
        }


def _is_on_sale(product: Product, discounts: Sequence[Promotion], now: datetime) -> bool:
    """Whether one piece costs less now, for everybody; what exactly, ``Shop.price`` reckons, which takes longer."""
    return product.pays.amount < product.price.amount or any(
        entry.is_for(product.id, product.category) and not not_holding(entry, now, spending=product.pays.amount)
        for entry in discounts
    )


def _is_sold_out(product: Product, stock: Sequence[Stock], limits: Limits) -> bool:
    """Known to be: what nobody counted is not."""
    states = {stock_answer(product, stock, color, limits.size or "").state for color in limits.colors or ("",)}
    return states - {"not_made"} == {"sold_out"}
