"""``annae bench clinc``: the features, classifier and threshold of the understanding, trained on CLINC150.

150 intents and what is out of scope, in English (Larson et al. 2019, github.com/clinc/oos-eval). The threshold is set
on the validation split. The baseline learns from the same lines with one logistic regression on raw e5 vectors, its
own threshold set alike; the published figures are those of the paper's best model.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from annae.errors import AnnaeError
from annae.settings import Settings
from benchmarks.figures import hardware
from benchmarks.plain_intents import ngram_counts, sentence_vectors
from bot.components.intent_features import features, rarities
from bot.components.linear_model import Array, fit

PUBLISHED: Final = {"model": "BERT", "in_scope_accuracy": 0.962, "out_of_scope_recall": 0.523}
_OUTSIDE: Final = "oos"
_C: Final = 10.0
_ITERATIONS: Final = 100


@dataclass(frozen=True)
class _Part:
    """Lines of one part; ``vectors`` and what the models make of them stand in the same order."""

    texts: list[str]
    intents: list[str]


@dataclass(frozen=True)
class _Guess:
    """Likeliest intent of each line, and how likely it is."""

    intents: Array
    confidences: Array


def run(settings: Settings, data: str = "") -> dict[str, Any]:  # noqa: ARG001 - every benchmark takes them
    """In-scope accuracy and out-of-scope recall, ours, the baseline's and the published ones.

    ``data``: the data set's folder or its ``data_full.json``. Raises AnnaeError when it is not there.
    """
    machine = hardware()
    parts = _read(data)
    texts = [text for part in parts.values() for text in part.texts]
    vectors = dict(zip(texts, sentence_vectors(texts, "CLINC150"), strict=True))
    began = time.perf_counter()
    ours = _ours(parts, vectors)
    seconds = time.perf_counter() - began
    return {
        "bench": "clinc",
        "ours": {**_scores(parts, ours), "training_s": round(seconds, 1)},
        "baseline": _scores(parts, _plain(parts, vectors)),
        "published": PUBLISHED,
        "hardware": machine,
    }


def lines(figures: dict[str, Any]) -> Iterator[str]:
    """The same as a table for people."""
    yield f"CLINC150 ({figures['hardware']['cpu']}); learned in {figures['ours']['training_s']} s"
    yield f"{'':<12}{'in scope':>10}{'out-of-scope recall':>21}"
    for name in ("ours", "baseline", "published"):
        scores = figures[name]
        yield f"{name:<12}{scores['in_scope_accuracy']:>10.3f}{scores['out_of_scope_recall']:>21.3f}"


def _read(data: str) -> dict[str, _Part]:
    path = Path(data or ".") / "data_full.json" if Path(data or ".").is_dir() else Path(data)
    if not path.is_file():
        raise AnnaeError(f"CLINC150 is not in {path}; give its folder with --data (github.com/clinc/oos-eval)")
    given = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: _Part(*(list(column) for column in zip(*given[name], *given[f"oos_{name}"], strict=True)))
        for name in ("train", "val", "test")
    }


def _ours(parts: dict[str, _Part], vectors: dict[str, Array]) -> dict[str, _Guess]:
    train = parts["train"]
    names, classes = np.unique(train.intents, return_inverse=True)
    asked = [text for name in ("val", "test") for text in parts[name].texts]
    counts, others = ngram_counts(train.texts, asked)
    dense = _stacked(train.texts, vectors)
    mean, rarity = dense.mean(axis=0), rarities(counts)
    model = fit(features(train.texts, dense, counts, mean, rarity), classes, len(names), _C, _ITERATIONS)
    likelihoods = model.likelihoods(features(asked, _stacked(asked, vectors), others, mean, rarity))
    split = len(parts["val"].texts)
    return {"val": _guess(likelihoods[:split], names), "test": _guess(likelihoods[split:], names)}


def _plain(parts: dict[str, _Part], vectors: dict[str, Array]) -> dict[str, _Guess]:
    train = parts["train"]
    model = LogisticRegression(max_iter=_ITERATIONS).fit(_stacked(train.texts, vectors), train.intents)
    return {
        name: _guess(model.predict_proba(_stacked(parts[name].texts, vectors)), model.classes_)
        for name in ("val", "test")
    }


def _stacked(texts: Sequence[str], vectors: dict[str, Array]) -> Array:
    return np.array([vectors[text] for text in texts], np.float32)


def _guess(likelihoods: Array, names: Array) -> _Guess:
    return _Guess(names[likelihoods.argmax(axis=1)], likelihoods.max(axis=1))


def _scores(parts: dict[str, _Part], guesses: dict[str, _Guess]) -> dict[str, Any]:
    threshold = _best_threshold(parts["val"].intents, guesses["val"])
    meant = np.array(parts["test"].intents)
    got = _decided(guesses["test"], threshold)
    inside = meant != _OUTSIDE
    return {
        "in_scope_accuracy": round(float((got == meant)[inside].mean()), 4),
        "out_of_scope_recall": round(float((got == _OUTSIDE)[~inside].mean()), 4),
        "turned_away": round(float((got == _OUTSIDE)[inside].mean()), 4),
        "threshold": round(threshold, 3),
    }


def _best_threshold(meant: Sequence[str], guess: _Guess) -> float:
    """The one with the highest accuracy on all lines, as the paper sets it."""
    candidates = np.linspace(0.0, 0.95, 96)
    return float(max(candidates, key=lambda least: float((_decided(guess, least) == np.array(meant)).mean())))


def _decided(guess: _Guess, threshold: float) -> Array:
    return np.where(guess.confidences < threshold, _OUTSIDE, guess.intents)
