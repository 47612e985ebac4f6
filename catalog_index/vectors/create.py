"""The engine that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import faiss

from annae.settings import SearchSettings
from catalog_index.vectors.exact import ExactIndex
from catalog_index.vectors.faiss_file import read_faiss, write_faiss
from catalog_index.vectors.hnsw import HnswIndex
from catalog_index.vectors.vector_index import VectorIndex, Vectors

_MANY: Final = 50_000
"""Rows from which a graph pays."""


def build_vectors(vectors: Vectors) -> VectorIndex:
    """Index float32 [rows, dimension]."""
    return HnswIndex.build(vectors) if len(vectors) >= _MANY else ExactIndex.build(vectors)


def save_vectors(index: VectorIndex, folder: Path) -> None:
    """Write ``index``, as it was built, into ``folder``."""
    assert isinstance(index, ExactIndex | HnswIndex)
    write_faiss(index.faiss, folder)


def served(stored: VectorIndex, settings: SearchSettings, store_id: str) -> VectorIndex:
    """``stored``, or its copy in the vector database that the settings name."""
    if settings.engine == "qdrant":
        from catalog_index.vectors.qdrant_index import serve  # noqa: PLC0415 - only the chosen engine is loaded

        return serve(stored, store_id)
    return stored


def load_vectors(folder: Path) -> VectorIndex:
    """Map what ``save_vectors`` wrote; raises ValueError when it is not there or not whole."""
    index: Any = read_faiss(folder)
    return HnswIndex(index) if isinstance(index, faiss.IndexHNSWFlat) else ExactIndex(index)
