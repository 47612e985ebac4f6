"""Finds the words a shop has names for (its colours, brands, materials) in what a customer says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog_index.understanding.vocabulary import vocabulary


@dataclass(frozen=True)
class Found:
    """The term with this ``id`` stands at ``start`` to ``end`` of the text, its particle included; ``said`` without."""

    id: str
    start: int
    end: int
    said: str = ""


class TermFinder:
    """Knows terms by id and the words for each; the longest word that fits wins.

    Words begin where a word begins; a Korean one may carry a particle, an English one a plural.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._ids = {_plain(word): term for term, words in terms.items() for word in words if word.strip()}
        every = [word for words in terms.values() for word in words if word.strip()]
        korean = _any_of(word for word in every if not word.isascii())
        english = _any_of(word for word in every if word.isascii())
        self._patterns = (
            re.compile(rf"(?<![가-힣])({korean})(?:{vocabulary()['particles']})?(?![가-힣])"),
            re.compile(rf"\b({english})(?:e?s)?\b", re.IGNORECASE),
        )

    def find(self, text: str) -> list[Found]:
        """Every term named in ``text``, in order."""
        matches = [match for pattern in self._patterns for match in pattern.finditer(text)]
        found = [Found(self._ids[_plain(match[1])], match.start(), match.end(), match[1]) for match in matches]
        return sorted(found, key=lambda part: part.start)


def without(text: str, found: Sequence[Found]) -> str:
    """``text`` without what was found in it."""
    for part in sorted(found, key=lambda part: -part.start):
        text = f"{text[: part.start]} {text[part.end :]}"
    return " ".join(text.split())


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(r"\s?".join(map(re.escape, word.split())) for word in longest_first) or "(?!)"


def _plain(word: str) -> str:
    return "".join(word.casefold().split())
