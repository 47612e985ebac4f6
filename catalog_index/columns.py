"""Rows of an index by what they have in common; cheap to extend while others read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_NONE: Final = np.zeros(0, np.int32)


class Groups:
    """Rows by value; a row may have several values, or none."""

    def __init__(self, size: int = 0, rows: Mapping[str, npt.NDArray[np.int32]] | None = None) -> None:
        self.size = size
        self._rows = dict(rows or {})

    @property
    def values(self) -> frozenset[str]:
        """Every value that some row has."""
        return frozenset(self._rows)

    @classmethod
    def of(cls, values: Iterable[Iterable[str]]) -> Groups:
        """Rows given by the values of each."""
        found: dict[str, array[int]] = {}
        size = 0
        for of_row in values:
            for value in of_row:
                found.setdefault(value, array("i")).append(size)
            size += 1
        return cls(size, {value: np.frombuffer(rows, np.int32) for value, rows in found.items()})

    def followed_by(self, more: Groups) -> Groups:
        """The same with the rows of ``more`` at its end; arrays that stay as they are are shared."""
        first = np.int32(self.size)
        joined = {value: np.concatenate([self.rows(value), rows + first]) for value, rows in more._rows.items()}
        return Groups(self.size + more.size, self._rows | joined)

    def rows(self, value: str) -> npt.NDArray[np.int32]:
        """Rows that have ``value``, ascending."""
        return self._rows.get(value, _NONE)

    def mask(self, values: Iterable[str]) -> Mask:
        """Whether a row has one of ``values``, bool [rows]."""
        mask = np.zeros(self.size, np.bool_)
        for value in values:
            mask[self.rows(value)] = True
        return mask

    def having(self, rows: Rows, values: Iterable[str]) -> Mask:
        """Which of ``rows`` have one of ``values``, in their order; quick for a few of a million."""
        having, wanted = np.zeros(len(rows), np.bool_), rows.astype(np.int32)  # else those of the value are cast
        for value in values:
            of_value = self.rows(value)
            if len(of_value):
                places = np.minimum(np.searchsorted(of_value, wanted), len(of_value) - 1)
                having |= of_value[places] == wanted
        return having

    def count(self, values: Iterable[str]) -> npt.NDArray[np.int64]:
        """How many of ``values`` a row has, int64 [rows]."""
        rows = [self.rows(value) for value in values]
        return np.bincount(np.concatenate([_NONE, *rows]), minlength=self.size)
