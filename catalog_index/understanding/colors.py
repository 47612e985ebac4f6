"""Colours as customers name them: 까만, 곤색, in cream, mint-coloured."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from catalog_index.understanding.terms import Found, TermFinder
from catalog_index.understanding.vocabulary import vocabulary


class ColorFinder:
    """Knows the colours of a shop by id and the words for each."""

    def __init__(self, colors: Mapping[str, Sequence[str]]) -> None:
        self._terms = TermFinder(_with_stems(colors))

    def named(self, text: str) -> list[Found]:
        """Every word for a colour, in order, also where it may name something else."""
        return self._terms.find(text)

    def find(self, text: str) -> list[Found]:
        """Every colour named in ``text``, in order."""
        return [part for part in self.named(text) if _names_a_color(text, part)]


def _with_stems(colors: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The colours with the adjectives inside their names: 빨간 of 빨간색 (but not 갈 of 갈색, which is no word)."""
    ending = vocabulary()["color"]["stem"]
    return {
        color: [*words, *(word.removesuffix(ending) for word in words if _has_adjective(word, ending))]
        for color, words in colors.items()
    }


def _has_adjective(word: str, ending: str) -> bool:
    stem = word.removesuffix(ending)
    return stem not in ("", word) and stem[-1] in vocabulary()["color"]["adjective_ends"]


def _names_a_color(text: str, part: Found) -> bool:
    """Whether a word that is also something else (cream, 오렌지, red ginseng) is said as a colour here."""
    if _part_of_a_name().match(text, part.end):
        return False
    said = text[part.start : part.end].casefold()
    word = next((word for word in _ambiguous() if said == word or said.startswith(word)), None)
    if word is None:
        return True
    pattern = vocabulary()["color"]["said_as_color"].replace("{word}", re.escape(word))
    return re.search(pattern, text, re.IGNORECASE) is not None


@cache
def _part_of_a_name() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{vocabulary()['color']['named_for']})\b", re.IGNORECASE)


@cache
def _ambiguous() -> list[str]:
    return sorted(vocabulary()["color"]["ambiguous"], key=len, reverse=True)
