"""Splits text into what the lexical index counts: Korean morphemes, English words, and pairs of syllables.

The pairs run over spaces, so that 여행가방 and 여행 가방 share most of theirs, and a typo costs two of them. Long
English words give runs of three letters in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from kiwipiepy import Kiwi

from catalog_index.understanding.vocabulary import vocabulary

PAIR: Final = "#"
"""Starts every token that is a pair of syllables, or three letters."""

_CONTENT: Final = frozenset(("NNG", "NNP", "NNB", "NP", "NR", "SN", "SL", "SH", "XR", "MAG", "MAJ", "W_SERIAL"))
_VERBS: Final = ("VV", "VA", "VCP", "VX")
_PLURAL: Final = re.compile(r"(?<=[a-z]{3})(?:(?<=[sxz])es|(?<!s)s)$")
_LONG_WORD: Final = 5
"""Letters of an English word that is also looked at by parts; short ones have too many neighbours."""
_LONG_RUN: Final = re.compile(r"[가-힣]{4,}")
_NUMBER: Final = re.compile(r"[일이삼사오육칠팔구][십백천만]|[십백][일이삼사오육칠팔구]")
_KNOWN: Final = 50
"""Ids of the dictionary's nouns begin above; Kiwi gives a lower one to what it only guesses to be a noun."""
_REMEMBERED: Final = 10_000
"""Texts whose words are kept, a few megabytes: the latest queries and descriptions."""
_HANGUL_RUN: Final = re.compile(r"[가-힣]+(?:\s+[가-힣]+)*")
_WORD: Final = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


class TokenSplitter:
    """Holds the morphological dictionary: 300 MB, two seconds to load. Safe to share between threads."""

    def __init__(self) -> None:
        # The dictionary of multi-word names costs 200 MB more and joins words that the index wants apart.
        self._kiwi = Kiwi(num_workers=1, load_multi_dict=False)
        words = vocabulary()["request"]
        self._request_words = frozenset([*words["ko"], *words["en"]])
        # A query is looked at by the reader, the indexes and the explanations of what is found: it is split once.
        self._split = lru_cache(_REMEMBERED)(self._split_anew)

    def words(self, text: str) -> list[str]:
        """Morphemes and words that carry meaning, in their order; words of asking are left out."""
        return list(self._split(text))

    def spaced(self, text: str) -> str:
        """``text`` with the spaces that are missing in long Korean words (초록색원피스) where all of it is known."""
        return _LONG_RUN.sub(lambda run: self._taken_apart(run[0]), text)

    def _taken_apart(self, run: str) -> str:
        if _NUMBER.search(run):
            return run
        nouns = [token for token in self._kiwi.tokenize(run) if token.tag.startswith("NN")]
        return run if any(token.id < _KNOWN for token in nouns) else self._kiwi.space(run)

    def nouns_and_verbs(self, text: str) -> tuple[list[str], list[str]]:
        """The Korean nouns of ``text``, words of asking left out, and its verbs as a dictionary has them."""
        nouns, verbs = [], []
        for token in self._kiwi.tokenize(text):
            tag = token.tag.split("-")[0]
            if tag in _VERBS or tag in ("XSV", "XSA"):
                verbs.append(token.form + "다")
            elif tag in ("NNG", "NNP", "W_SERIAL") and token.form not in self._request_words:
                nouns.append(token.form)
        return nouns, verbs

    def has_verb(self, text: str) -> bool:
        """Whether a Korean verb or adjective is in it."""
        return any(token.tag.split("-")[0] in _VERBS for token in self._kiwi.tokenize(text))

    def counts(self, text: str) -> Counter[str]:
        """Words and pairs with how often they occur."""
        return Counter([*self.words(text), *_pairs(text)])

    def asked(self, text: str) -> list[str]:
        """The different words and pairs of a query: a Korean verb gives no pairs, else 마실 거 would ask for 마실가."""
        return list(dict.fromkeys([*self.words(text), *_pairs(self._without_verbs(text))]))

    def _without_verbs(self, text: str) -> str:
        """``text`` without the words that begin with a Korean verb or adjective."""
        if not _HANGUL_RUN.search(text):
            return text
        verbs = {token.start for token in self._kiwi.tokenize(text) if token.tag.split("-")[0] in ("VV", "VA")}
        return " ".join(word[0] for word in re.finditer(r"\S+", text) if word.start() not in verbs)

    def _split_anew(self, text: str) -> tuple[str, ...]:
        found = [*self._korean(text), *self._english(text)] if _HANGUL_RUN.search(text) else self._english(text)
        return tuple(word for word in found if word not in self._request_words)

    def _korean(self, text: str) -> list[str]:
        found = []
        for token in self._kiwi.tokenize(text):
            tag = token.tag.split("-")[0]  # irregular verbs are marked VV-I
            if tag in _VERBS:
                found.append(token.form + "다")
            elif tag in _CONTENT and not token.form.isascii():
                found.append(token.form)
        return found

    def _english(self, text: str) -> list[str]:
        return [singular(word) for word in _WORD.findall(text.lower())]


def singular(word: str) -> str:
    """An English word without its plural ending, as the words of texts are counted."""
    return _PLURAL.sub("", word)


def _pairs(text: str) -> list[str]:
    runs = ["".join(run.split()) for run in _HANGUL_RUN.findall(text)]
    words = [word for word in _WORD.findall(text.lower()) if len(word) >= _LONG_WORD]
    return [
        *(PAIR + run[start : start + 2] for run in runs for start in range(len(run) - 1)),
        *(PAIR + word[start : start + 3] for word in words for start in range(len(word) - 2)),
    ]
