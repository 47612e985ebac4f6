"""Words as hurried fingers type them: two letters swapped, or one of a long word missing or doubled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 4
"""Letters of a word that is looked for with two letters swapped; a shorter one would become another word."""
_LONG: Final = 6
"""Letters of a word that is also looked for with a letter missing or doubled."""


def misspelt(word: str) -> set[str]:
    """How an English ``word`` is misspelt, itself not among it; nothing for short ones and other scripts."""
    if not (word.isascii() and word.isalpha()) or len(word) < _SHORTEST:
        return set()
    places = range(1, len(word))
    swapped = {word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :] for i in places}
    if len(word) < _LONG:
        return swapped - {word}
    missing = {word[:i] + word[i + 1 :] for i in places}
    doubled = {word[:i] + word[i - 1] + word[i:] for i in places}
    return (swapped | missing | doubled) - {word}


def with_misspelt(words: Iterable[str]) -> list[str]:
    """``words`` and their misspellings, but for those that are another of the words."""
    known = list(words)
    return [*known, *sorted(set().union(*map(misspelt, known)) - set(known))]
