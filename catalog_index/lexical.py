"""BM25 over weighted fields: which documents share the words of a query, and how telling those words are."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy import sparse

from catalog_index.tokens import PAIR, TokenSplitter
from catalog_index.vectors.vector_index import NO_ROWS, Rows

_K1: Final = 1.2
_B: Final = 0.5
_PAIR_WEIGHT: Final = 0.3
NAMING: Final = "^"
"""Starts every token that says: this word is in the first field. It weighs nothing and is no part of the length."""
_REPEATED: Final = 10_000
"""Texts whose words are remembered while an index is made: brands, tags and kinds come again and again."""
_META: Final = "lexical.json"
_ARRAYS: Final = ("starts", "documents", "weights")

Fields = Sequence[tuple[str, float]]
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Ways = Sequence[tuple[str, ...]]
"""Ways to say one thing: of each, the terms that are all in it."""


@dataclass(frozen=True)
class _Bits:
    """A bit a document, eight in a byte, and the ``number`` of those that are set."""

    packed: npt.NDArray[np.uint8]
    number: int

    @classmethod
    def of(cls, mask: Mask) -> _Bits:
        return cls(np.packbits(mask, bitorder="little"), int(np.count_nonzero(mask)))

    def at(self, rows: Rows) -> Mask:
        """Those of ``rows``, in their order."""
        bits: Mask = (self.packed[rows >> 3] >> (rows & 7).astype(np.uint8) & 1).astype(np.bool_)
        return bits


@dataclass(frozen=True)
class _Postings:
    """Where terms occur: documents (ascending) and weights of term ``i`` lie at ``starts[i]`` to ``starts[i + 1]``."""

    terms: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    total: int
    mean_length: float
    _saying: dict[Ways, _Bits] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, term: str) -> tuple[npt.NDArray[np.int32], Scores]:
        """Documents and weights of ``term``."""
        row = self.terms.get(term)
        start, end = (0, 0) if row is None else (self.starts[row], self.starts[row + 1])
        return self.documents[start:end], self.weights[start:end]

    def saying(self, ways: Ways) -> _Bits:
        """Documents that hold all terms of any of ``ways``; remembered, since the same few are asked for."""
        found = self._saying.get(key := tuple(ways))
        if found is None:
            mask = np.zeros(self.total, np.bool_)
            for terms in ways:
                mask[self._holding(terms)] = True
            found = self._saying[key] = _Bits.of(mask)
        return found

    def _holding(self, terms: Sequence[str]) -> npt.NDArray[np.int32]:
        """Documents that hold all of ``terms``, ascending; none without a term."""
        lists = sorted((self.of(term)[0] for term in terms), key=len)
        return reduce(_in_both, lists) if lists else np.zeros(0, np.int32)

    def frequency(self, term: str) -> int:
        """Number of documents that hold ``term``."""
        row = self.terms.get(term)
        return 0 if row is None else int(self.starts[row + 1] - self.starts[row])

    def sum(self, weights: Mapping[str, float]) -> Scores:
        """Float32 [documents]: each term's weight in the document times the one given, added up."""
        found = [(*self.of(term), weight) for term, weight in weights.items() if term in self.terms]
        if not found:
            return np.zeros(self.total, np.float32)
        documents, inside, given = zip(*found, strict=True)
        ends = np.cumsum([0, *map(len, documents)])
        matrix = sparse.csc_array(
            (np.concatenate(inside), np.concatenate(documents), ends), shape=(self.total, len(given))
        )
        total: Scores = matrix @ np.array(given, np.float32)
        return total


class LexicalIndex:
    """Rows are documents in the order they were given."""

    def __init__(
        self,
        postings: _Postings,
        splitter: TokenSplitter,
        recent: Sequence[Mapping[str, float]] = (),
        gone: Rows = NO_ROWS,
    ) -> None:
        """``recent``: weighted terms of documents that follow those of ``postings``; ``gone``: rows taken away."""
        self._splitter, self._recent, self._gone = splitter, tuple(recent), gone
        self._parts = [postings, _postings(*_counted(self._recent), postings.mean_length)] if recent else [postings]
        self.total = sum(part.total for part in self._parts)
        self._rarest = _idf(1, self.total)

    @property
    def splitter(self) -> TokenSplitter:
        """What cuts texts into the terms counted here."""
        return self._splitter

    @classmethod
    def build(cls, documents: Iterable[Fields], splitter: TokenSplitter) -> LexicalIndex:
        """Index documents given as fields of (text, weight), the first one its name; they are gone through once."""
        return cls.of_counts(*_counted(_weighted(documents, splitter)), splitter)

    @classmethod
    def of_counts(cls, terms: Sequence[str], counts: sparse.csr_array, splitter: TokenSplitter) -> LexicalIndex:
        """Index documents whose ``terms`` are counted: float32 [documents, terms], times the weight of their field."""
        return cls(_postings(terms, counts), splitter)

    def followed_by(self, documents: Iterable[Fields], gone: Rows) -> LexicalIndex:
        """The same with ``documents`` at its end, and without the rows ``gone`` besides those gone before.

        The two share what they can: quick while only thousands were added.
        """
        recent = [*self._recent, *_weighted(documents, self._splitter)]
        return LexicalIndex(self._parts[0], self._splitter, recent, np.union1d(self._gone, gone))

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Float32 [documents], 0 to 1: the part of ``terms`` that a document holds.

        A term counts by how telling it is, times what it is given.
        """
        weights = {term: given * self._weight(term) for term, given in terms.items()}
        total: Scores = np.concatenate([part.sum(weights) for part in self._parts])
        total[self._gone] = 0
        return total / _possible(weights)

    def scores_of(self, rows: Rows, terms: Mapping[str, float]) -> Scores:
        """The scores of these rows alone, in their order; quick for a few hundred of a million."""
        weights = {term: given * self._weight(term) for term, given in terms.items()}
        total = np.zeros(len(rows), np.float32)
        first = 0
        for part in self._parts:
            inside = np.flatnonzero((rows >= first) & (rows < first + part.total))
            wanted = (rows[inside] - first).astype(np.int32)  # of the type of the postings, else all of those are cast
            for term, weight in weights.items():
                documents, found = part.of(term)
                if len(documents):
                    places = np.minimum(np.searchsorted(documents, wanted), len(documents) - 1)
                    total[inside] += np.where(documents[places] == wanted, found[places] * np.float32(weight), 0)
            first += part.total
        return total / _possible(weights)

    def named(self, word: str) -> Rows:
        """Rows whose first field holds ``word``, ascending."""
        starts = np.cumsum([0, *(part.total for part in self._parts)])
        found = [part.of(NAMING + word)[0] + start for part, start in zip(self._parts, starts, strict=False)]
        rows: Rows = np.concatenate(found).astype(np.int64)
        return rows

    def saying(self, ways: Ways, rows: Rows) -> tuple[Mask, int]:
        """Which of ``rows`` hold all terms of any of ``ways``, in their order, and how many of all documents do."""
        says, number, first = np.zeros(len(rows), np.bool_), 0, 0
        for part in self._parts:
            bits, end = part.saying(ways), first + part.total
            inside, gone = (rows >= first) & (rows < end), self._gone[(self._gone >= first) & (self._gone < end)]
            says[inside] = bits.at(rows[inside] - first)
            number += bits.number - int(np.count_nonzero(bits.at(gone - first)))
            first = end
        says[np.isin(rows, self._gone)] = False
        return says, number

    def knows(self, term: str) -> bool:
        """Whether any document holds ``term``."""
        return any(term in part.terms for part in self._parts)

    def overlap(self, query: str, text: str) -> float:
        """How much of the query ``text`` holds, by how telling the words are; any text, indexed or not."""
        shared = self._splitter.counts(query).keys() & self._splitter.counts(text).keys()
        return sum(self._weight(term) for term in shared)

    def _weight(self, term: str) -> float:
        frequency = sum(part.frequency(term) for part in self._parts)
        idf = _idf(frequency, self.total) if frequency else self._rarest
        return idf * (_PAIR_WEIGHT if term.startswith(PAIR) else 1.0)

    def save(self, folder: Path) -> None:
        """Write four files into ``folder``; what was added or taken away later is not in them."""
        postings = self._parts[0]
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(postings, name))
        meta = {"terms": list(postings.terms), "total": postings.total, "mean_length": postings.mean_length}
        (folder / _META).write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, splitter: TokenSplitter) -> LexicalIndex:
        """Map what ``save`` wrote into memory; raises OSError, ValueError or KeyError when it is damaged."""
        meta = json.loads((folder / _META).read_text(encoding="utf-8"))
        terms = {term: row for row, term in enumerate(meta["terms"])}
        starts, columns, weights = (np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _ARRAYS)
        return cls(_Postings(terms, starts, columns, weights, meta["total"], meta["mean_length"]), splitter)


def _in_both(few: npt.NDArray[np.int32], many: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """What is in both lists; each is ascending."""
    if not len(few):
        return few
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    both: npt.NDArray[np.int32] = few[many[places] == few]
    return both


def _counted(documents: Iterable[Mapping[str, float]]) -> tuple[list[str], sparse.csr_array]:
    """Terms, and how much of each a document holds, float32 [documents, terms]."""
    terms: dict[str, int] = {}
    # A list of numbers would take eight times the memory.
    columns, counts, ends = array("i"), array("f"), array("q", [0])
    for weighted in documents:
        columns.extend(terms.setdefault(term, len(terms)) for term in weighted)
        counts.extend(weighted.values())
        ends.append(len(columns))
    parts = np.frombuffer(counts, np.float32), np.frombuffer(columns, np.int32), np.frombuffer(ends, np.int64)
    return list(terms), sparse.csr_array(parts, shape=(len(ends) - 1, len(terms)))


def _postings(terms: Sequence[str], counts: sparse.csr_array, mean_length: float | None = None) -> _Postings:
    """Weights by BM25; ``mean_length``: that of the documents they are to be compared with (default: their own)."""
    length = np.asarray(counts.sum(axis=1), np.float32)
    mean = mean_length or (float(length.mean()) if len(length) else 0.0)
    held_back = np.float32(_K1) * (1 - _B + _B * length / np.float32(max(mean, 1.0)))
    matrix = counts.tocsc()
    frequency, documents = matrix.data, matrix.indices.astype(np.int32, copy=False)
    weights = frequency * np.float32(_K1 + 1) / (frequency + held_back[documents])
    rows = {term: row for row, term in enumerate(terms)}
    return _Postings(rows, matrix.indptr.astype(np.int64), documents, weights, len(length), mean)


def _weighted(documents: Iterable[Fields], splitter: TokenSplitter) -> Iterable[dict[str, float]]:
    counts = lru_cache(_REPEATED)(splitter.counts)
    for fields in documents:
        weighted: dict[str, float] = {}
        for text, weight in fields:
            for term, count in counts(text).items():
                weighted[term] = weighted.get(term, 0.0) + weight * count
        naming = counts(fields[0][0]) if fields else ()
        yield weighted | {NAMING + term: 0.0 for term in naming if not term.startswith(PAIR)}


def _possible(weights: Mapping[str, float]) -> np.float32:
    return np.float32((_K1 + 1) * sum(weights.values()) or 1)


def _idf(frequency: int, documents: int) -> float:
    return float(np.log1p((documents - frequency + 0.5) / (frequency + 0.5)))
