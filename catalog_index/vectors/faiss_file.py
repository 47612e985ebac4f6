"""A FAISS index as one file that is mapped into memory: processes share it, and only what is looked at is read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import faiss

from catalog_index.vectors.vector_index import Vectors

_FILE: Final = "vectors.faiss"


def write_faiss(index: faiss.Index, folder: Path) -> None:
    """Write ``index`` into ``folder``."""
    faiss.write_index(index, str(folder / _FILE))


def read_faiss(folder: Path) -> faiss.Index:
    """Map what ``write_faiss`` wrote; raises ValueError when it is not there or not whole."""
    try:
        return faiss.read_index(str(folder / _FILE), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:  # FAISS has only this one
        raise ValueError(str(error)) from error


def vectors_in(flat: faiss.IndexFlat) -> Vectors:
    """The vectors that ``flat`` holds, float32 [rows, dimension], not copied: it must outlive them."""
    numbers: Vectors = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d)
    return numbers.reshape(flat.ntotal, flat.d)
