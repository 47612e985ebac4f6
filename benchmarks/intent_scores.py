"""Figures of intents understood: accuracy, macro-F1, what is out of scope, two wishes, and what is confused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

OUT_OF_SCOPE: Final = "out_of_scope"
PAIR: Final = "+"
_LISTED: Final = 15


@dataclass(frozen=True)
class Judged:
    """What a line meant and what was understood."""

    meant: str
    got: str


def intent_scores(judged: Sequence[Judged]) -> dict[str, Any]:
    """``accuracy`` and ``macro_f1`` are over lines of one wish, out of scope being one intent among them."""
    single = [line for line in judged if PAIR not in line.meant]
    return {
        "lines": len(single),
        "accuracy": _share([line.meant == line.got for line in single]),
        "macro_f1": macro_f1(single),
        "out_of_scope": out_of_scope_scores(single),
        "pairs": _pair_scores(judged),
        "confused": confusions(single),
    }


def macro_f1(judged: Sequence[Judged]) -> float:
    """Mean F1 of the intents that were meant."""
    intents = sorted({line.meant for line in judged})
    scores = [_f1(judged, intent)["f1"] for intent in intents]
    return round(sum(scores) / max(len(scores), 1), 4)


def out_of_scope_scores(single: Sequence[Judged]) -> dict[str, float]:
    """Of the class, and ``turned_away``: the share of lines in scope that were taken for it."""
    turned_away = [line.got == OUT_OF_SCOPE for line in single if line.meant != OUT_OF_SCOPE]
    scores = {name: round(score, 4) for name, score in _f1(single, OUT_OF_SCOPE).items()}
    return {**scores, "turned_away": _share(turned_away)}


def confusions(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """The intents taken for another, the commonest first."""
    counts = Counter((line.meant, line.got) for line in judged if line.meant != line.got)
    return [{"meant": meant, "got": got, "lines": n} for (meant, got), n in counts.most_common(_LISTED)]


def _pair_scores(judged: Sequence[Judged]) -> dict[str, float]:
    """``found``: two wishes taken for two; ``exact``: for the right two; ``false``: one wish taken for two."""
    pairs = [line for line in judged if PAIR in line.meant]
    return {
        "lines": len(pairs),
        "found": _share([PAIR in line.got for line in pairs]),
        "exact": _share([line.meant == line.got for line in pairs]),
        "false": _share([PAIR in line.got for line in judged if PAIR not in line.meant]),
    }


def _f1(judged: Sequence[Judged], intent: str) -> dict[str, float]:
    right = sum(line.meant == line.got == intent for line in judged)
    meant = sum(line.meant == intent for line in judged)
    got = sum(line.got == intent for line in judged)
    return {"precision": right / max(got, 1), "recall": right / max(meant, 1), "f1": 2 * right / max(meant + got, 1)}


def _share(marks: Sequence[bool]) -> float:
    return round(sum(marks) / len(marks), 4) if marks else 0.0
