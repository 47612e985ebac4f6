"""Counts what was found in what was heard, by language, voice, noise and kind of name."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import percentiles
from benchmarks.names.finders import Finders
from benchmarks.names.hearing import Hearing
from benchmarks.retrieval_metrics import mean_with_interval

Said = Callable[[Hearing], str]
"""The id that ought to be found; empty when none was said."""


@dataclass(frozen=True)
class Outcome:
    """What was found in one text: ids, None for nothing."""

    hearing: Hearing
    said: str
    as_written: str | None
    by_sound: str | None
    took_ms: float


def names_found(heard: Sequence[Hearing], brands: Finders, products: Finders) -> dict[str, Any]:
    """Figures of brands (also as part of a product's name) and of products."""
    outcomes = {
        "brands": [_outcome(hearing, hearing.sentence.brand, brands) for hearing in heard],
        "products": [
            _outcome(hearing, hearing.sentence.id if hearing.sentence.kind == "product" else "", products)
            for hearing in heard
        ],
    }
    return {
        **{kind: _by_group(found) for kind, found in outcomes.items()},
        "none_said": {kind: _claimed(found) for kind, found in outcomes.items()},
        "overridden": sum(
            one.as_written is not None and one.as_written != one.by_sound
            for found in outcomes.values()
            for one in found
        ),
    }


def _outcome(hearing: Hearing, said: str, finders: Finders) -> Outcome:
    written = finders.as_written(hearing.text)
    started = time.perf_counter()
    found = finders.by_sound(hearing.text)
    return Outcome(hearing, said, written, found, (time.perf_counter() - started) * 1000)


def _by_group(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        if one.said:
            sentence, noise = one.hearing.sentence, one.hearing.noise
            language = sentence.language
            for name in ("all", language, f"{language} {noise}", f"{language} {sentence.kind}", one.hearing.voice):
                groups.setdefault(name, []).append(one)
    return {name: _figures(members) for name, members in sorted(groups.items())}


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "said": len(outcomes),
        "as_written": mean_with_interval([float(one.as_written == one.said) for one in outcomes]),
        "by_sound": mean_with_interval([float(one.by_sound == one.said) for one in outcomes]),
        "wrong": mean_with_interval([float(one.by_sound not in (None, one.said)) for one in outcomes]),
        "ms": percentiles([one.took_ms for one in outcomes], digits=2),
    }


def _claimed(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """How often a name was found where none of the kind was said."""
    return mean_with_interval([float(one.by_sound is not None) for one in outcomes if not one.said])
