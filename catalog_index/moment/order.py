"""The order of what was found, with what counts now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.moment.standing import Asked, Moment, Standing
from catalog_index.moment.weights import RankingWeights
from store.product import Product
from store.shop import Shop

_HEAD: Final = 40
"""Products whose standing is looked up before they are put in order; what is behind stays there."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """Products and how they stand, by id, as they were read for this query."""

    products: Mapping[str, Product] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)


class MomentOrder:
    """Puts products in order by their scores and how they stand."""

    def __init__(self, shop: Shop, weights: RankingWeights, own_knowledge: str = "") -> None:
        self._shop, self._weights = shop, weights
        self.moment = Moment(shop, weights.owner, own_knowledge)

    def see(self, product_ids: Sequence[str], asked: Asked) -> Seen:
        """Those of these products that exist. Raises AnnaeError when the database fails."""
        products = self._shop.products_of(product_ids)
        return Seen(products, self.moment.standings(products.values(), asked))

    def ordered(
        self, rows: Rows, scores: Scores, popularity: Scores, ids: Sequence[str], asked: Asked
    ) -> tuple[Rows, Scores, Seen]:
        """``rows``, which come best first, in their new order with their new scores; ``popularity`` is of all ``ids``.

        Raises AnnaeError when the database fails.
        """
        owner, unit = self._weights.owner, self._weights.total
        lifted = scores + np.float32(owner.popularity / unit) * popularity[rows]
        first = np.argsort(-lifted, kind="stable")
        rows, lifted = rows[first], lifted[first]
        head = [ids[row] for row in rows[:_HEAD].tolist()]
        seen = self.see(head, asked)
        lifts = [seen.standings.get(product_id, Standing()).lift(owner) / unit for product_id in head]
        lifted[: len(head)] += np.array(lifts, np.float32)
        order = np.argsort(-lifted, kind="stable")
        return rows[order], lifted[order], seen
