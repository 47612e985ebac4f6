"""Whether a rule of the shop allows something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` is the code of the rule that forbids it; empty: nothing does."""

    rule: str = ""

    @property
    def allowed(self) -> bool:
        """Whether nothing forbids it."""
        return not self.rule


ALLOWED = Verdict()
