"""Korean morphemes: one dictionary for everything in the process, since it fills a hundred megabytes."""

from __future__ import annotations

from functools import cache
from typing import Final

from kiwipiepy import Kiwi

_KNOWN: Final = 50
"""Ids of the dictionary's nouns begin above; Kiwi gives a lower one to what it only guesses to be a noun."""
_VERBS: Final = ("VV", "VA", "VCP", "VX")


@cache
def morphology() -> Kiwi:
    """The large dictionaries of names cost 300 MB and change no intent."""
    return Kiwi(num_workers=1, load_default_dict=False, load_typo_dict=False, load_multi_dict=False)


def has_verb(text: str) -> bool:
    """Whether a Korean verb or adjective is in it."""
    return any(token.tag.split("-")[0] in _VERBS for token in morphology().tokenize(text))


def is_ordinary(word: str) -> bool:
    """Whether a Korean word is a verb or made of nouns of the dictionary; two of a syllable each make no such word."""
    tokens = morphology().tokenize(word)
    nouns = [token for token in tokens if token.tag.startswith("NN")]
    if any(token.id < _KNOWN for token in nouns):
        return False
    return any(token.tag == "NNB" or token.tag.startswith(("VV", "VA")) or token.len > 1 for token in tokens)
