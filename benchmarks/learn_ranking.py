"""``python -m benchmarks.learn_ranking``: the weights of the ranking, learned on the development queries alone.

Logistic regression on pairs of candidates with different grades (RankSVM's idea, Joachims 2002), each query counting
the same. Five folds by query say how much of it is luck. It prints the weights, to be put into
``catalog_index/weights.toml``.
"""

from __future__ import annotations

import sys

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from annae.settings import load_settings
from benchmarks.retrieval_metrics import ndcg
from benchmarks.search import Judged, open_search, read_queries
from catalog_index.ranking import FEATURES, Candidates
from catalog_index.search import ProductSearch

_FOLDS = 5
_STRENGTH = 1.0

Array = npt.NDArray[np.float32]
Example = tuple[Judged, Candidates]


def main() -> None:
    """Learn, cross-check and print."""
    search = open_search(load_settings())
    examples = [
        (query, search.candidates(query.text)) for query in read_queries("dev") if query.grades and query.text.strip()
    ]
    folds = np.arange(len(examples)) % _FOLDS
    held_out = []
    for fold in range(_FOLDS):
        weights = _learn(search, [example for example, of in zip(examples, folds, strict=True) if of != fold])
        held_out += [_quality(search, e, weights) for e, of in zip(examples, folds, strict=True) if of == fold]
    weights = _learn(search, examples)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name} = {weight:.2f}")
    everything = np.mean([_quality(search, example, weights) for example in examples])
    print(f"nDCG@10 {everything:.3f}, of queries not learned from {np.mean(held_out):.3f}", file=sys.stderr)


def _learn(search: ProductSearch, examples: list[Example]) -> Array:
    differences, weights = [], []
    for query, candidates in examples:
        grades = _grades(search, query, candidates)
        better, worse = np.nonzero(grades[:, None] > grades[None, :])
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
