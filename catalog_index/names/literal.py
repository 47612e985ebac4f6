"""Products named outright: their title, or their id, stands in the query as it is."""

from __future__ import annotations

import copy
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt

from store.product import Product

_SHORTEST: Final = 3
"""Characters a title needs to be found inside a longer query; a shorter one must be all of it."""


@dataclass(frozen=True)
class _Names:
    """Hashes of names, ascending, with the row of each: a million products' names in 40 MB instead of 600."""

    hashes: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    longest: int

    @classmethod
    def of(cls, products: Iterable[Product], first: int) -> _Names:
        hashes, rows, longest = array("q"), array("i"), 0
        for row, product in enumerate(products, first):
            for name in {_plain(name) for name in [product.id, *product.title.both()]} - {""}:
                hashes.append(hash(name))
                rows.append(row)
                longest = max(longest, len(name))
        return cls._ordered(np.array(hashes, np.int64), np.array(rows, np.int32), longest)

    @classmethod
    def _ordered(cls, hashes: npt.NDArray[np.int64], rows: npt.NDArray[np.int32], longest: int) -> _Names:
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], rows[order], longest)

    def with_(self, other: _Names) -> _Names:
        hashes, rows = np.concatenate([self.hashes, other.hashes]), np.concatenate([self.rows, other.rows])
        return self._ordered(hashes, rows, max(self.longest, other.longest))

    def holds(self, hashes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        if not len(self.hashes):
            return np.zeros(len(hashes), np.bool_)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        held: npt.NDArray[np.bool_] = self.hashes[places] == hashes
        return held

    def of_hash(self, wanted: np.int64) -> list[int]:
        start, end = np.searchsorted(self.hashes, wanted, "left"), np.searchsorted(self.hashes, wanted, "right")
        rows: list[int] = self.rows[start:end].tolist()
        return rows


class NameIndex:
    """Titles and ids without case, spaces and punctuation, as rows of the index; the first row is ``first``."""

    def __init__(self, products: Iterable[Product], first: int = 0) -> None:
        self._parts: tuple[_Names, ...] = (_Names.of(products, first),)

    def followed_by(self, more: NameIndex) -> NameIndex:
        """The same with the rows of ``more``; rows that are gone by now are named all the same."""
        joined = copy.copy(self)
        # Only what is new is put in order again: there may be a million names.
        built, *later = [*self._parts, *more._parts]
        joined._parts = (built, reduce(_Names.with_, later))
        return joined

    def named(self, text: str) -> list[int]:
        """Rows of the products whose whole name is in ``text``: of the longest one, or the first of those."""
        plain = _plain(text)
        longest = max(part.longest for part in self._parts)
        sizes = range(min(longest, len(plain)), _SHORTEST - 1, -1)
        pieces = (plain[start : start + size] for size in sizes for start in range(len(plain) - size + 1))
        hashes = np.array([hash(plain), *map(hash, pieces)], np.int64)
        known = np.flatnonzero(np.any([part.holds(hashes) for part in self._parts], axis=0))
        return [row for part in self._parts for row in part.of_hash(hashes[known[0]])] if len(known) else []


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
