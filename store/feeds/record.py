"""What every feed format is read into first: the fields of one item as text, with the line it starts in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One item; ``fields`` holds what is filled in, a repeated field more than once; ``problem`` why it is no item."""

    line: int
    fields: dict[str, list[str]]
    problem: str = ""


class UnreadableFeedError(ValueError):
    """A feed that breaks off: ``line`` is where, the message what is wrong and what is expected."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
