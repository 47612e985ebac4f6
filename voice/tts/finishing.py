"""Makes a clause out of what a voice returned: same loudness for all voices, measured pauses, soft edges, integers."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from voice.tts.engine import SAMPLE_RATE, Phoneme, Speech
from voice.tts.timing import EDGE
from voice.visemes import visemes
from voice.visemes.shapes import SILENCE, shapes

Sound = NDArray[np.float32]
"""Samples between -1 and 1 at 24 kHz."""

_FRAME: Final = SAMPLE_RATE // 200
_FADE: Final = SAMPLE_RATE // 100
_MARGIN: Final = SAMPLE_RATE // 50
"""Kept around the sound: soft beginnings and the last breath lie below the threshold of hearing used here."""
_SILENT: Final = 0.01
"""Share of the loudest moment below which a frame counts as silence."""
_LOUDNESS: Final = 0.09
"""Root mean square of the voiced part that every voice is brought to."""
_PEAK: Final = 0.95
_PAUSES: Final = {",": 0.14, ";": 0.18, ":": 0.18, "—": 0.18, ".": 0.30, "?": 0.32, "!": 0.30, "…": 0.40}
_PAUSE_WITHOUT_MARK: Final = 0.03


def finished(text: str, sound: Sound, phonemes: list[Phoneme]) -> Speech:
    """The clause ``text``: silence around the words is cut, and a pause that fits its last mark follows.

    ``phonemes`` cover ``sound`` (any silence around the words is theirs); their times are shifted with the cut.
    """
    spoken = [p for p in phonemes if shapes(p.symbol) != (SILENCE,) and p.symbol.strip()]
    if not spoken or not len(sound):
        return Speech(text, np.zeros(0, np.int16), (), ())
    first, end = _audible(sound)
    start = max(0, min(first, spoken[0].start) - _MARGIN)
    kept = _faded(_levelled(sound[start : end + _MARGIN]))
    pause = int(_PAUSES.get(_last_mark(text), _PAUSE_WITHOUT_MARK) * SAMPLE_RATE)
    pcm = np.concatenate([np.round(kept * np.iinfo(np.int16).max).astype(np.int16), np.zeros(pause, np.int16)])
    timed = _cut(spoken[0], spoken[-1], phonemes, start, end, len(pcm))
    return Speech(text, pcm, timed, visemes(timed))


def _audible(sound: Sound) -> tuple[int, int]:
    """First and one past the last sample of what can be heard."""
    whole = len(sound) // _FRAME * _FRAME
    if not whole:
        return 0, len(sound)
    levels = np.abs(sound[:whole]).reshape(-1, _FRAME).max(axis=1)
    heard = np.flatnonzero(levels > _SILENT * levels.max())
    return (int(heard[0]) * _FRAME, int(heard[-1] + 1) * _FRAME) if len(heard) else (0, len(sound))


def _levelled(sound: Sound) -> Sound:
    loudest = np.abs(sound).max()
    if loudest == 0:
        return sound
    voiced = sound[np.abs(sound) > _SILENT * loudest]
    gain = min(_LOUDNESS / float(np.sqrt(np.mean(voiced**2))), _PEAK / float(loudest))
    return sound * np.float32(gain)


def _faded(sound: Sound) -> Sound:
    length = min(_FADE, len(sound) // 2)
    ramp = np.linspace(0, 1, length, dtype=np.float32)
    sound[:length] *= ramp
    sound[len(sound) - length :] *= ramp[::-1]
    return sound


def _last_mark(text: str) -> str:
    return text.rstrip(" \"'”’)」』]")[-1:]


def _cut(
    first: Phoneme, last: Phoneme, phonemes: list[Phoneme], start: int, end: int, length: int
) -> tuple[Phoneme, ...]:
    """From ``first`` to ``last`` in times from ``start``, none after ``end``; silence around them up to ``length``."""
    inside = phonemes[phonemes.index(first) : phonemes.index(last) + 1]
    heard = [Phoneme(p.symbol, p.start - start, min(p.duration, end - p.start)) for p in inside if p.start < end]
    lead = min(first.start - start, length)
    tail = heard[-1].start + heard[-1].duration if heard else lead
    around = (Phoneme(EDGE, 0, lead), *heard, Phoneme(EDGE, tail, length - tail))
    return tuple(p for p in around if p.duration > 0)
