"""How telling it is that one sound was heard where a name has another, learned from what the recogniser wrote.

``confusions.json`` is made by ``python -m benchmarks.names.learn``. Its numbers are log odds: how much likelier a sound
is heard for this one than by chance. They add up to the evidence that a name was said (as in BLAST's matrices; learned
like the edit distance of Ristad and Yianilos, 1998).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

FILE: Final = Path(__file__).with_name("confusions.json")
_DIGITS: Final = "0123456789"
_DIGIT_SAME, _DIGIT_OTHER, _DIGIT_LOST = 4.0, -4.0, -3.0
"""Digits are heard or they are not; nothing is learned about them."""

Array = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Confusions:
    """Log odds by the codes of sounds: ``heard_for`` [said, heard], ``lost`` [said], ``added`` [heard]."""

    codes: Mapping[str, int]
    heard_for: Array
    lost: Array
    added: Array

    def encoded(self, letters: str) -> Codes:
        """The codes of ``letters`` (sounds)."""
        return np.fromiter((self.codes[letter] for letter in letters), np.int8, len(letters))

    def own(self, codes: Codes) -> float:
        """Evidence for a name with these sounds when exactly they are heard."""
        return float(self.heard_for[codes, codes].sum())


@cache
def confusions() -> Confusions:
    """As learned."""
    return made(json.loads(FILE.read_text(encoding="utf-8")))


def made(learned: Mapping[str, Any]) -> Confusions:
    """Of ``sounds`` (their letters), ``heard_for`` (a row a sound said), ``lost`` and ``added``."""
    sounds = learned["sounds"]
    letters = sounds + _DIGITS
    heard_for = np.full((len(letters), len(letters)), _DIGIT_OTHER, np.float32)
    heard_for[: len(sounds), : len(sounds)] = learned["heard_for"]
    digits = np.arange(len(sounds), len(letters))
    heard_for[digits, digits] = _DIGIT_SAME
    lost, added = (
        np.array([*learned[name], *([_DIGIT_LOST] * len(_DIGITS))], np.float32) for name in ("lost", "added")
    )
    return Confusions({letter: code for code, letter in enumerate(letters)}, heard_for, lost, added)
