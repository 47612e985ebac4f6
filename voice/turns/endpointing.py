"""Finds the turns in a stream of microphone audio."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voice.turns.start_after_speech import StartAfterSpeech
from voice.turns.stop_after_silence import StopAfterSilence
from voice.turns.vad import FRAME, SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from annae.settings import TurnSettings
    from voice.turns.strategy import TurnStrategy
    from voice.turns.vad import VoiceActivity

_PRE_ROLL_MS = 300  # a soft first consonant comes before the first frame that counts as speech
_HYSTERESIS = 0.15  # inside a turn, a somewhat lower probability still is speech


@dataclass(frozen=True)
class SpeechStarted:
    """A turn has begun; ``at_sample`` of the stream (16 kHz) is where its speech starts."""

    at_sample: int


@dataclass(frozen=True, eq=False)
class SpeechStopped:
    """A turn is over; ``at_sample`` is where its speech ended, ``audio`` all of it with 300 ms before (16 kHz)."""

    at_sample: int
    audio: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SpeechPaused:
    """The customer may have finished: what was said so far, worth recognising ahead of the turn's end.

    The turn's ``SpeechStopped`` has the same ``at_sample`` unless the customer went on speaking.
    """

    at_sample: int
    audio: NDArray[np.float32]


TurnEvent = SpeechStarted | SpeechPaused | SpeechStopped


class Endpointer:
    """Takes audio as it comes and reports turns; a turn of ``max_s`` seconds is cut there and the next one begins."""

    def __init__(
        self,
        settings: TurnSettings,
        vad: VoiceActivity,
        max_s: float = 30.0,
        start: TurnStrategy | None = None,
        stop: TurnStrategy | None = None,
    ) -> None:
        start_frames = _frames(settings.start_ms)
        self._vad = vad
        self._threshold = settings.threshold
        self._start = start or StartAfterSpeech(start_frames)
        self._stop = stop or StopAfterSilence(_frames(settings.stop_ms))
        self._pause = StopAfterSilence(_frames(settings.pause_ms))
        self._longest = _frames(max_s * 1000)
        self._before: deque[NDArray[np.float32]] = deque(maxlen=_frames(_PRE_ROLL_MS) + start_frames)
        self._turn: list[NDArray[np.float32]] = []
        self._was_speech = False
        self.reset()

    def reset(self) -> None:
        """Forget the stream, and with it the turn under way; samples count from zero again."""
        self._vad.reset()
        self._rest = np.zeros(0, np.float32)
        self._position = 0
        self._voiced_from = self._voiced_until = 0
        self._paused_at = -1
        self._end_turn()

    def feed(self, samples: NDArray[np.float32]) -> list[TurnEvent]:
        """What happened in the next samples of the stream (mono 16 kHz in -1..1, any length)."""
        samples = np.concatenate([self._rest, samples])
        whole = len(samples) // FRAME * FRAME
        self._rest = samples[whole:]
        return [event for frame in samples[:whole].reshape(-1, FRAME) for event in self._take(frame)]

    def _take(self, frame: NDArray[np.float32]) -> list[TurnEvent]:
        is_speech = self._is_speech(frame)
        self._position += FRAME
        if self._turn:
            return self._continue(frame, is_speech)
        self._before.append(frame)
        if not self._start.update(is_speech):
            return []
        self._turn = list(self._before)
        return [SpeechStarted(self._voiced_from)]

    def _is_speech(self, frame: NDArray[np.float32]) -> bool:
        threshold = self._threshold - _HYSTERESIS if self._turn else self._threshold
        is_speech = self._vad(frame) >= threshold
        if is_speech:
            if not self._was_speech:
                self._voiced_from = self._position
            self._voiced_until = self._position + FRAME
        self._was_speech = is_speech
        return is_speech

    def _continue(self, frame: NDArray[np.float32], is_speech: bool) -> list[TurnEvent]:
        self._turn.append(frame)
        paused = self._pause.update(is_speech)
        if not self._stop.update(is_speech) and len(self._turn) < self._longest:
            return self._first_pause() if paused else []
        stopped = SpeechStopped(self._voiced_until, np.concatenate(self._turn))
        self._end_turn()
        return [stopped]

    def _first_pause(self) -> list[TurnEvent]:
        """A pause is reported once, however long it lasts."""
        if self._paused_at == self._voiced_until:
            return []
        self._paused_at = self._voiced_until
        return [SpeechPaused(self._voiced_until, np.concatenate(self._turn))]

    def _end_turn(self) -> None:
        self._turn = []
        self._paused_at = -1
        self._was_speech = False  # speech that goes on after a cut belongs to the next turn
        self._before.clear()
        self._start.reset()
        self._stop.reset()
        self._pause.reset()


def _frames(milliseconds: float) -> int:
    return math.ceil(milliseconds * SAMPLE_RATE / 1000 / FRAME)
