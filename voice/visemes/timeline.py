"""Timed phonemes to timed mouth shapes without a gap."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from voice.visemes.shapes import SILENCE, shapes
from voice.visemes.timed import Phoneme, Viseme

_SHORTEST: Final = 1080  # samples at 24 kHz: 45 ms
"""A mouth cannot show a shape that is over sooner."""
_SEEN_HOWEVER_SHORT: Final = frozenset({"PP", "FF"})
"""Lips that do not meet in a "b" are noticed at once."""


class _Span(NamedTuple):
    name: str
    end: int


def visemes(phonemes: Iterable[Phoneme]) -> tuple[Viseme, ...]:
    """Shapes covering the same samples as ``phonemes`` (which follow one another without a gap)."""
    spans = _joined(_without_flicker(_joined(_spans(list(phonemes)))))
    starts = [0, *(span.end for span in spans)]
    return tuple(Viseme(name, start, end - start) for (name, end), start in zip(spans, starts, strict=False))


def _spans(phonemes: list[Phoneme]) -> list[_Span]:
    spans: list[_Span] = []
    for phoneme in phonemes:
        names, end = shapes(phoneme.symbol), phoneme.start + phoneme.duration
        if names:
            step = phoneme.duration / len(names)
            spans += [_Span(name, round(phoneme.start + step * (place + 1))) for place, name in enumerate(names)]
        elif spans and spans[-1].name != SILENCE:
            spans[-1] = spans[-1]._replace(end=end)
        # At the start or after a pause the sound is left out, so the shape that follows begins early.
    if phonemes and (not spans or spans[-1].end < phonemes[-1].start + phonemes[-1].duration):
        spans.append(_Span(SILENCE, phonemes[-1].start + phonemes[-1].duration))
    return spans


def _without_flicker(spans: list[_Span]) -> list[_Span]:
    """Shapes too short to see are given to the one after (a mouth prepares the next sound early), lips excepted."""
    if not spans:
        return spans
    starts = [0, *(span.end for span in spans)]
    kept = [
        span
        for span, start in zip(spans[:-1], starts, strict=False)
        if span.name in _SEEN_HOWEVER_SHORT or span.end - start >= _SHORTEST
    ]
    return [*kept, spans[-1]]


def _joined(spans: list[_Span]) -> list[_Span]:
    """Without empty spans, and neighbours of the same shape as one."""
    lasting = [span for before, span in pairwise([_Span("", 0), *spans]) if span.end > before.end]
    return [span for span, after in pairwise([*lasting, _Span("", 0)]) if span.name != after.name]
