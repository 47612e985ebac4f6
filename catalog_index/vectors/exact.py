"""FAISS, comparing with every vector."""

from __future__ import annotations

import faiss
import numpy as np

from catalog_index.vectors.faiss_file import vectors_in
from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors, best_of


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
        if among is None:
            # What is left out may be the nearest, so as many more are asked for.
            limit_with = min(limit + len(without), self.size)
            if not limit_with:
                return NO_ROWS, np.empty(0, np.float32)
            scores, rows = self.faiss.search(vector[None, :], limit_with)
            kept = ~np.isin(rows[0], without)
            return rows[0][kept][:limit], scores[0][kept][:limit]
        rows = among[~np.isin(among, without)] if len(without) else among
        return best_of(rows, self.scores(vector, rows), limit)
