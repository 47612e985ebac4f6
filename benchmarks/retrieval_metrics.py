"""How good a ranking is against graded judgements, with the uncertainty of having asked only so many queries."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

_RESAMPLES = 1000
_RELEVANT = 2


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``depth``; gain ``2 ** grade - 1`` (Burges et al. 2005)."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(product, 0) for product in ranking[:depth]]) / ideal if ideal else 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 5) -> float | None:
    """Share of the products graded 2 or 3 among the first ``depth``, of as many as fit there; None without any."""
    relevant = {product for product, grade in grades.items() if grade >= _RELEVANT}
    if not relevant:
        return None
    return len(relevant & set(ranking[:depth])) / min(depth, len(relevant))


def mean_with_interval(values: Sequence[float]) -> dict[str, float]:
    """Mean with the 95 % interval of resampling the queries (bootstrap, fixed seed)."""
    if not values:
        return {"mean": math.nan, "low": math.nan, "high": math.nan, "n": 0}
    drawn = np.random.default_rng(0).choice(np.array(values), (_RESAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), [2.5, 97.5])
    return {
        "mean": round(float(np.mean(values)), 3),
        "low": round(float(low), 3),
        "high": round(float(high), 3),
        "n": len(values),
    }


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
