"""FAISS HNSW: a graph that leads to the nearest vectors, without comparing with all of them."""

from __future__ import annotations

from typing import Any, Final

import faiss
import numpy as np

from catalog_index.vectors.exact import ExactIndex
from catalog_index.vectors.faiss_file import vectors_in
from catalog_index.vectors.faiss_selector import selector
from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors

_NEIGHBOURS: Final = 32
_WIDTH_OF_BUILD: Final = 80
_WIDTH: Final = 1_200
"""Candidates kept while searching: more find more of the nearest and take longer.

Among 100,000 made-up products 512 find .978 of the ten nearest, this many .995 in 3 ms.
"""
_WIDEST: Final = 4096
_FEW: Final = 100_000
"""Rows left by filters up to which each is compared: always right, and 12 ms at most.

Even a filter that leaves most rows may take out just the near ones: "for men" found .90 of its ten nearest.
"""


class HnswIndex(VectorIndex):
    """Quick with any number of rows; rows cannot be taken out of the graph, so they are passed by when searching.

    Where filters leave few rows the graph leads past them: those are compared with one by one.
    """

    def __init__(self, graph: faiss.IndexHNSWFlat) -> None:
        self.faiss = graph
        flat: Any = faiss.downcast_index(graph.storage)
        self._vectors = vectors_in(flat)
        self._exact = ExactIndex(flat)

    @classmethod
    def build(cls, vectors: Vectors) -> HnswIndex:
        """Index float32 [rows, dimension], on every core."""
        graph = faiss.IndexHNSWFlat(vectors.shape[1], _NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
        graph.hnsw.efConstruction = _WIDTH_OF_BUILD
        graph.add(np.ascontiguousarray(vectors))
        return cls(graph)

    @property
    def vectors(self) -> Vectors:
        """Float32 [rows, dimension]."""
        return self._vectors

    def nearest(
        self, vector: Scores, limit: int, among: Rows | None = None, without: Rows = NO_ROWS
    ) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first."""
        if among is not None and len(among) <= _FEW:
            return self._exact.nearest(vector, limit, among, without)
        # The fewer rows are eligible, the further the graph has to be followed to meet enough of them.
        eligible = self.size if among is None else len(among)
        width = min(max(_WIDTH, 2 * limit) * self.size // max(eligible, 1), _WIDEST)
        # Only what the constructor is given is kept alive.
        chosen = faiss.SearchParametersHNSW(efSearch=width, sel=selector(self.size, among, without))  # type: ignore[attr-defined]  # the stubs lack it
        scores, rows = self.faiss.search(vector[None, :], limit, params=chosen)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]
