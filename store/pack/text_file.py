"""Reading text files in the encodings that Korean shops export: UTF-8 with or without a mark, UTF-16, CP949."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 20


class UnreadableTextError(ValueError):
    """A file that is no text in any of the encodings; ``line`` is the first line that cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__("no text in UTF-8, UTF-16 or CP949, expected one of them (save it as CSV UTF-8)")
        self.line = line


def encoding_of(path: Path) -> str:
    """Name of the encoding of ``path``, found by reading it whole in portions.

    UTF-8 is tried first: Korean text in CP949 is practically never valid UTF-8. Raises UnreadableTextError.
    """
    with path.open("rb") as file:
        marked = file.read(2) in _UTF16_MARKS
    if marked:
        if (bad := _first_bad_line(path, "utf-16")) is not None:
            raise UnreadableTextError(bad)
        return "utf-16"
    bad_as_utf8 = _first_bad_line(path, "utf-8")
    if bad_as_utf8 is None:
        return "utf-8-sig"
    bad_as_cp949 = _first_bad_line(path, "cp949")
    if bad_as_cp949 is None:
        return "cp949"
    # The encoding that reads further is the one meant.
    raise UnreadableTextError(max(bad_as_utf8, bad_as_cp949))


def read_text(path: Path) -> str:
    """The whole text of a small file. Raises UnreadableTextError."""
    return path.read_text(encoding=encoding_of(path))


def normalized(text: str) -> str:
    """``text`` with Hangul as whole syllables: files made on a Mac often hold it in pieces, which equals nothing."""
    return unicodedata.normalize("NFC", text)


def _first_bad_line(path: Path, encoding: str) -> int | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].decode(encoding, "ignore").count("\n")
            if "\0" in text:  # no text holds it in any encoding, and not every database takes it
                raise UnreadableTextError(line + text[: text.index("\0")].count("\n"))
            if not chunk:
                return None
            line += text.count("\n")
