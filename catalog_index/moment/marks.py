"""What counts now of each product as far as it stays the same: columns in the order of the index's rows."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np

from catalog_index.columns import Groups
from catalog_index.moment.times import Seasons, Times
from store.product import Product


class Marks:
    """Columns of ``products``: whether they are ``reduced``, a feed calls them ``sold_out``, and what they are for.

    Reduced and sold out are bool [products]; a feed may mean some colours and sizes only.
    """

    def __init__(self, products: Sequence[Product], own_knowledge: str = "") -> None:
        seasons, weather = Seasons(own_knowledge), Times("weather", own_knowledge)
        self.reduced = np.array([one.pays.amount < one.price.amount for one in products], np.bool_)
        self.sold_out = np.array([_may_be_sold_out(one) for one in products], np.bool_)
        self.categories = Groups.of([one.category] for one in products)
        self.seasons = Groups.of(map(seasons.of, products))
        self.weather = Groups.of(map(weather.of, products))

    def followed_by(self, more: Marks) -> Marks:
        """The same with the rows of ``more`` at its end."""
        joined = copy.copy(self)
        for name in ("reduced", "sold_out"):
            setattr(joined, name, np.concatenate([getattr(self, name), getattr(more, name)]))
        for name in ("categories", "seasons", "weather"):
            setattr(joined, name, getattr(self, name).followed_by(getattr(more, name)))
        return joined


def _may_be_sold_out(product: Product) -> bool:
    return any(entry.state == "out_of_stock" for entry in product.availability)
