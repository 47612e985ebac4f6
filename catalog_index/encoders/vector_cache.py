"""Vectors on disk by the content of what they stand for: only what is new is encoded, also after an interruption."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from annae.paths import cache_dir
from annae.progress import progress
from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.words_only import WordsOnly

Item = TypeVar("Item")

_BATCH: Final = 8
_BUSY_S: Final = 60.0


def encode_cached(encoder: Encoder, texts: Sequence[str], title: str, threads: int | None = None) -> Vectors:
    """Vectors of ``texts`` in their order, float32 [texts, dimension]; shows ``title`` with the progress.

    ``threads`` encode at once (default: one a core, for when nobody waits for an answer meanwhile).
    """
    if isinstance(encoder, WordsOnly):
        return encoder.passages(texts)
    keys = [hashlib.sha256(text.encode()).digest() for text in texts]
    path = cache_dir() / "vectors" / f"{encoder.identity}.db"
    # Texts of like length together: a batch is as slow as its longest.
    by_key = dict(sorted(zip(keys, texts, strict=True), key=lambda pair: len(pair[1])))
    known = cached(path, by_key, encoder.passages, encoder.dimension, title, "texts", threads)
    return np.array([known[key] for key in keys], np.float32).reshape(len(keys), encoder.dimension)


def cached(
    path: Path,
    items: Mapping[bytes, Item],
    encode: Callable[[Sequence[Item]], Vectors],
    dimension: int,
    title: str,
    unit: str,
    threads: int | None = None,
) -> dict[bytes, Vectors]:
    """The vector, float32 [dimension], of each key: from the file ``path``, else from ``encode`` of its item.

    New items are encoded in their order; ``title`` and ``unit`` are for the progress that is shown.
    """
    with closing(_open(path)) as cache:
        known = {key: vector for key in items if (vector := _read(cache, key, dimension)) is not None}
        missing = {key: item for key, item in items.items() if key not in known}
        if missing:
            with progress(title, len(missing), unit) as advance:
                for batch, vectors in _encoded(encode, missing, threads):
                    with cache:
                        rows = [(key, vector.tobytes()) for key, vector in zip(batch, vectors, strict=True)]
                        cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                    known.update(zip(batch, vectors, strict=True))
                    advance(len(batch))
    return known


def _encoded(
    encode: Callable[[Sequence[Item]], Vectors], items: Mapping[bytes, Item], threads: int | None
) -> Iterator[tuple[list[bytes], Vectors]]:
    """Batches of keys with their vectors."""
    keys = list(items)
    batches = [keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH)]
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        yield from zip(batches, pool.map(lambda batch: encode([items[key] for key in batch]), batches), strict=True)


def _read(cache: sqlite3.Connection, key: bytes, dimension: int) -> Vectors | None:
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
