"""What an occasion, a person or a trouble calls for: knowledge from ``knowledge/wishes.toml`` as words to look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.tokens import PAIR, TokenSplitter
from catalog_index.understanding.terms import TermFinder

_FADES: Final = 0.1
"""How much less each word tells than the one before it: the most telling come first."""
_FAINT: Final = 0.22
_CLEAR: Final = 0.45
"""Lead over the other wishes from which one is taken to be meant, and to be meant for sure; the unit is how far the
query is from wishes in general."""

_BROAD: Final = 0.3
"""What is left of a broad wish (a friend, a birthday) beside one that tells more: a friend who cooks wants a pan."""
_BESIDE: Final = 0.5
"""What is left of a wish that is only near in meaning beside one that was said outright."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Suits:
    """What is called for by each thing mentioned: words by how telling they are, and vectors [mentioned, dimension].

    ``weights``: how sure it is that each was meant, 0 to 1; ``names``: for each, the sets of words that name it.
    ``avoid``: words of what is wrong for any of them.
    """

    words: Sequence[Mapping[str, float]]
    avoid: Mapping[str, float]
    vectors: Vectors
    weights: Sequence[float]
    names: Sequence[Sequence[tuple[str, ...]]]


@dataclass(frozen=True)
class Mention:
    """What was mentioned, as it was ``said``, with its names, what suits it and what is wrong for it.

    ``is_broad``: it tells little, as a friend or a birthday does.
    """

    said: str
    names: TermFinder
    suits: TermFinder
    avoid: TermFinder
    is_broad: bool = False

    def is_named_by(self, text: str) -> bool:
        """Whether a product of which this is said names it itself."""
        return bool(self.names.find(text))

    def is_met_by(self, text: str) -> bool:
        """Whether a product of which this is said suits."""
        return bool(self.suits.find(text) or self.names.find(text)) and not self.avoid.find(text)


class WishBook:
    """Looks up what is mentioned in a query."""

    def __init__(self, wishes: Sequence[Mapping[str, Any]], splitter: TokenSplitter, encoder: Encoder) -> None:
        self._splitter, self._wishes = splitter, wishes
        self._finder = TermFinder({str(number): wish["words"] for number, wish in enumerate(wishes)})
        self._broad = frozenset(number for number, wish in enumerate(wishes) if wish.get("broad"))
        self._finders: dict[int, tuple[TermFinder, TermFinder, TermFinder]] = {}
        self._suits = [_weighted(wish["suits"], splitter) for wish in wishes]
        self._avoid = [_weighted(wish.get("avoid", ()), splitter) for wish in wishes]
        self._vectors = encode_cached(encoder, [", ".join(wish["suits"]) for wish in wishes], "Occasions")
        ways = [_ways(wish["words"], splitter) for wish in wishes]
        self._names = [list(named) for named in ways]
        phrases = [phrase for named in ways for phrase in named.values()]
        self._said = encode_cached(encoder, phrases, "Words for occasions")
        self._of_said = np.repeat(np.arange(len(wishes)), [len(named) for named in ways])

    def suits(self, text: str, vector: Scores | None = None) -> Suits:
        """What everything mentioned in ``text`` calls for; ``vector`` finds what is said in other words."""
        named = dict.fromkeys(self._named(text), 1.0)
        meant = self._meant(vector) if vector is not None and len(self._said) else {}
        if named:
            meant = {number: sure * _BESIDE for number, sure in meant.items()}
        meant = self._most_telling(meant | named)
        numbers = sorted(meant)
        words = [self._suits[number] for number in numbers]
        wanted = frozenset[str]().union(*words)
        wrong = {word: 1.0 for number in numbers for word in self._avoid[number] if word not in wanted}
        return Suits(
            words,
            wrong,
            self._vectors[np.array(numbers, np.intp)],
            [meant[number] for number in numbers],
            [self._names[number] for number in numbers],
        )

    def mentioned(self, text: str) -> list[Mention]:
        """What is mentioned in ``text`` outright, in its order."""
        found = {part.id: part.said for part in reversed(self._finder.find(text))}
        return [
            Mention(said, *self._suitable(int(number)), int(number) in self._broad)
            for number, said in reversed(found.items())
        ]

    def _suitable(self, number: int) -> tuple[TermFinder, TermFinder, TermFinder]:
        # Made when it is asked for: making all would take longer than everything else here.
        if number not in self._finders:
            wish = self._wishes[number]
            self._finders[number] = _finder(wish["words"]), _finder(wish["suits"]), _finder(wish.get("avoid", ()))
        return self._finders[number]

    def _named(self, text: str) -> set[int]:
        # Words written together (여친생일선물) are found once they are taken apart.
        apart = " ".join(self._splitter.words(text))
        return {int(found.id) for said in (text, apart) for found in self._finder.find(said)}

    def _most_telling(self, meant: Mapping[int, float]) -> dict[int, float]:
        """``meant``, with less of what is broad where something else is surely meant too."""
        surest = max((sure for number, sure in meant.items() if number not in self._broad), default=0.0)
        left = 1 - (1 - _BROAD) * surest
        return {number: sure * left if number in self._broad else sure for number, sure in meant.items()}

    def _meant(self, vector: Scores) -> dict[int, float]:
        """Wishes near in meaning, with how sure that is."""
        nearest = np.full(len(self._suits), -1, np.float32)
        np.maximum.at(nearest, self._of_said, self._said @ vector)
        usual = float(nearest.mean())
        sure = ((nearest - usual) / max(1 - usual, 1e-6) - _FAINT) / (_CLEAR - _FAINT)
        return {int(number): min(1.0, float(sure[number])) for number in np.flatnonzero(sure > 0)}


def _finder(phrases: Sequence[str]) -> TermFinder:
    return TermFinder({"": phrases})


def _ways(phrases: Sequence[str], splitter: TokenSplitter) -> dict[tuple[str, ...], str]:
    """The phrases that say different words; inflections of one verb are the same."""
    ways: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        if words := tuple(sorted(set(splitter.words(phrase)))):
            ways.setdefault(words, phrase)
    return ways


def _weighted(phrases: Sequence[str], splitter: TokenSplitter) -> dict[str, float]:
    weights: dict[str, float] = {}
    for place, phrase in enumerate(phrases):
        for word in _terms(phrase, splitter):
            weights.setdefault(word, 1 / (1 + _FADES * place))
    return weights


def _terms(phrase: str, splitter: TokenSplitter) -> list[str]:
    """Its words; one that falls into single syllables (백팩, 한과) is looked for by its pairs of syllables instead."""
    words = splitter.words(phrase)
    if any(len(word) == 1 for word in words):
        return [piece for piece in splitter.counts(phrase) if piece.startswith(PAIR)]
    return words
