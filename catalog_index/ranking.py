"""Puts the two halves of the index together: one score a product, and the line below which nothing is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.index import CatalogIndex

_DENSE: Final = 0.8
"""Weight of meaning; shared words have the rest. Measured: better than either alone and than fusing ranks."""
_TOP: Final = 0.99
"""Highest score of a product that is not named outright."""
_POOL: Final = 200
"""Candidates taken from each half."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranked:
    """Candidates, best first: index rows, their scores and the two parts of each (cosine, share of the words)."""

    rows: Rows
    scores: Scores
    cosines: Scores
    shares: Scores

    def only(self, kept: npt.NDArray[np.bool_]) -> Ranked:
        """The candidates that are ``kept``."""
        return Ranked(self.rows[kept], self.scores[kept], self.cosines[kept], self.shares[kept])


def rank(index: CatalogIndex, vector: Scores, words: str, among: Rows | None) -> Ranked:
    """Score the candidates for a query's vector and words; ``among``: only these rows (ascending)."""
    near, _ = index.vectors.nearest(vector, _POOL, among)
    shared = index.lexical.scores(words)
    eligible = np.arange(len(shared)) if among is None else among
    worded = eligible[np.argsort(-shared[eligible], kind="stable")[:_POOL]]
    rows = np.union1d(near, worded[shared[worded] > 0])
    cosines, shares = index.vectors.scores(vector, rows), shared[rows]
    scores = (_spread(cosines) * _DENSE + _spread(shares) * (1 - _DENSE)) * np.float32(_TOP)
    order = np.argsort(-scores, kind="stable")
    return Ranked(rows[order], scores[order], cosines[order], shares[order])


def _spread(values: Scores) -> Scores:
    """Stretched to 0..1 over the candidates."""
    if not len(values):
        return values
    low, high = values.min(), values.max()
    stretched: Scores = (values - low) / max(high - low, np.float32(1e-6))
    return stretched
