"""Reading text files in the encodings that Korean shops export: UTF-8 with or without a mark, UTF-16, CP949."""

from __future__ import annotations

import codecs
from pathlib import Path

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 20


class UnreadableTextError(ValueError):
    """A file in none of the encodings; ``line`` is the first line that cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__("neither UTF-8 nor CP949 text, expected one of them (save it as CSV UTF-8)")
        self.line = line


def encoding_of(path: Path) -> str:
    """Name of the encoding of ``path``, found by reading it whole in portions.

    UTF-8 is tried first: Korean text in CP949 is practically never valid UTF-8. Raises UnreadableTextError.
    """
    with path.open("rb") as file:
        if file.read(2) in _UTF16_MARKS:
            return "utf-16"
    bad_as_utf8 = _first_bad_line(path, "utf-8")
    if bad_as_utf8 is None:
        return "utf-8-sig"
    bad_as_cp949 = _first_bad_line(path, "cp949")
    if bad_as_cp949 is None:
        return "cp949"
    raise UnreadableTextError(max(bad_as_utf8, bad_as_cp949))  # the encoding that reads further is the one meant


def read_text(path: Path) -> str:
    """The whole text of a small file. Raises UnreadableTextError."""
    return path.read_text(encoding=encoding_of(path))


def _first_bad_line(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            if not chunk:
                return None
            line += chunk.count(b"\n")
