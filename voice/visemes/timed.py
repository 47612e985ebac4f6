"""Speech sounds and mouth shapes with their times."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phoneme:
    """One speech sound, in the IPA symbols of its voice; times in samples at 24 kHz from the start of the clause."""

    symbol: str
    start: int
    duration: int


@dataclass(frozen=True)
class Viseme:
    """One mouth shape, one of the 15 of Oculus; times in samples at 24 kHz from the start of the clause."""

    name: str
    start: int
    duration: int
