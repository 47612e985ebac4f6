"""Vectors on disk by the content of their text: only new texts are encoded, also after an interruption."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from annae.paths import cache_dir
from annae.progress import progress
from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.words_only import WordsOnly

_BATCH: Final = 8
_BUSY_S: Final = 60.0


def encode_cached(encoder: Encoder, texts: Sequence[str], title: str, threads: int | None = None) -> Vectors:
    """Vectors of ``texts`` in their order, float32 [texts, dimension]; shows ``title`` with the progress.

    ``threads`` encode at once (default: one a core, for when nobody waits for an answer meanwhile).
    """
    if isinstance(encoder, WordsOnly):
        return encoder.passages(texts)
    keys = [hashlib.sha256(text.encode()).digest() for text in texts]
    with closing(_open(cache_dir() / "vectors" / f"{encoder.identity}.db")) as cache:
        known = {key: vector for key in keys if (vector := _read(cache, key, encoder.dimension)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            with progress(title, len(missing), "texts") as advance:
                for batch, vectors in _encoded(encoder, missing, threads):
                    with cache:
                        rows = [(key, vector.tobytes()) for key, vector in zip(batch, vectors, strict=True)]
                        cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                    known.update(zip(batch, vectors, strict=True))
                    advance(len(batch))
    return np.array([known[key] for key in keys], np.float32).reshape(len(keys), encoder.dimension)


def _encoded(encoder: Encoder, texts: dict[bytes, str], threads: int | None) -> Iterator[tuple[list[bytes], Vectors]]:
    """Batches of keys with their vectors."""
    # Texts of like length together: a batch is as slow as its longest.
    keys = sorted(texts, key=lambda key: len(texts[key]))
    batches = [keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH)]
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        yield from zip(
            batches, pool.map(lambda batch: encoder.passages([texts[key] for key in batch]), batches), strict=True
        )


def _read(cache: sqlite3.Connection, key: bytes, dimension: int) -> np.ndarray[tuple[int], np.dtype[np.float32]] | None:
    row = cache.execute("SELECT vector FROM vectors WHERE text = ?", (key,)).fetchone()
    vector = np.frombuffer(row[0], np.float32) if row else None
    return vector if vector is not None and len(vector) == dimension else None


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connect(path)
    except sqlite3.DatabaseError:  # damaged: it can all be made again
        path.unlink()
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    cache = sqlite3.connect(path, timeout=_BUSY_S)
    cache.execute("CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
    return cache
