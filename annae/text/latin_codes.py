"""Taking codes apart: brand names, sizes, model and order numbers such as ``IPX4``, ``USB-C``, ``WH-1000XM5``."""

from __future__ import annotations

import re
from typing import Final

CODE: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*\+*(?![A-Za-z0-9])")
"""A run of letters and digits; most are ordinary words or numbers, see ``is_code``."""
_RUN: Final = re.compile(r"[a-z][A-Z][a-z]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]|\d+|\++")
_LONG_WORD: Final = 4
_PRONOUNCEABLE: Final = re.compile(r"^(?![^AEIOUY]{3})(?=.*[AEIOUY]).*(?<![^AEIOUYHSTR]{3})$")
_LONG_NUMBER: Final = 4
_GROUP: Final = 4
_SIX: Final = 6


def is_code(token: str) -> bool:
    """Whether ``token`` is read piece by piece: letters with digits, or capitals that make no word."""
    letters = [c for c in token if c.isalpha()]
    if not letters:
        return False
    return any(c.isdigit() for c in token) or any(run.isupper() and is_letter_name(run) for run in runs(token))


def runs(token: str) -> list[str]:
    """Pieces of a code that are read each in its own way: capitals, a word, digits, plus signs."""
    return _RUN.findall(token)


def is_letter_name(run: str) -> bool:
    """Whether letters are read one by one (LED, s of s24) and not as a word (SALE, Galaxy)."""
    if not run.isalpha():
        return False
    return len(run) == 1 or (run.isupper() and (len(run) < _LONG_WORD or not _PRONOUNCEABLE.match(run)))


def is_read_by_digit(number: str) -> bool:
    """Whether the digits of a code are read one by one: long ones that are not round, and with a zero in front."""
    return number.startswith("0") or len(number) > _LONG_NUMBER or (len(number) == _LONG_NUMBER and number[-2:] != "00")


def groups_of(number: str) -> list[str]:
    """Digits in the groups people say them in."""
    size = _SIX // 2 if len(number) == _SIX else _GROUP
    return (
        [number[start : start + size] for start in range(0, len(number), size)]
        if len(number) > _GROUP + 1
        else [number]
    )
