"""Finds the loops Whisper falls into: the same few words over and over."""

from __future__ import annotations

import re

# Three times for a phrase, four for a word, so that "yes, yes, yes" passes; digits alone repeat in real numbers.
_LOOP = re.compile(r"((?!\d+\b)\S.{7,60}?)(?:\s*\1){2,}|((?!\d+\b)\S.{1,6}?)(?:\s*\2){3,}")


def is_looping(text: str) -> bool:
    """Whether a part of ``text`` repeats as nobody speaks."""
    return _LOOP.search(text) is not None


def without_loops(text: str) -> str:
    """``text`` with each loop said once."""
    return _LOOP.sub(lambda match: match[1] or match[2], text).strip()
