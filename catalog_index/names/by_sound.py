"""Finds names by how they sound, so that a brand the recogniser wrote its own way is still that brand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from catalog_index.names import alignment
from catalog_index.names.alignment import evidence, place
from catalog_index.names.confusions import Confusions, confusions
from catalog_index.names.sound import Sounds, sound, sounds

_GRAM: Final = 2
_POOL: Final = 512
_SHORTEST: Final = 4
"""Sounds a name needs: shorter ones are in everything."""
_LONGEST_HEARD: Final = 400
"""Sounds that are listened to; nobody says more before the name."""
_WORD_END: Final = re.compile(r"[가-힣]{0,2}(?![^\W_])")
"""The end of a word; a particle of one or two syllables may stick to it."""
_INSIDE: Final = 2.5
"""Evidence it takes to begin or end inside a word."""
_ENOUGH: Final = 4.0
"""Evidence needed beyond that for one name among all: log odds."""
_PARTED: Final = 2.0
"""Evidence needed beyond that for each word more than the name is written in: 누나 핏."""
_SHARE: Final = 0.49
"""Share needed of the evidence there is when a name is heard exactly."""
_TRIED: Final = 5
"""Best names whose place is looked at."""


@dataclass(frozen=True)
class Heard:
    """The name with this ``id`` at ``start`` to ``end`` of the text; ``likeness`` is 0 to 1 (1: sounds the same)."""

    id: str
    start: int
    end: int
    likeness: float


class SoundIndex:
    """Names with their ids, a name in each script as often as it has spellings.

    ``pool``: how many names, those that share most pairs of sounds with what was heard, are laid over it; ``shared``:
    the part of its pairs that a name must share to be one of more names than that.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], pool: int = _POOL, shared: float = 0.0) -> None:
        self._pool_size, self._shared = pool, shared
        words = {(sound(name), id_): len(name.split()) for id_, spellings in names.items() for name in spellings}
        self._known = sorted((heard, id_) for heard, id_ in words if len(heard) >= _SHORTEST)
        self._words = [words[name] for name in self._known]
        self._odds = confusions()
        encoded = [self._odds.encoded(heard) for heard, _ in self._known]
        self._lengths = np.array([len(codes) for codes in encoded], np.int64)
        self._codes = np.zeros((len(encoded), max(self._lengths, default=0)), np.int8)
        for row, codes in enumerate(encoded):
            self._codes[row, : len(codes)] = codes
        own = np.array([self._odds.own(codes) for codes in encoded], np.float32)
        self._needed = np.minimum(np.maximum(_ENOUGH + math.log(len(encoded) or 1), _SHARE * own), own)
        self._rows = _rows_by_gram(heard for heard, _ in self._known)

    def find(self, text: str, could_be: Callable[[str], bool] = lambda _: True) -> Heard | None:
        """The name that some words of ``text`` (in NFC) sound like most; None when none is near enough.

        Words that do not sound exactly like it must be such that they ``could_be`` a name.
        """
        said = sounds(text).upto(_LONGEST_HEARD)
        if not said.letters or not self._known:
            return None
        rows = self._pool(said.letters)
        if not len(rows):
            return None
        heard = _listened(text, said, self._odds)
        lengths = self._lengths[rows]
        speaks = evidence(self._codes[rows, : lengths.max()], lengths, heard, self._odds) - self._needed[rows]
        likely = np.argsort(-speaks, kind="stable")[: np.count_nonzero(speaks >= 0)]
        for rank in likely[:_TRIED]:
            found = self._at_its_place(int(rows[rank]), said, heard)
            words = text[found.start : found.end]
            parted = max(0, len(words.split()) - self._words[rows[rank]])
            if found.likeness == 1 or (speaks[rank] >= _PARTED * parted and could_be(words)):
                return found
        return None

    def _at_its_place(self, row: int, said: Sounds, heard: alignment.Heard) -> Heard:
        letters, name_id = self._known[row]
        first, last = place(self._codes[row, : self._lengths[row]], heard, self._odds)
        likeness = Levenshtein.normalized_similarity(letters, said.letters[first:last])
        return Heard(name_id, said.places[first][0], said.places[last - 1][1], round(likeness, 3))

    def _pool(self, letters: str) -> npt.NDArray[np.int64]:
        """Rows of the names that share most pairs of sounds with ``letters``, less half of what they could share."""
        if len(self._known) <= self._pool_size:
            return np.arange(len(self._known))
        lists = [self._rows[gram] for gram in _grams(letters) if gram in self._rows]
        shared = np.bincount(np.concatenate(lists), minlength=len(self._known)) if lists else np.zeros(len(self._known))
        surplus = shared - self._lengths / 2
        rows = np.argpartition(-surplus, self._pool_size)[: self._pool_size]
        return rows[shared[rows] >= self._shared * (self._lengths[rows] - 1)]


def _listened(text: str, said: Sounds, odds: Confusions) -> alignment.Heard:
    """What was heard, with the cost of beginning or ending inside a word."""
    size = len(said.letters)
    begins = [_begins_word(text, said, number) for number in range(size)]
    ends = [_ends_word(text, said, number) for number in range(size)]
    return alignment.Heard(
        odds.encoded(said.letters),
        np.where([*begins, True], 0, _INSIDE).astype(np.float32),
        np.where([True, *ends], 0, _INSIDE).astype(np.float32),
    )


def _begins_word(text: str, said: Sounds, number: int) -> bool:
    start, _ = said.places[number]
    first_of_piece = number == 0 or said.places[number - 1] != said.places[number]
    return first_of_piece and not text[max(start - 1, 0) : start].isalnum()


def _ends_word(text: str, said: Sounds, number: int) -> bool:
    """Whether its word ends there, or only a particle follows."""
    _, end = said.places[number]
    last_of_piece = said.places[number : number + 2].count(said.places[number]) == 1
    return last_of_piece and _WORD_END.match(text, end) is not None


def _rows_by_gram(names: Iterable[str]) -> dict[str, npt.NDArray[np.int32]]:
    rows: dict[str, list[int]] = {}
    for row, heard in enumerate(names):
        for gram in _grams(heard):
            rows.setdefault(gram, []).append(row)
    return {gram: np.array(found, np.int32) for gram, found in rows.items()}


def _grams(heard: str) -> set[str]:
    return {heard[i : i + _GRAM] for i in range(len(heard) - _GRAM + 1)}
