"""What every speech recogniser offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from annae.types import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE: Final = 16_000
"""Samples a second that every engine listens to."""


@dataclass(frozen=True)
class Transcript:
    """What was heard. ``text`` is empty where there was no speech; ``audio_s`` is the length of the audio given.

    ``foreign``: it sounded like a language we do not speak, written down all the same.
    """

    text: str
    language: Language
    audio_s: float
    took_ms: float
    foreign: bool = False


class SpeechToText(Protocol):
    """A speech recogniser; safe to call from one thread at a time."""

    def transcribe(self, samples: NDArray[np.float32], language: Language | None = None) -> Transcript:
        """Text of mono 16 kHz ``samples`` in -1..1, of any length; without ``language`` it is detected (ko or en)."""
        ...
