"""What a voice is: text of one clause in, sound with its mouth shapes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from annae.types import Language
from voice.visemes.timed import Phoneme, Viseme

__all__ = ["SAMPLE_RATE", "Phoneme", "Speech", "TextToSpeech", "Viseme"]

SAMPLE_RATE: Final = 24_000
"""Samples a second of everything spoken."""


@dataclass(frozen=True)
class Speech:
    """One spoken clause. ``phonemes`` and ``visemes`` each follow one another without a gap and end with ``pcm``."""

    text: str
    pcm: NDArray[np.int16]
    phonemes: tuple[Phoneme, ...]
    visemes: tuple[Viseme, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / SAMPLE_RATE


class TextToSpeech(Protocol):
    """A voice. ``identity`` changes whenever the same text may sound different."""

    identity: str

    def synthesise(self, text: str, language: Language, speed: float = 1.0) -> Speech:
        """Speak one clause, which may hold words of the other language; one without a word gives an empty Speech.

        ``speed``: how many times faster than usual; mouth shapes keep in time.
        """
