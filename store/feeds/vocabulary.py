"""The shop's own words for what a feed names: its categories and colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.info import Term


class Vocabulary:
    """Ids of store.yml by any of their names; what it lacks is kept as the feed has it, in ``added``."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.added: dict[str, dict[str, Any]] = {}
        self._ids: dict[str, str] = {}
        for term_id, term in terms.items():
            for word in (term_id, *term.words()):
                self._ids.setdefault(word.casefold(), term_id)

    def word(self, word: str) -> str:
        """The id of what ``word`` names, else the word itself."""
        return self.path((word,))

    def path(self, words: tuple[str, ...]) -> str:
        """The id of the most special of ``words`` that has one, else all of them as one new id; empty for none."""
        known = (self._ids.get(word.casefold()) for word in reversed(words))
        if (term_id := next(filter(None, known), None)) is not None:
            return term_id
        new = " > ".join(words)
        if new and new not in self.added:
            self.added[new] = {"name": words[-1]}
        return new
