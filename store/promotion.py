"""A promotion of the shop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from store.bilingual import Bilingual

SaleItems = Literal["instead", "excluded", "on_top"]
_NOTHING = Bilingual()


@dataclass(frozen=True, slots=True)
class Promotion:
    """A discount in per cent or in whole units of the shop's currency, or something else (neither): a gift, a service.

    It is for some products, for a category, or (naming neither) for the whole order. ``code`` has to be told where
    there is one. ``sale_items`` is what becomes of products with a sale price: the promotion holds ``instead`` of it,
    they are ``excluded``, or it comes ``on_top``. It needs ``minimum_amount`` spent. One that ``combines`` goes
    together with any other; those that do not exclude each other. ``condition`` is for people to read.
    """

    id: str
    name: Bilingual
    product_ids: frozenset[str] = frozenset()
    category: str = ""
    percent: float | None = None
    amount: int | None = None
    code: str = ""
    condition: Bilingual = _NOTHING
    starts: datetime | None = None
    ends: datetime | None = None
    daily_from: time | None = None
    sale_items: SaleItems = "instead"
    minimum_amount: int | None = None
    combines: bool = False

    @property
    def for_whole_order(self) -> bool:
        """Whether it is for everything that is bought together."""
        return not self.product_ids and not self.category

    @property
    def is_discount(self) -> bool:
        """Whether it makes anything cheaper."""
        return bool(self.percent or self.amount)

    def is_for(self, product_id: str, category: str) -> bool:
        """Whether a product takes part in it."""
        named = product_id in self.product_ids or bool(self.category and self.category == category)
        return named or self.for_whole_order


class Promotions:
    """All promotions of a shop, found by product."""

    def __init__(self, promotions: Iterable[Promotion]) -> None:
        self.all = tuple(promotions)
        self._of_product: dict[str, list[Promotion]] = defaultdict(list)
        self._of_category: dict[str, list[Promotion]] = defaultdict(list)
        self._of_order = [entry for entry in self.all if entry.for_whole_order]
        for promotion in self.all:
            for product_id in promotion.product_ids:
                self._of_product[product_id].append(promotion)
            if promotion.category:
                self._of_category[promotion.category].append(promotion)

    def of(self, product_id: str, category: str) -> list[Promotion]:
        """The promotions that are for a product, whether they hold now or not."""
        named = [*self._of_product.get(product_id, ()), *self._of_category.get(category, ())]
        return list({entry.id: entry for entry in [*named, *self._of_order]}.values())
