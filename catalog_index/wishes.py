"""What an occasion, a person or a trouble calls for: knowledge from ``knowledge/wishes.toml`` as words to look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.tokens import PAIR, TokenSplitter
from catalog_index.understanding.terms import TermFinder

_FADES: Final = 0.1
"""How much less each word tells than the one before it: the most telling come first."""


@dataclass(frozen=True)
class Suits:
    """What is called for by each thing mentioned: words by how telling they are, and vectors [mentioned, dimension].

    ``avoid``: words of what is wrong for any of them.
    """

    words: Sequence[Mapping[str, float]]
    avoid: Mapping[str, float]
    vectors: Vectors


class WishBook:
    """Looks up what is mentioned in a query."""

    def __init__(self, wishes: Sequence[Mapping[str, Any]], splitter: TokenSplitter, encoder: Encoder) -> None:
        self._splitter = splitter
        self._finder = TermFinder({str(number): wish["words"] for number, wish in enumerate(wishes)})
        self._suits = [_weighted(wish["suits"], splitter) for wish in wishes]
        self._avoid = [_weighted(wish.get("avoid", ()), splitter) for wish in wishes]
        self._vectors = encode_cached(encoder, [", ".join(wish["suits"]) for wish in wishes], "Occasions")

    def suits(self, text: str) -> Suits:
        """What everything mentioned in ``text`` calls for."""
        # Words written together (여친생일선물) are found once they are taken apart.
        apart = " ".join(self._splitter.words(text))
        numbers = sorted({int(found.id) for said in (text, apart) for found in self._finder.find(said)})
        words = [self._suits[number] for number in numbers]
        wanted = frozenset[str]().union(*words)
        wrong = {word: 1.0 for number in numbers for word in self._avoid[number] if word not in wanted}
        return Suits(words, wrong, self._vectors[np.array(numbers, np.intp)])


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
