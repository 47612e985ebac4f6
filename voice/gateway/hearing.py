"""The way from a session's microphone bytes to utterances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annae.settings import Settings
from voice.stt.stream_resampler import StreamResampler
from voice.turns.endpointing import Endpointer
from voice.turns.vad import SileroVad

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from voice.turns.endpointing import TurnEvent

WHISPER_RATE = 16_000


class Hearing:
    """Resamples a stream of PCM16 bytes and finds the turns in it. Times are in samples at 16 kHz."""

    def __init__(self, settings: Settings) -> None:
        self._resampler = StreamResampler()
        self._endpointer = Endpointer(settings.turns, SileroVad(), max_s=settings.stt.max_s)
        self._limit = int(settings.stt.max_s * WHISPER_RATE)
        self._kept: list[NDArray[np.float32]] = []

    def feed(self, pcm: bytes) -> list[TurnEvent]:
        """Turn starts and ends in the next bytes, found by voice activity."""
        return self._endpointer.feed(self._resampler.feed(pcm))

    def keep(self, pcm: bytes) -> None:
        """Collect bytes for a turn whose end the client itself will tell; what is over the limit is dropped."""
        if sum(map(len, self._kept)) < self._limit:
            self._kept.append(self._resampler.feed(pcm))

    def kept(self) -> NDArray[np.float32]:
        """Everything kept since the last call, at most the longest utterance."""
        kept, self._kept = self._kept, []
        return np.concatenate(kept)[: self._limit] if kept else np.zeros(0, np.float32)

    def reset(self) -> None:
        """Forget what was heard."""
        self._kept = []
        self._endpointer.reset()
