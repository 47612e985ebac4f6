"""Finds the places where a sentence may fall into two wishes: at punctuation, connectives and ends of clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

Span = tuple[int, int]
"""Start and end of a clause in its text, end exclusive."""

_WORD: Final = re.compile(r"[^\s,.?!;~…]+(?:[.,][^\s,.?!;~…]+)*")
_MARK: Final = re.compile(r"[,.?!;~…]")
_HANGUL: Final = re.compile("[가-힣]")
_TRIED: Final = 3
"""Splits at most: each costs the classifier two more lines."""
_SHORTEST: Final = 3
"""English words before a second wish that nothing joins to the first ("how much is ..." is one)."""
_BY_MARK, _BY_CONNECTIVE, _BY_CLAUSE, _BY_SENTENCE = range(4)
"""Kinds of joints, the surest first."""


@dataclass(frozen=True)
class Split:
    """Where the two clauses stand in their text; the word that joins them belongs to neither."""

    first: Span
    second: Span


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def splits(text: str) -> list[Split]:
    """The likeliest ways to part ``text`` in two, the surest first, three at most; often none."""
    words = [_Word(match[0].lower().replace("’", "'"), *match.span()) for match in _WORD.finditer(text)]
    while words and words[0].text in _listed("ko", "connectives") | _listed("en", "connectives"):
        words = words[1:]  # "and how much is it" goes on from what was said before
    joint = _korean_joint if _HANGUL.search(text) else _english_joint
    found = []
    for i in range(1, len(words)):
        kind = _BY_MARK if _MARK.search(text, words[i - 1].end, words[i].start) else joint(words, i)
        if kind is not None and (split := _around(words, i)):
            found.append((kind, split))
    if any(kind <= _BY_CONNECTIVE for kind, _ in found):  # where a joint is said, none is guessed at
        found = [(kind, split) for kind, split in found if kind != _BY_SENTENCE]
    likeliest = [split for _, split in sorted(found, key=lambda entry: entry[0])]
    return list(dict.fromkeys(likeliest))[:_TRIED]


def _around(words: list[_Word], i: int) -> Split | None:
    """The split before word ``i`` without what joins the clauses; None where a clause would be empty."""
    connectives = _listed("ko", "connectives") | _listed("en", "connectives")
    left, right = words[:i], words[i:]
    while left and left[-1].text in connectives:
        left = left[:-1]
    while right and right[0].text in connectives:
        right = right[1:]
    if not left or not right or left[-1].end - left[0].start < 2 or right[-1].end - right[0].start < 2:  # noqa: PLR2004 - one letter is no wish
        return None
    return Split((left[0].start, left[-1].end), (right[0].start, right[-1].end))


def _korean_joint(words: list[_Word], i: int) -> int | None:
    before, after = words[i - 1].text, words[i].text
    if after in _listed("ko", "connectives"):
        return _BY_CONNECTIVE
    if before.endswith(_endings("no_clause")) or after.startswith(_endings("continues")):
        return None
    if before.endswith(_endings("clause_endings")):
        return _BY_CLAUSE
    return _BY_SENTENCE if before.endswith(_endings("sentence_endings")) else None


def _english_joint(words: list[_Word], i: int) -> int | None:
    if words[i].text in _listed("en", "connectives"):
        return _BY_CONNECTIVE
    if words[i - 1].text in _listed("en", "connectives") | _listed("en", "auxiliaries"):
        return None
    return _BY_SENTENCE if i >= _SHORTEST and words[i].text in _listed("en", "beginnings") else None


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    lists: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return lists


@cache
def _listed(language: str, name: str) -> frozenset[str]:
    return frozenset(_lists()[language][name])


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(_lists()["ko"][name])
