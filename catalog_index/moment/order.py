"""The order of what was found, with what counts now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.moment.standing import Asked, Moment
from catalog_index.moment.weights import RankingWeights
from catalog_index.shelf import Shelf
from store.shop import Shop

_HEAD: Final = 40
"""Products whose standing is looked up before they are put in order; what is behind stays there."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


class MomentOrder:
    """Puts products in order by their scores and how they stand."""

    def __init__(self, shop: Shop, weights: RankingWeights, own_knowledge: str = "") -> None:
        self._weights = weights
        self.moment = Moment(shop, weights.owner, own_knowledge)

    def ordered(
        self, rows: Rows, scores: Scores, shelf: Shelf, ids: Sequence[str], asked: Asked
    ) -> tuple[Rows, Scores]:
        """``rows``, which come best first, in their new order with their new scores; ``ids`` are of all rows.

        Raises AnnaeError when the database fails.
        """
        owner, unit = self._weights.owner, self._weights.total
        lifted = scores + np.float32(owner.popularity / unit) * shelf.popularity[rows]
        first = np.argsort(-lifted, kind="stable")
        rows, lifted = rows[first], lifted[first]
        head = rows[:_HEAD]
        lifts = self.moment.lifts(head, shelf, [ids[row] for row in head.tolist()], asked) / unit
        lifted[: len(head)] += lifts.astype(np.float32)
        order = np.argsort(-lifted, kind="stable")
        return rows[order], lifted[order]
