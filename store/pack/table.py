"""One CSV file of a store pack as validated rows, read line by line so that a large file needs little memory."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from store.pack.problems import PackError, Problem, explain
from store.pack.rows import Row
from store.pack.text_file import UnreadableTextError, encoding_of, normalized

RowT = TypeVar("RowT", bound=Row)
_TYPO_LIKENESS = 0.8
_LONGEST_CELL = 1 << 20


class Table(Generic[RowT]):
    """The rows of ``path``, which may be missing. ``context`` tells cells the shop's currency and time zone.

    ``rejected`` holds the ids of rows that were not valid, so that what refers to them is not called wrong too.
    """

    def __init__(self, path: Path, row_type: type[RowT], context: dict[str, str]) -> None:
        self.path, self.file = path, path.name
        self.rejected: set[str] = set()
        self._row_type, self._context = row_type, context
        self._columns = {field.alias or name: field for name, field in row_type.model_fields.items()}

    def __iter__(self) -> Iterator[RowT]:
        """Every row. Raises PackError at the end when some are not valid: the file changed since it was checked."""
        problems: list[Problem] = []
        for _, row in self.read(problems):
            yield row
        if problems:
            raise PackError(str(self.path), problems)

    def line_count(self) -> int:
        """Lines in the file, 0 when it is missing: about how many rows to expect."""
        if not self.path.exists():
            return 0
        with self.path.open("rb") as file:
            return sum(1 for _ in file)

    def read(self, problems: list[Problem]) -> Iterator[tuple[int, RowT]]:
        """Each valid row with the line it starts in; what is wrong is added to ``problems``."""
        if not self.path.exists():
            return
        csv.field_size_limit(_LONGEST_CELL)
        line = 1
        try:
            with self.path.open(encoding=encoding_of(self.path), newline="") as file:
                reader = csv.reader(file, strict=True)
                header = [name.strip().lower() for name in next(reader, [])]
                if not self._accept_header(header, problems):
                    return
                line = reader.line_num + 1
                for cells in reader:
                    if any(cell.strip() for cell in cells) and (row := self._row(header, cells, line, problems)):
                        yield line, row
                    line = reader.line_num + 1
        except UnreadableTextError as error:
            problems.append(Problem(self.file, error.line, str(error)))
        except csv.Error as error:
            problems.append(Problem(self.file, line, f"not valid CSV: {error}, expected cells parted by commas"))

    def _accept_header(self, header: list[str], problems: list[Problem]) -> bool:
        def reject(message: str) -> None:
            problems.append(Problem(self.file, 1, message))

        before = len(problems)
        required = [name for name, field in self._columns.items() if field.is_required()]
        if not any(header):
            reject(f"the header is missing, expected the columns {', '.join(self._columns)}")
        elif len(header) == 1 and len(self._columns) > 1:
            reject(f"found one column, {header[0][:40]!r}; expected columns parted by commas")
        elif not any(name in self._columns for name in header):
            reject(f"the header is missing (line 1 begins with {header[0]!r}), expected {', '.join(self._columns)}")
        else:
            for name, times in Counter(filter(None, header)).items():
                if times > 1:
                    reject(f"column {name!r} is given {times} times, expected once")
            for name in required:
                if name not in header:
                    reject(f"column {name!r} is missing, expected {', '.join(required)}")
            free = [name for name in self._columns if name not in header and name not in required]
            for name in header:
                if name not in self._columns and (meant := get_close_matches(name, free, n=1, cutoff=_TYPO_LIKENESS)):
                    reject(f"unknown column {name!r}; did you mean {meant[0]}?")
        return len(problems) == before

    def _row(self, header: list[str], cells: list[str], line: int, problems: list[Problem]) -> RowT | None:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            message = f"found {len(cells)} cells, expected {len(header)}; put a text with a comma in double quotes"
            problems.append(Problem(self.file, line, message))
            self.rejected.add(cells[0].strip())
            return None
        given = {name: normalized(cell) for name, cell in zip(header, cells, strict=False) if cell.strip()}
        try:
            return self._row_type.model_validate(given, context=self._context)
        except ValidationError as invalid:
            self.rejected.add(given.get("id", "").strip())
            problems.extend(Problem(self.file, line, row_message(error)) for error in invalid.errors(include_url=False))
            return None


def row_message(error: ErrorDetails) -> str:
    """What is wrong with one row: of a cell, or (``rows.rule``) of the row as a whole."""
    return str(error["msg"]) if error["type"] == "rule" else explain(error)
