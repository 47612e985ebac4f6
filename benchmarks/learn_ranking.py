"""``python -m benchmarks.learn_ranking``: the weights of the ranking, learned on the development and training queries.

Logistic regression on pairs of candidates with different grades (RankSVM's idea, Joachims 2002), each query counting
the same. Five folds say how much of it is luck; both languages of a need, and needs with the same answers, lie in one
fold. It prints the weights, to be put into ``catalog_index/weights.toml``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from annae.settings import load_settings
from benchmarks.retrieval_metrics import ndcg
from benchmarks.search import Judged, open_search, read_queries
from catalog_index.ranking import LEARNED, Candidates
from catalog_index.search import ProductSearch

_SPLITS = ("dev", "train")
_FOLDS = 5
_STRENGTH = 1.0
_MOST_PAIRS = 3000
"""Pairs of one query that are looked at."""

Array = npt.NDArray[np.float32]
Example = tuple[Judged, Candidates]


def main() -> None:
    """Learn, cross-check and print."""
    search = open_search(load_settings())
    queries = [query for split in _SPLITS for query in read_queries(split) if query.grades and query.text.strip()]
    examples = [(query, search.candidates(query.text)) for query in queries]
    folds = _folds(queries)
    held_out = np.zeros(len(examples))
    for fold in range(_FOLDS):
        weights = _learn(search, [example for example, of in zip(examples, folds, strict=True) if of != fold])
        for number in np.flatnonzero(folds == fold):
            held_out[number] = _quality(search, examples[number], weights)
    weights = _learn(search, examples)
    for name, weight in zip(LEARNED, weights, strict=True):
        print(f"{name} = {weight:.2f}")
    everything = np.mean([_quality(search, example, weights) for example in examples])
    print(f"nDCG@10 {everything:.3f}, of queries not learned from {held_out.mean():.3f}", file=sys.stderr)
    for kind, quality in _by_kind(queries, held_out).items():
        print(f"  {kind:<10} {quality:.3f}", file=sys.stderr)


def _folds(queries: list[Judged]) -> npt.NDArray[np.intp]:
    needs: dict[tuple[tuple[str, int], ...], int] = {}
    numbers = [needs.setdefault(tuple(sorted(query.grades.items())), len(needs)) for query in queries]
    return np.array(numbers, np.intp) % _FOLDS


def _by_kind(queries: list[Judged], qualities: npt.NDArray[np.float64]) -> Mapping[str, float]:
    kinds = sorted({query.kind for query in queries})
    of_kind = np.array([query.kind for query in queries])
    return {kind: float(qualities[of_kind == kind].mean()) for kind in kinds}


def _learn(search: ProductSearch, examples: list[Example]) -> Array:
    differences, weights = [], []
    chance = np.random.default_rng(0)
    for query, candidates in examples:
        grades = _grades(search, query, candidates)
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
        if len(better) > _MOST_PAIRS:
            drawn = chance.choice(len(better), _MOST_PAIRS, replace=False)
            better, worse = better[drawn], worse[drawn]
        if len(better):
            differences.append(candidates.features[better] - candidates.features[worse])
            gap = grades[better] - grades[worse]
            weights.append(gap / gap.sum())
    x, weight = np.concatenate(differences), np.concatenate(weights)
    model = LogisticRegression(fit_intercept=False, C=_STRENGTH * len(examples))
    both, signs = np.concatenate([x, -x]), np.repeat([1, 0], len(x))
    model.fit(both, signs, sample_weight=np.concatenate([weight, weight]))
    learned: Array = (model.coef_[0] / model.coef_[0].max()).astype(np.float32)
    return learned


def _grades(search: ProductSearch, query: Judged, candidates: Candidates) -> Array:
    return np.array([query.grades.get(search.index.ids[row], 0) for row in candidates.rows], np.float32)


def _quality(search: ProductSearch, example: Example, weights: Array) -> float:
    query, candidates = example
    ranked = candidates.ranked(weights)
    return ndcg([search.index.ids[row] for row in ranked.rows], query.grades)


if __name__ == "__main__":
    main()
