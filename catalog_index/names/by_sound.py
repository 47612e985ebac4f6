"""Finds names by how they sound, so that a brand the recogniser wrote its own way is still that brand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from catalog_index.names.sound import sound

_GRAM: Final = 2
_POOL: Final = 100
"""Names that share most pairs of sounds with what was heard; only those are compared letter by letter."""
_SHORTEST: Final = 4
"""Sounds a name needs: shorter ones are in everything."""
_LONGEST_WORDS: Final = 5
_ALIKE: Final = 0.8
"""Share of the sounds that must agree."""
_WORD: Final = re.compile(r"[0-9A-Za-z가-힣]+")


@dataclass(frozen=True)
class Heard:
    """The name with this ``id`` at ``start`` to ``end`` of the text; ``likeness`` is 0 to 1 (1: sounds the same)."""

    id: str
    start: int
    end: int
    likeness: float


class SoundIndex:
    """Names with their ids, a name in each script as often as it has spellings."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        pairs = {(sound(name), name_id) for name_id, spellings in names.items() for name in spellings}
        self._known = sorted((heard, name_id) for heard, name_id in pairs if len(heard) >= _SHORTEST)
        rows: dict[str, list[int]] = {}
        for row, (heard, _) in enumerate(self._known):
            for gram in _grams(heard):
                rows.setdefault(gram, []).append(row)
        self._rows = {gram: np.array(found, np.int32) for gram, found in rows.items()}

    def find(self, text: str, could_be: Callable[[str], bool] = lambda _: True) -> Heard | None:
        """The name that some words of ``text`` sound like most; None when none is near enough.

        Words that do not sound exactly like it must be such that they ``could_be`` a name.
        """
        spans = [match.span() for match in _WORD.finditer(text)]
        near = [heard for start, end in _windows(text, spans) if (heard := self._nearest(text, start, end))]
        found = [heard for heard in near if heard.likeness == 1 or could_be(text[heard.start : heard.end])]
        return max(found, key=lambda heard: (heard.likeness, heard.end - heard.start), default=None)

    def _nearest(self, text: str, start: int, end: int) -> Heard | None:
        heard = sound(text[start:end])
        if len(heard) < _SHORTEST:
            return None
        pool = self._pool(heard)
        spellings = [self._known[row][0] for row in pool]
        best = process.extractOne(heard, spellings, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE)
        return Heard(self._known[pool[best[2]]][1], start, end, round(float(best[1]), 3)) if best else None

    def _pool(self, heard: str) -> list[int]:
        lists = [self._rows[gram] for gram in _grams(heard) if gram in self._rows]
        if not lists:
            return []
        shared = np.bincount(np.concatenate(lists), minlength=len(self._known))
        # One different sound costs two pairs; what shares fewer cannot be alike enough.
        least = max(1, math.floor((len(heard) - 1) - 2 * (1 - _ALIKE) * len(heard)))
        rows = np.flatnonzero(shared >= least)
        best: list[int] = rows[np.argsort(-shared[rows], kind="stable")[:_POOL]].tolist()
        return best


def _windows(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Up to five words in a row; a Korean one may carry a particle of one or two syllables at the end."""
    for first, (start, _) in enumerate(spans):
        for last_start, end in spans[first : first + _LONGEST_WORDS]:
            yield start, end
            if text[end - 1] >= "가":
                yield from ((start, shorter) for shorter in (end - 1, end - 2) if shorter - last_start > 1)


def _grams(heard: str) -> set[str]:
    return {heard[i : i + _GRAM] for i in range(len(heard) - _GRAM + 1)}
