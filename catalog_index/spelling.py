"""Puts words right that the catalogue does not have but has the sound of: 텀불러, umbrela."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Final

from catalog_index.lexical import LexicalIndex
from catalog_index.names.by_sound import SoundIndex
from catalog_index.tokens import TokenSplitter

_ALIKE: Final = 0.85
_WORD: Final = re.compile(r"[A-Za-z]{5,}|[가-힣]{2,}")


class Spelling:
    """Knows the words that name products."""

    def __init__(self, names: Iterable[str], lexical: LexicalIndex, splitter: TokenSplitter) -> None:
        self._by_sound = SoundIndex({word: [word] for name in names for word in _WORD.findall(name)})
        self._lexical, self._splitter = lexical, splitter

    def knowing(self, lexical: LexicalIndex) -> Spelling:
        """The same with the words of ``lexical`` known: those are not put right."""
        other = copy.copy(self)
        other._lexical = lexical
        return other

    def repaired(self, text: str) -> str:
        """``text`` with each unknown word replaced by the known one that it sounds like."""
        return _WORD.sub(lambda found: self._repaired(found[0]), text)

    def _repaired(self, word: str) -> str:
        terms = self._splitter.words(word)
        if all(self._lexical.knows(term) for term in terms):
            return word
        heard = self._by_sound.find(word)
        if heard is None or heard.likeness < _ALIKE or word[0].lower() != heard.id[0].lower():
            return word
        return word[: heard.start] + heard.id + word[heard.end :]
