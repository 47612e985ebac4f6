"""Pieces of regular expressions."""

from __future__ import annotations

from collections.abc import Iterable


def one_of(patterns: Iterable[str]) -> str:
    """Any of ``patterns``, the longest first, since the first that fits is taken."""
    return "|".join(sorted(patterns, key=len, reverse=True))
