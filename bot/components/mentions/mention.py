"""One thing named in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """``value`` of the kind ``entity`` is named by ``text[start:end]``.

    Empty for words that are no such thing though a part of them looks like it: 지난주 금요일 is no day to come.
    """

    entity: str
    value: str
    start: int
    end: int

    def overlaps(self, other: Mention) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end
