"""What every engine does: the nearest vectors, among all of them or among some rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]

NO_ROWS: Final[Rows] = np.empty(0, np.int64)


class VectorIndex(ABC):
    """Inner products with float32 [rows, dimension]; safe to share between threads, and never changed."""

    @property
    @abstractmethod
    def vectors(self) -> Vectors:
        """Float32 [rows, dimension]; possibly a view of a file, so only what is looked at is read."""

    @abstractmethod
    def nearest(
        self, vector: Scores, limit: int, among: Rows | None = None, without: Rows = NO_ROWS
    ) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first.

        Only rows of ``among`` (ascending) when it is given, and none of ``without``.
        """

    def scores(self, vector: Scores, rows: Rows) -> Scores:
        """The scores of ``rows``, in their order."""
        found: Scores = self.vectors[rows] @ vector
        return found

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.vectors)


def best_of(rows: Rows, scores: Scores, limit: int) -> tuple[Rows, Scores]:
    """The ``limit`` of ``rows`` with the highest ``scores``, best first."""
    if len(rows) > limit:
        kept = np.argpartition(-scores, limit - 1)[:limit]
        rows, scores = rows[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")
    return rows[order], scores[order]
