"""FAISS HNSW: a graph that leads to the nearest vectors, without comparing with all of them."""

from __future__ import annotations

from typing import Any, Final

import faiss
import numpy as np
import numpy.typing as npt

from catalog_index.vectors.exact import ExactIndex
from catalog_index.vectors.faiss_file import vectors_in
from catalog_index.vectors.vector_index import NO_ROWS, Rows, Scores, VectorIndex, Vectors

_NEIGHBOURS: Final = 32
_WIDTH_OF_BUILD: Final = 80
_WIDTH: Final = 256
"""Candidates kept while searching: more find more of the nearest and take longer."""
_WIDEST: Final = 4096
_FEW: Final = 50_000
"""Rows up to which comparing with each of them is as quick, and always right."""


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
        eligible = self.size if among is None else len(among)
        if eligible <= _FEW:
            return self._exact.nearest(vector, limit, among, without)
        # The fewer rows are eligible, the further the graph has to be followed to meet enough of them.
        width = min(max(_WIDTH, 2 * limit) * self.size // eligible, _WIDEST)
        wanted = None
        if among is not None or len(without):
            wanted = faiss.IDSelectorBitmap(self._bits(among, without))  # type: ignore[arg-type, call-arg]  # stubs of C++
        # Only what the constructor is given is kept alive.
        chosen = faiss.SearchParametersHNSW(efSearch=width, sel=wanted)  # type: ignore[attr-defined]  # the stubs lack it
        scores, rows = self.faiss.search(vector[None, :], limit, params=chosen)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def _bits(self, among: Rows | None, without: Rows) -> npt.NDArray[np.uint8]:
        """A bit a row that is wanted, as FAISS reads them."""
        wanted = np.full(self.size, among is None)
        if among is not None:
            wanted[among] = True
        wanted[without] = False
        return np.packbits(wanted, bitorder="little")
