"""Tells ordinary words, which only sound a little like a name, from a name that was heard wrongly."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from annae.paths import PROJECT
from bot.components.morphemes import has_verb, is_ordinary

_TEXTS: Final = ("nlu_data/nlu/en/*.yml", "bot/domain/texts/en/*.yml", "stores/demo/*.csv")
_OFTEN: Final = 2
"""Times that a word stands in them before it counts as ordinary: misheard names are among the examples, too."""
_ENDING: Final = re.compile(r"(?:'s|s|ed|ing|ly)$")


def could_be_a_name(words: str) -> bool:
    """Whether ``words`` are more likely a name than what they say."""
    if re.search("[가-힣]", words):
        return not has_verb(words) if " " in words else not is_ordinary(words)
    return not all(word in _english() or _ENDING.sub("", word) in _english() for word in words.lower().split())


@cache
def _english() -> frozenset[str]:
    counts = Counter(
        word
        for texts in _TEXTS
        for file in PROJECT.glob(texts)
        for line in file.read_text(encoding="utf-8").lower().splitlines()
        for word in set(re.findall(r"[a-z']+", line))
    )
    return frozenset(word for word, count in counts.items() if count >= _OFTEN)
