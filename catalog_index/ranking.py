"""Puts everything known of a candidate together: one score a product, by weights learned on judged queries.

The weights lie in ``weights.toml``, where an owner may change them; ``python -m benchmarks.learn_ranking`` learns them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.highest import highest
from catalog_index.index import CatalogIndex
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import PAIR
from catalog_index.wishes import Suits

LEARNED: Final = (
    "meaning", "words", "pieces", "kind", "suits", "suits_meaning", "mentions", "avoids", "unwanted"
)  # fmt: skip
"""Columns of the features, each 0 to 1: nearness of meaning, shared words, shared pieces of words, being of the kind
that was named, suiting the occasion or person that was mentioned (by words, by meaning), mentioning it as well, being
wrong for it, and nearness to what is not wanted."""

_SURE: Final = 0.3
"""From which it is sure enough that an occasion or person was mentioned."""
_OTHER_KIND: Final = 0.3
_KIND: Final = LEARNED.index("kind")
_SUITS: Final = LEARNED.index("suits")
TOP: Final = 0.99
"""Highest score of a product that is not named outright."""
_POOL: Final = 200
"""Candidates taken from each half of the index."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Ranked:
    """Candidates, best first: index rows, scores, and what relevance is judged by (cosine, share of the words).

    ``vouched``: of the kind that was named, or something suits an occasion or person that was ``mentioned``.
    """

    rows: Rows
    scores: Scores
    cosines: Scores
    shares: Scores
    vouched: npt.NDArray[np.bool_]
    mentioned: bool

    def only(self, kept: npt.NDArray[np.bool_]) -> Ranked:
        """The candidates that are ``kept``."""
        return Ranked(
            self.rows[kept],
            self.scores[kept],
            self.cosines[kept],
            self.shares[kept],
            self.vouched[kept],
            self.mentioned,
        )


@dataclass(frozen=True)
class Candidates:
    """Rows of the index with their features, float32 [rows, features]."""

    rows: Rows
    features: npt.NDArray[np.float32]
    cosines: Scores
    shares: Scores

    def ranked(self, weights: npt.NDArray[np.float32]) -> Ranked:
        """The candidates by their weighted features."""
        scores = np.clip(self.features @ weights / weights[weights > 0].sum(), 0, TOP).astype(np.float32)
        order = np.argsort(-scores, kind="stable")
        mentioned = bool(self.features[:, _SUITS].max(initial=0) > _SURE)
        vouched = (self.features[:, _KIND] > 0) | mentioned
        return Ranked(
            self.rows[order], scores[order], self.cosines[order], self.shares[order], vouched[order], mentioned
        )


@dataclass(frozen=True)
class Signals:
    """What is known of every row beside the index, float32 [products] each.

    ``unwanted``: vector of what is not liked.
    """

    kind: Scores
    unwanted: Scores | None = None


def candidates(
    index: CatalogIndex,
    vector: Scores,
    terms: list[str],
    suits: Suits,
    signals: Signals,
    among: Rows | None,
) -> Candidates:
    """What may answer a query with this ``vector`` and these ``terms``; ``among``: only these rows (ascending).

    ``suits``: what an occasion or person that was mentioned calls for.
    """
    words = {term: 1.0 for term in terms if not term.startswith(PAIR)}
    pieces = {term: 1.0 for term in terms if term.startswith(PAIR)}
    shared = index.lexical.scores(words | pieces)
    suited = _suited(index.lexical, suits)
    near, _ = index.vectors.nearest(vector, _POOL, among)
    rows = np.unique(np.concatenate([near, _first(shared, among), _first(suited, among)]))
    cosines = index.vectors.scores(vector, rows)
    kind = signals.kind[rows]
    # Who names a coat wants a coat: what else suits the winter comes after.
    asked_for = np.maximum(kind, np.float32(_OTHER_KIND)) if kind.any() else np.float32(1)
    columns: Mapping[str, Scores] = {
        "meaning": _spread(cosines),
        "words": _of_best(index.lexical.scores_of(rows, words)),
        "pieces": _of_best(index.lexical.scores_of(rows, pieces)),
        "kind": kind,
        "suits": suited[rows] * asked_for,
        "suits_meaning": _suiting(index, suits, rows) * asked_for,
        "mentions": _mentioning(index.lexical, suits, rows),
        "avoids": (index.lexical.scores_of(rows, suits.avoid) > 0).astype(np.float32),
        "unwanted": _near_unwanted(index, signals.unwanted, rows),
    }
    features = np.stack([columns[name] for name in LEARNED], axis=1).astype(np.float32)
    return Candidates(rows, features, cosines, shared[rows])


def weight_vector(weights: Mapping[str, float]) -> npt.NDArray[np.float32]:
    """Float32 [features], of the weights by feature."""
    return np.array([weights[name] for name in LEARNED], np.float32)


def _near_unwanted(index: CatalogIndex, unwanted: Scores | None, rows: Rows) -> Scores:
    if unwanted is None:
        return np.zeros(len(rows), np.float32)
    return _spread(index.vectors.scores(unwanted, rows))


def _suiting(index: CatalogIndex, suits: Suits, rows: Rows) -> Scores:
    """Nearness to what is mentioned."""
    nearness = [
        weight * _spread(index.vectors.scores(vector, rows))
        for weight, vector in zip(suits.weights, suits.vectors, strict=True)
    ]
    return _shared(nearness, suits, len(rows))


def _suited(lexical: LexicalIndex, suits: Suits) -> Scores:
    """What suits everything that was mentioned scores higher than what suits one thing."""
    shares = [
        weight * _of_best(lexical.scores(words)) for weight, words in zip(suits.weights, suits.words, strict=True)
    ]
    return _shared(shares, suits, lexical.total)


def _mentioning(lexical: LexicalIndex, suits: Suits, rows: Rows) -> Scores:
    """Naming the occasion, person or trouble itself: what was made or is bought for it."""
    mentioned = []
    for weight, names in zip(suits.weights, suits.names, strict=True):
        named, number = lexical.saying(names, rows)
        # What many mention ("for a friend") tells less than what few do.
        mentioned.append(named.astype(np.float32) * np.float32(weight / np.log2(2 + number)))
    return _shared(mentioned, suits, len(rows))


def _shared(parts: Sequence[Scores], suits: Suits, size: int) -> Scores:
    """The sum of ``parts``, 1 for the highest when it is sure that something was mentioned, else less."""
    total: Scores = np.sum(parts, axis=0, dtype=np.float32) if parts else np.zeros(size, np.float32)
    return _of_best(total) * np.float32(min(1.0, sum(suits.weights)))


def _first(scores: Scores, among: Rows | None) -> Rows:
    """The best rows that have any score."""
    best = highest(scores, _POOL) if among is None else among[highest(scores[among], _POOL)]
    return best[scores[best] > 0]


def _spread(values: Scores) -> Scores:
    """Stretched to 0..1 over the candidates."""
    if not len(values):
        return values
    low, high = values.min(), values.max()
    stretched: Scores = (values - low) / max(high - low, np.float32(1e-6))
    return stretched


def _of_best(values: Scores) -> Scores:
    """As a part of the highest; 0 stays 0."""
    part: Scores = values / max(float(values.max(initial=0)), 1e-6)
    return part
