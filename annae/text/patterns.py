"""What the rules of both languages are built from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

Say = Callable[[re.Match[str]], str | None]
"""Words for what a rule found; None leaves it for the rules that follow."""

NUMBER: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number as written, with thousands separators and a fraction."""
START: Final = r"(?<![\d.,A-Za-z])"
"""Not in the middle of a number or a word."""
TO: Final = r"\s?[~∼〜～–-]\s?"
"""What stands between the ends of a range."""
LIST_COMMA: Final = re.compile(r"(?<=\d),(?=\d)(?!\d{3}(?!\d))")
"""A comma between two numbers, not between thousands."""
ENDLESS: Final = re.compile(r"\d{21,}")
"""More digits than a number has a name for; taken out first, other rules would try each of its parts."""
MINUS: Final = re.compile(r"(?<![\w)])[-−](?=\d)")
SPACES: Final = re.compile(r"[ \t]{2,}")
SPACE_BEFORE_MARK: Final = re.compile(r" +(?=[,.?!])")


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches one of ``words``, the longest possible."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def tidy(text: str) -> str:
    """``text`` without the spaces replacing left over."""
    return SPACE_BEFORE_MARK.sub("", SPACES.sub(" ", text)).strip()
