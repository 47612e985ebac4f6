"""What a client of the shop knows: what it asked for, and what it was told. Independent of the database.

A line is written before each request and after each answer; lines outlive the process that is killed.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.systems.order_system import Done, Outcome, Refused


@dataclass
class Entry:
    """One request; ``answer`` is None when its asker was killed before the answer came."""

    key: str
    conversation: str
    name: str
    arguments: dict[str, Any]
    answer: Outcome | None = None


class Journal:
    """One worker's file; a worker that was killed left it as it is for the next one."""

    def __init__(self, path: Path) -> None:
        self.entries = read(path)
        whole = path.read_bytes().rpartition(b"\n")[0] if path.exists() else b""
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.ftruncate(self._file, len(whole) + bool(whole))  # the half line of somebody killed while writing
        os.lseek(self._file, 0, os.SEEK_END)

    def asking(self, entry: Entry) -> None:
        """Before a request."""
        self.entries.append(entry)
        self._write([entry.key, entry.conversation, entry.name, entry.arguments])

    def answered(self, entry: Entry, answer: Outcome) -> None:
        """After its answer."""
        entry.answer = answer
        self._write([entry.key, as_json(answer)])

    def _write(self, line: list[Any]) -> None:
        os.write(self._file, (json.dumps(line) + "\n").encode())


def read(path: Path) -> list[Entry]:
    """Everything a worker asked, in order."""
    entries: dict[str, Entry] = {}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in text.splitlines(keepends=True):
        if not line.endswith("\n"):
            continue
        key, *rest = json.loads(line)
        if len(rest) == 1:
            entries[key].answer = from_json(rest[0])
        else:
            entries[key] = Entry(key, *rest)
    return list(entries.values())


def as_json(answer: Outcome) -> list[Any]:
    """An answer as a line has it."""
    return (
        ["refused", answer.rule, answer.detail]
        if isinstance(answer, Refused)
        else ["done", answer.subject, answer.detail]
    )


def from_json(parts: list[Any]) -> Outcome:
    """The answer of a line."""
    kind, name, detail = parts
    return Refused(name, detail) if kind == "refused" else Done(name, detail)
