"""Cuts a reply into clauses, so that the first sound leaves while the rest is still being made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from itertools import zip_longest
from typing import Final, NamedTuple

from annae.types import Language


class _Break(IntEnum):
    """How natural a pause after a word is."""

    NONE = 0
    GRAMMAR = 1
    MARK = 2
    SENTENCE = 3


class _Word(NamedTuple):
    text: str
    after: _Break


class _Lengths(NamedTuple):
    """In characters: what the first clause should not exceed, and what none may exceed."""

    first: int
    most: int


_LENGTHS: Final[dict[Language, _Lengths]] = {"ko": _Lengths(14, 44), "en": _Lengths(40, 160)}
_GROWTH: Final = 1.5
"""A clause is made faster than the one before plays as long as it is not longer than this many times that one."""
_FEWEST: Final = 4
"""Characters below which a clause sounds torn off, unless it is a sentence ("네.")."""

_SENTENCE_END: Final = re.compile(r"[.!?…。]+[\"'”’)」』\]]*$")
_MARK_END: Final = re.compile(r"[,;:—–、][\"'”’)」』\]]*$")
_GLUED_SENTENCES: Final = re.compile(r"(?<=[가-힣][.!?])(?=[가-힣])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|vs|etc|approx|fl|dept|tel|ext|inc|ltd|co|e\.g|i\.e|a\.m|p\.m)|^[a-z])\.$",
    re.IGNORECASE,
)
_KOREAN_PAUSE: Final = re.compile(
    r"(?:[가-힣](?:은|는|고|면|서|데|며|지만|니까|에서|으로|부터|까지|려면|거나|든지)|에는|에도|으면)$"
)
_ENGLISH_PAUSE_BEFORE: Final = frozenset(
    {"and", "but", "or", "so", "because", "which", "who", "where", "when", "while", "if", "that"}
    | {"with", "for", "at", "on", "in", "from", "before", "after", "until", "than"}
)


def clauses(text: str, language: Language) -> list[str]:
    """Clauses of ``text`` in order, none empty; a number or an abbreviation is never cut.

    The first is short where the text allows; later ones grow. A pause stands at a mark or, without one near, where the
    grammar allows it.
    """
    lengths = _LENGTHS[language]
    cut: list[str] = []
    limit = float(lengths.first)
    for line in text.splitlines():
        for sentence in _sentences(_words(_GLUED_SENTENCES.sub(" ", line), language)):
            rest = sentence
            while rest:
                count = _words_of_clause(rest, limit, lengths.most)
                cut.append(" ".join(word.text for word in rest[:count]))
                rest = rest[count:]
                limit = min(lengths.most, max(lengths.first, len(cut[-1])) * _GROWTH)
    return [piece for clause in cut for piece in _chopped(clause, lengths.most)]


def _words(text: str, language: Language) -> list[_Word]:
    words = text.split()
    return [
        _Word(word, _break_after(word, after, language)) for word, after in zip_longest(words, words[1:], fillvalue="")
    ]


def _break_after(word: str, following: str, language: Language) -> _Break:
    if not following:
        return _Break.SENTENCE
    if _SENTENCE_END.search(word):
        abbreviated = _ABBREVIATION.search(word) and not (word.lower().endswith(".m.") and following[0].isupper())
        return _Break.NONE if abbreviated else _Break.SENTENCE
    if _MARK_END.search(word):
        return _Break.MARK
    if language == "ko":
        return _Break.GRAMMAR if _KOREAN_PAUSE.search(word) else _Break.NONE
    return _Break.GRAMMAR if following.lower() in _ENGLISH_PAUSE_BEFORE else _Break.NONE


def _sentences(words: list[_Word]) -> Iterator[list[_Word]]:
    sentence: list[_Word] = []
    for word in words:
        sentence.append(word)
        if word.after is _Break.SENTENCE:
            yield sentence
            sentence = []


def _words_of_clause(sentence: list[_Word], limit: float, most: int) -> int:
    """How many words of ``sentence`` the next clause takes: all of it, or up to the best pause within ``limit``."""
    ends: list[int] = []
    length = -1
    for word in sentence:
        length += len(word.text) + 1
        ends.append(length)
    if length <= limit:
        return len(sentence)
    places = [i for i, end in enumerate(ends[:-1]) if end >= _FEWEST and sentence[i].after and ends[-1] - end > _FEWEST]
    near = [i for i in places if ends[i] <= limit]
    if near:
        return 1 + max(near, key=lambda i: (sentence[i].after, i))
    later = next((i for i in places if ends[i] <= most), None)
    if later is not None:
        return 1 + later
    return len(sentence) if length <= most else max(1, sum(end <= most for end in ends))


def _chopped(clause: str, most: int) -> Iterator[str]:
    """Pieces no voice chokes on: a "word" of thousands of characters has no natural place to pause."""
    most *= 2
    yield from (clause[start : start + most] for start in range(0, len(clause), most))
