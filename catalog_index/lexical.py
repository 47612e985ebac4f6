"""BM25 over weighted fields: which documents share the words of a query, and how telling those words are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from catalog_index.tokens import PAIR, TokenSplitter
from catalog_index.vectors.vector_index import NO_ROWS, Rows

_K1: Final = 1.2
_B: Final = 0.5
_PAIR_WEIGHT: Final = 0.3
_POSTINGS: Final = "postings.npz"
_TERMS: Final = "terms.json"

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class _Postings:
    """Where a term occurs: documents and weights of term ``i`` lie at ``starts[i]`` to ``starts[i + 1]``.

    ``mean_length``: what long and short documents are measured against.
    """

    starts: npt.NDArray[np.int64]
    documents: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    total: int
    mean_length: float


class LexicalIndex:
    """Rows are documents in the order they were given.

    Documents may be added and taken away later, which makes another index that shares everything with this one; how
    telling a word is stays as it was.
    """

    def __init__(
        self,
        terms: dict[str, int],
        postings: _Postings,
        splitter: TokenSplitter,
        later: Sequence[LexicalIndex] = (),
        gone: Rows = NO_ROWS,
    ) -> None:
        self._terms, self._postings, self._splitter = terms, postings, splitter
        self._later, self._gone = later, gone
        self._idf = _idf(np.diff(postings.starts), postings.total)
        self._rarest = float(_idf(np.array([1]), postings.total)[0])

    @classmethod
    def build(
        cls,
        documents: Iterable[Sequence[tuple[str, float]]],
        splitter: TokenSplitter,
        mean_length: float | None = None,
    ) -> LexicalIndex:
        """Index documents given as fields of (text, weight)."""
        counts = [_weighted(fields, splitter) for fields in documents]
        terms = {term: row for row, term in enumerate(sorted({term for count in counts for term in count}))}
        rows = np.array([terms[term] for count in counts for term in count], np.int64)
        columns = np.repeat(np.arange(len(counts), dtype=np.int32), [len(count) for count in counts])
        frequency = np.array([value for count in counts for value in count.values()], np.float32)
        lengths = np.array([sum(count.values()) for count in counts], np.float32)
        mean_length = mean_length or max(float(lengths.mean()), 1.0)
        length = lengths[columns] / mean_length
        saturated = frequency * (_K1 + 1) / (frequency + _K1 * (1 - _B + _B * length))
        by_term = np.argsort(rows, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(terms)))])
        weights = saturated[by_term].astype(np.float32)
        return cls(terms, _Postings(starts, columns[by_term], weights, len(counts), mean_length), splitter)

    def followed_by(self, documents: Sequence[Sequence[tuple[str, float]]], gone: Rows) -> LexicalIndex:
        """The same with more ``documents`` at its end, and without the rows ``gone`` besides those gone before."""
        later = list(self._later)
        if documents:
            later.append(LexicalIndex.build(documents, self._splitter, self._postings.mean_length))
        return LexicalIndex(self._terms, self._postings, self._splitter, later, np.union1d(self._gone, gone))

    def scores(self, terms: Mapping[str, float]) -> Scores:
        """Float32 [documents], 0 to 1: the part of ``terms`` that a document holds.

        A term counts by how telling it is, times what it is given.
        """
        weights = {term: given * self._weight(term) for term, given in terms.items()}
        total: Scores = np.concatenate([part._sums(weights) for part in (self, *self._later)])
        total[self._gone] = 0
        possible = sum(weights.values()) * (_K1 + 1)
        return total / np.float32(possible or 1)

    def knows(self, term: str) -> bool:
        """Whether any document holds ``term``."""
        return term in self._terms or any(part.knows(term) for part in self._later)

    def overlap(self, query: str, text: str) -> float:
        """How much of the query ``text`` holds, by how telling the words are; any text, indexed or not."""
        shared = self._splitter.counts(query).keys() & self._splitter.counts(text).keys()
        return sum(self._weight(term) for term in shared)

    def _sums(self, weights: Mapping[str, float]) -> Scores:
        total = np.zeros(self._postings.total, np.float32)
        for term, weight in weights.items():
            if term in self._terms:
                start, end = self._postings.starts[self._terms[term] :][:2]
                total[self._postings.documents[start:end]] += weight * self._postings.weights[start:end]
        return total

    def _weight(self, term: str) -> float:
        row = self._terms.get(term)
        idf = float(self._rarest if row is None else self._idf[row])
        return idf * (_PAIR_WEIGHT if term.startswith(PAIR) else 1.0)

    def save(self, folder: Path) -> None:
        """Write two files into ``folder``; what was added or taken away later is not in them."""
        np.savez(folder / _POSTINGS, **asdict(self._postings))
        (folder / _TERMS).write_text(json.dumps(list(self._terms), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, splitter: TokenSplitter) -> LexicalIndex:
        """Read what ``save`` wrote; raises OSError or ValueError when it is not there or not whole."""
        terms = json.loads((folder / _TERMS).read_text(encoding="utf-8"))
        with np.load(folder / _POSTINGS) as kept:
            total, mean_length = int(kept["total"]), float(kept["mean_length"])
            postings = _Postings(kept["starts"], kept["documents"], kept["weights"], total, mean_length)
        return cls({term: row for row, term in enumerate(terms)}, postings, splitter)


def _idf(frequency: npt.NDArray[np.integer], documents: int) -> npt.NDArray[np.float64]:
    return np.log1p((documents - frequency + 0.5) / (frequency + 0.5))


def _weighted(fields: Sequence[tuple[str, float]], splitter: TokenSplitter) -> dict[str, float]:
    weighted: dict[str, float] = {}
    for text, weight in fields:
        for term, count in splitter.counts(text).items():
            weighted[term] = weighted.get(term, 0.0) + weight * count
    return weighted
