"""The plain way to tell intents: one logistic regression of scikit-learn on raw e5 vectors, or on n-grams alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from annae.paths import cache_dir, models_dir
from catalog_index.encoders.encoder import Vectors
from catalog_index.encoders.onnx_model import OnnxSentenceModel
from catalog_index.encoders.vector_cache import cached
from models.manifest import model
from models.prepare import model_dir

_ENCODER: Final = "e5-small"
_PREFIX: Final = "query: "
_DIMENSION: Final = 384
_LONGEST: Final = 128
_ITERATIONS: Final = 100


def sentence_vectors(texts: Sequence[str], title: str) -> Vectors:
    """Raw e5 vectors, float32 [texts, 384]; those that training made are read from its cache."""
    model_dir(_ENCODER)
    encoder = OnnxSentenceModel(models_dir() / _ENCODER, _LONGEST)
    keys = [hashlib.sha256((_PREFIX + text).encode()).digest() for text in texts]
    path = cache_dir() / "vectors" / f"{model(_ENCODER).identity}.db"
    items = dict(sorted(zip(keys, texts, strict=True), key=lambda pair: len(pair[1])))

    def encode(batch: Sequence[str]) -> Vectors:
        return encoder.encode([_PREFIX + text for text in batch])

    known = cached(path, items, encode, _DIMENSION, title, "lines")
    return np.array([known[key] for key in keys], np.float32)


def ngram_counts(texts: Sequence[str], others: Sequence[str]) -> tuple[Any, Any]:
    """Character n-grams within words that are twice in ``texts``, as the pipeline counts them; of both."""
    counter = CountVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2)
    return counter.fit_transform(texts), counter.transform(others)


def on_vectors(vectors: Vectors, intents: Sequence[str], others: Vectors) -> list[str]:
    """As Rasa ships it: raw vectors, default settings."""
    found: list[str] = _regression().fit(vectors, intents).predict(others).tolist()
    return found


def on_ngrams(counts: Any, intents: Sequence[str], others: Any) -> list[str]:
    """Without any sentence encoder."""
    found: list[str] = _regression().fit(_lengths_of_one(counts), intents).predict(_lengths_of_one(others)).tolist()
    return found


def _regression() -> LogisticRegression:
    return LogisticRegression(max_iter=_ITERATIONS)


def _lengths_of_one(counts: Any) -> scipy.sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    return scipy.sparse.csr_matrix(scipy.sparse.diags(1 / np.maximum(lengths, 1e-9)) @ counts)
