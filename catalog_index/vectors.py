"""FAISS: which vectors are nearest, among all of them or among some rows."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import faiss
import numpy as np
import numpy.typing as npt

_FILE: Final = "vectors.faiss"

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]


class VectorIndex:
    """Exact inner products; rows are in the order the vectors were given."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> VectorIndex:
        """Index float32 [rows, dimension]."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    def nearest(self, vector: Scores, limit: int, among: Rows | None = None) -> tuple[Rows, Scores]:
        """Up to ``limit`` rows with their scores, best first; only rows of ``among`` when it is given."""
        count = self._index.ntotal if among is None else len(among)
        if not count:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        chosen = None
        if among is not None:
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]  # stub lacks it
        scores, rows = self._index.search(vector[None, :], min(limit, count), params=chosen)
        return rows[0], scores[0]

    def scores(self, vector: Scores, rows: Rows) -> Scores:
        """The scores of ``rows``, in their order."""
        vectors: Vectors = self._index.reconstruct_batch(rows) if len(rows) else np.empty((0, len(vector)), np.float32)
        return vectors @ vector

    def save(self, folder: Path) -> None:
        """Write one file into ``folder``."""
        faiss.write_index(self._index, str(folder / _FILE))

    @classmethod
    def load(cls, folder: Path) -> VectorIndex:
        """Read what ``save`` wrote; raises OSError or ValueError when it is not there or not whole."""
        try:
            return cls(faiss.read_index(str(folder / _FILE)))
        except RuntimeError as error:  # FAISS has only this one
            raise ValueError(str(error)) from error
