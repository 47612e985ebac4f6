"""The numbers an intent is decided on: sentence vector, character n-grams, and which kinds of entities are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import scipy.sparse

from bot.components.entities import ENTITIES, find_entities
from bot.components.linear_model import Array, Rows

# Raw e5 vectors lie in a narrow cone: without centring and scaling a linear model hardly tells them apart.
_VECTOR_SCALE: Final = 5.0
_NGRAM_SCALE: Final = 2.0
KINDS: Final = tuple(sorted(ENTITIES))
"""Flags of a text, one for each kind of entity: fixed, since weights are learned for them."""


def features(texts: Sequence[str], vectors: Array, counts: Any, mean: Array, rarity: Array) -> Rows:
    """Vectors [n, d] less their training mean [d] and entity flags; n-gram counts [n, k] times their rarity [k]."""
    dense = np.hstack([(vectors - mean) * _VECTOR_SCALE, _flags(texts)]).astype(np.float32)
    return Rows(dense, _weighted(counts, rarity))


def rarities(counts: Any) -> Array:
    """How much an n-gram tells, float32 [k]: the more, the fewer training lines have it."""
    lines = counts.tocsc().getnnz(axis=0)
    rarity: Array = np.log((counts.shape[0] + 1) / (lines + 1)).astype(np.float32)
    return rarity


def _weighted(counts: Any, rarity: Array) -> scipy.sparse.csr_matrix:
    ngrams = counts.astype(np.float32).tocsr()
    ngrams.data = np.log1p(ngrams.data)
    ngrams = ngrams @ scipy.sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(ngrams.multiply(ngrams).sum(axis=1)).ravel())
    rows: scipy.sparse.csr_matrix = (scipy.sparse.diags(_NGRAM_SCALE / np.maximum(lengths, 1e-9)) @ ngrams).tocsr()
    return rows.astype(np.float32)


def _flags(texts: Sequence[str]) -> Array:
    """1 where a text names a kind of entity: "물품보관함 어디예요" and "물병 어디예요" differ in nothing else."""
    flags = np.zeros((len(texts), len(KINDS)), np.float32)
    for row, text in zip(flags, texts, strict=True):
        for entity in find_entities(text):
            row[KINDS.index(entity["entity"])] = 1.0
    return flags
