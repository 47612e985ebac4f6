"""FAISS, comparing with every vector."""

from __future__ import annotations

from typing import Final

import faiss
import numpy as np

from catalog_index.vectors.faiss_file import vectors_in
from catalog_index.vectors.faiss_selector import selector
from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors, best_of

_FEW: Final = 1_000
_SHARE: Final = 0.01
"""Rows, and share of all, up to which picking their vectors is quicker than passing by the others."""


class ExactIndex(VectorIndex):
    """The right answer always; its time grows with the rows it compares with."""

    def __init__(self, flat: faiss.IndexFlatIP) -> None:
        self.faiss = flat
        self._vectors = vectors_in(flat)

    @classmethod
    def build(cls, vectors: Vectors) -> ExactIndex:
        """Index float32 [rows, dimension]."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors))
        return cls(flat)

    @property
    def vectors(self) -> Vectors:
        """Float32 [rows, dimension]."""
        return self._vectors

    def nearest(
        self, vector: Scores, limit: int, among: Rows | None = None, without: Rows = NO_ROWS
    ) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first."""
        if among is not None and len(among) <= max(_FEW, int(_SHARE * self.size)):
            rows = among[~np.isin(among, without)] if len(without) else among
            return best_of(rows, self.scores(vector, rows), limit)
        limit = min(limit, self.size)
        if not limit:
            return NO_ROWS, np.empty(0, np.float32)
        chosen = faiss.SearchParameters(sel=selector(self.size, among, without))  # type: ignore[call-arg]  # stubs of C++
        scores, found = self.faiss.search(vector[None, :], limit, params=chosen)
        kept = found[0] >= 0
        return found[0][kept], scores[0][kept]
