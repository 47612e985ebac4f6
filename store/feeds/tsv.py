"""Items of a feed of tab-separated values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from store.feeds.record import Record, UnreadableFeedError
from store.pack.text_file import encoding_of, normalized

_LONGEST_CELL = 1 << 20


class _Quoted(csv.excel_tab):
    strict = True


class _Plain(csv.excel_tab):
    quoting = csv.QUOTE_NONE
    quotechar = None


def column_name(cell: str) -> str:
    """A column as the formats' own documents name it: ``Image link``, ``g:image_link`` are ``image_link``."""
    name = re.sub(r"\(.*\)$", "", cell.strip().lower().removeprefix("g:"))
    return re.sub(r"[\s_-]+", "_", name.strip())


def read_header(path: Path) -> list[str]:
    """The columns of ``path``. Raises UnreadableTextError when it is no text."""
    with path.open(encoding=encoding_of(path), newline="") as file:
        return [column_name(cell) for cell in next(csv.reader([file.readline()], delimiter="\t"), [])]


def read_tsv(path: Path, quoted: bool) -> Iterator[Record]:
    """The items of ``path``; ``quoted``: cells may stand in double quotes, as spreadsheets write them.

    Raises UnreadableFeedError where the lines are no table, UnreadableTextError when it is no text.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding_of(path), newline="") as file:
        reader = csv.reader(file, _Quoted if quoted else _Plain)
        columns = [column_name(cell) for cell in next(reader, [])]
        line = reader.line_num + 1
        try:
            for cells in reader:
                fields = {
                    name: [text]
                    for name, cell in zip(columns, cells, strict=False)
                    if name and (text := normalized(cell).strip())
                }
                if any(cell.strip() for cell in cells[len(columns) :]):
                    reason = f"found {len(cells)} cells, expected {len(columns)}; a text must not hold a tab"
                    yield Record(line, fields, reason)
                elif fields:
                    yield Record(line, fields)
                line = reader.line_num + 1
        except csv.Error as error:
            reason = f"not valid TSV: {error}, expected cells parted by tabs"
            raise UnreadableFeedError(line, reason) from error
