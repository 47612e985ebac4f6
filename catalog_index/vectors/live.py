"""Rows added and taken away since an index was built, beside that index: nothing of it is changed or written."""

from __future__ import annotations

import numpy as np

from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors, best_of


class LiveIndex(VectorIndex):
    """``built`` without the rows ``gone``, followed by the rows of ``added``, which are few and compared one by one."""

    def __init__(self, built: VectorIndex, added: Vectors, gone: Rows) -> None:
        self.built, self.added, self.gone = built, added, gone
        self._gone_of_built, self._gone_of_added = gone[gone < built.size], gone[gone >= built.size]

    @property
    def vectors(self) -> Vectors:
        """Float32 [rows, dimension], those gone included: a copy, for measuring only."""
        return np.concatenate([self.built.vectors, self.added])

    @property
    def size(self) -> int:
        """How many rows there are, those gone included."""
        return self.built.size + len(self.added)

    def nearest(
        self, vector: Scores, limit: int, among: Rows | None = None, without: Rows = NO_ROWS
    ) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first."""
        built = self.built.size
        old, new = None, np.arange(built, self.size)
        if among is not None:
            old, new = np.split(among, [np.searchsorted(among, built)])
        gone = np.union1d(self._gone_of_built, without[without < built])
        rows, scores = self.built.nearest(vector, limit, old, gone)
        new = np.setdiff1d(new, np.concatenate([self._gone_of_added, without]))
        return best_of(np.concatenate([rows, new]), np.concatenate([scores, self.added[new - built] @ vector]), limit)

    def scores(self, vector: Scores, rows: Rows) -> Scores:
        """The scores of ``rows``, in their order."""
        scores, is_new = np.empty(len(rows), np.float32), rows >= self.built.size
        scores[~is_new] = self.built.scores(vector, rows[~is_new])
        scores[is_new] = self.added[rows[is_new] - self.built.size] @ vector
        return scores


def followed_by(index: VectorIndex, added: Vectors, gone: Rows) -> LiveIndex:
    """``index`` with the rows ``added`` at its end, and without the rows ``gone`` besides those gone before."""
    if isinstance(index, LiveIndex):
        return LiveIndex(index.built, np.concatenate([index.added, added]), np.union1d(index.gone, gone))
    return LiveIndex(index, added, gone)
