"""``python -m benchmarks.names.learn``: which sounds the recogniser takes for which, learned on the development half.

What was said and what was heard are aligned with the odds so far, the pairs counted, the odds made anew: hard
expectation maximisation, as for a learned edit distance (Ristad and Yianilos, 1998).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np

from annae.settings import load_settings
from annae.text import spoken
from benchmarks.names.hearing import Hearing, hear
from benchmarks.names.material import sentences
from catalog_index.names.confusions import FILE, Confusions, made
from catalog_index.names.sound import sound
from store.database.engine import open_database
from store.shop import Shop

_ROUNDS: Final = 4
_SMOOTHING: Final = 8.0
"""Pairs by chance added to the counts of each sound."""
_SOUNDS: Final = "acehiklmnopstuvwN"
_START: Final = {"same": 2.0, "other": -1.5, "gap": -1.5}
_GARBAGE: Final = 0.0
"""Evidence below which a text has nothing to do with what was said."""

Pair = tuple[str, str]
"""A sound said and the one heard; one of them is empty where a sound was lost or added."""


def main() -> None:
    """Hear, learn, write."""
    settings = load_settings()
    shop = Shop(open_database(settings.database_url), settings.store.id)
    heard = hear(sentences(shop), "dev", settings)
    FILE.write_text(json.dumps(learned(heard)) + "\n", encoding="utf-8")


def learned(heard: Iterable[Hearing]) -> dict[str, Any]:
    """Log odds as ``confusions.json`` has them."""
    texts = [
        (_letters(spoken(hearing.sentence.text, hearing.sentence.language)), _letters(hearing.text))
        for hearing in heard
    ]
    odds = _first()
    for _ in range(_ROUNDS):
        pairs = Counter(pair for said, got in texts for pair in aligned(said, got, made(odds)))
        odds = _odds(pairs)
    return odds


def _letters(text: str) -> str:
    return "".join(letter for letter in sound(text) if letter in _SOUNDS)


def _first() -> dict[str, Any]:
    size = len(_SOUNDS)
    same = np.where(np.eye(size, dtype=bool), _START["same"], _START["other"])
    return {
        "sounds": _SOUNDS,
        "heard_for": same.tolist(),
        "lost": [_START["gap"]] * size,
        "added": [_START["gap"]] * size,
    }


def aligned(said: str, got: str, odds: Confusions) -> list[Pair]:
    """The likeliest pairs of sounds (Needleman and Wunsch, 1970); none when the texts have nothing in common."""
    codes, heard = odds.encoded(said), odds.encoded(got)
    best = np.zeros((len(said) + 1, len(got) + 1))
    best[1:, 0] = np.cumsum(odds.lost[codes])
    best[0, 1:] = np.cumsum(odds.added[heard])
    for i, code in enumerate(codes, start=1):
        for j, other in enumerate(heard, start=1):
            best[i, j] = max(
                best[i - 1, j - 1] + odds.heard_for[code, other],
                best[i - 1, j] + odds.lost[code],
                best[i, j - 1] + odds.added[other],
            )
    return list(_pairs(said, got, best, odds)) if best[-1, -1] > _GARBAGE else []


def _pairs(said: str, got: str, best: np.ndarray[Any, Any], odds: Confusions) -> Iterator[Pair]:
    codes, heard = odds.encoded(said), odds.encoded(got)
    i, j = len(said), len(got)
    while i or j:
        if i and j and np.isclose(best[i, j], best[i - 1, j - 1] + odds.heard_for[codes[i - 1], heard[j - 1]]):
            i, j = i - 1, j - 1
            yield said[i], got[j]
        elif i and np.isclose(best[i, j], best[i - 1, j] + odds.lost[codes[i - 1]]):
            i -= 1
            yield said[i], ""
        else:
            j -= 1
            yield "", got[j]


def _odds(pairs: Counter[Pair]) -> dict[str, Any]:
    counts = np.array([[pairs[said, got] for got in _SOUNDS] for said in _SOUNDS], float)
    lost = np.array([pairs[said, ""] for said in _SOUNDS], float)
    added = np.array([pairs["", got] for got in _SOUNDS], float)
    chance = counts.sum(axis=0) + added + 1
    chance /= chance.sum()
    total = counts.sum(axis=1) + lost + 2 * _SMOOTHING
    likely = (counts + _SMOOTHING * chance) / total[:, np.newaxis]
    rate = (added.sum() + 1) / (counts.sum() + lost.sum() + 1)
    among_added = (added + _SMOOTHING * chance) / (added.sum() + _SMOOTHING)
    return {
        "sounds": _SOUNDS,
        "heard_for": np.log(likely / chance).round(2).tolist(),
        "lost": np.log((lost + _SMOOTHING) / total).round(2).tolist(),
        "added": np.log(rate * among_added / chance).round(2).tolist(),
    }


if __name__ == "__main__":
    main()
