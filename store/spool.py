"""Rows set aside on disk, so that there may be more of them than fit in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

Batch = list[dict[str, Any]]


class Spool:
    """Batches of rows in a temporary file of their own, which goes with it; read in the order they were added."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, batch: Batch) -> None:
        """Set ``batch`` aside."""
        self._file.seek(self._end)
        pickle.dump(batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[Batch]:
        """Every batch, from the first; may be asked for again."""
        self._file.seek(0)
        while self._file.tell() < self._end:
            batch: Batch = pickle.load(self._file)  # noqa: S301 - nobody else can write this file
            yield batch
