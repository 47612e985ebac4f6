"""Cuts audio into the pieces that hold speech, so that Whisper, which invents words for silence, never hears any."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from voice.turns.vad import FRAME, SAMPLE_RATE, SileroVad

if TYPE_CHECKING:
    from numpy.typing import NDArray

TAIL_S = 0.096
"""Audio kept behind the last speech of a piece (a soft final consonant)."""

_SPEECH = 0.5
_STILL_SPEECH = 0.35
_LEAD_FRAMES = 6
_TAIL_FRAMES = round(TAIL_S * SAMPLE_RATE / FRAME)
_PAUSE_FRAMES = SAMPLE_RATE // FRAME  # about a second
_LONGEST_FRAMES = 28 * SAMPLE_RATE // FRAME  # Whisper sees 30 s at once
_QUIET_FRAMES = 8


def speech_pieces(samples: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """The parts of mono 16 kHz audio that hold speech, in order, at most 28 s each; none where nobody speaks.

    A new piece starts after a second without speech; a longer one is cut where it is quietest.
    """
    probabilities = SileroVad().probabilities(samples)
    pieces = []
    for first, last in _runs(probabilities):
        start, stop = max(0, first - _LEAD_FRAMES), last + 1 + _TAIL_FRAMES
        bounds = [start, *_cuts(probabilities, start, stop), stop]
        pieces += [samples[a * FRAME : b * FRAME] for a, b in pairwise(bounds)]
    return pieces


def _runs(probabilities: NDArray[np.float32]) -> list[tuple[int, int]]:
    """First and last frame of each stretch of speech; pauses shorter than a second do not end one."""
    voiced = np.flatnonzero(probabilities >= _STILL_SPEECH)
    stretches = np.split(voiced, np.flatnonzero(np.diff(voiced) > _PAUSE_FRAMES) + 1)
    return [(int(s[0]), int(s[-1])) for s in stretches if len(s) and probabilities[s].max() >= _SPEECH]


def _cuts(probabilities: NDArray[np.float32], start: int, stop: int) -> list[int]:
    cuts: list[int] = []
    smooth = np.convolve(probabilities, np.ones(_QUIET_FRAMES) / _QUIET_FRAMES, mode="same")
    while stop - start > _LONGEST_FRAMES:
        earliest = start + _LONGEST_FRAMES // 2
        start = earliest + int(smooth[earliest : start + _LONGEST_FRAMES].argmin())
        cuts.append(start)
    return cuts
