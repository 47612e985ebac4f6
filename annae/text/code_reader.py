"""Reading codes and plain numbers aloud: the way is the same in every language, only the words differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from annae.text.latin_codes import groups_of, is_code, is_letter_name, is_read_by_digit, runs


@dataclass(frozen=True)
class CodeReader:
    """Says codes with one language's words."""

    digits: Callable[[str], str]
    """Digits one by one."""
    whole: Callable[[int], str]
    decimal: Callable[[str], str]
    letters: Callable[[str], str]
    """Capital letters one by one."""
    plus: str
    pause: str
    """Between two groups of digits."""

    def by_digit(self, number: str) -> str:
        """Digits, with dashes between them or not, in the groups people say them in."""
        return self.pause.join(self.digits(group) for part in number.split("-") if part for group in groups_of(part))

    def code(self, found: re.Match[str]) -> str | None:
        """A code piece by piece; None for what is an ordinary word or number."""
        return " ".join(self._run(run) for run in runs(found[0])) if is_code(found[0]) else None

    def plain(self, found: re.Match[str]) -> str:
        """A number nothing else is known of."""
        number = found[0]
        by_digit = len(number) > 1 and number.startswith("0") and "." not in number
        return self.by_digit(number) if by_digit else self.decimal(number)

    def _run(self, run: str) -> str:
        if run.startswith("+"):
            return " ".join([self.plus] * len(run))
        if run.isdigit():
            return self.by_digit(run) if is_read_by_digit(run) else self.whole(int(run))
        return self.letters(run.upper()) if is_letter_name(run) else run
