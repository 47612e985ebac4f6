"""The numbers an intent is decided on: sentence vector, character n-grams, and which kinds of entities are named."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import scipy.sparse

from bot.components.entities import ENTITIES, find_entities

Array = np.ndarray[Any, Any]

# Raw e5 vectors lie in a narrow cone: without centring and scaling a linear model hardly tells them apart.
_VECTOR_SCALE: Final = 5.0
_NGRAM_SCALE: Final = 2.0
KINDS: Final = tuple(sorted(ENTITIES))
"""Flags of a text, one for each kind of entity: fixed, since weights are learned for them."""


def features(texts: list[str], vectors: Array, counts: Any, mean: Array) -> scipy.sparse.csr_matrix:
    """One row a text: ``vectors`` [n, d] less their training ``mean``, n-gram ``counts`` [n, k], entity flags."""
    ngrams = counts.astype(np.float64).tocsr()
    ngrams.data = np.log1p(ngrams.data)
    lengths = np.sqrt(ngrams.multiply(ngrams).sum(axis=1))
    normalised = scipy.sparse.diags(_NGRAM_SCALE / np.maximum(np.asarray(lengths).ravel(), 1e-9)) @ ngrams
    dense = scipy.sparse.csr_matrix((vectors - mean) * _VECTOR_SCALE)
    rows: scipy.sparse.csr_matrix = scipy.sparse.hstack(
        [dense, normalised, scipy.sparse.csr_matrix(_flags(texts))]
    ).tocsr()
    return rows


def _flags(texts: list[str]) -> Array:
    """1 where a text names a kind of entity: "물품보관함 어디예요" and "물병 어디예요" differ in nothing else."""
    flags = np.zeros((len(texts), len(KINDS)))
    for row, text in zip(flags, texts, strict=True):
        for entity in find_entities(text):
            row[KINDS.index(entity["entity"])] = 1.0
    return flags
