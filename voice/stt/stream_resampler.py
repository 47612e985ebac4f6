"""Turns a stream of 24 kHz microphone bytes into the 16 kHz samples the recognisers want."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from voice.stt.engine import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SOURCE_RATE: Final = 24_000


class StreamResampler:
    """Resamples one stream; keeps what it needs between calls, so that the joins cannot be heard."""

    def __init__(self) -> None:
        self._stream = soxr.ResampleStream(_SOURCE_RATE, SAMPLE_RATE, 1, dtype="float32")
        self._odd = b""

    def feed(self, pcm16: bytes) -> NDArray[np.float32]:
        """16 kHz samples in -1..1 from the next PCM16LE mono bytes, of any length: half a sample waits for its rest.

        The output lags a few milliseconds behind, so that a short input may give nothing yet.
        """
        pcm16 = self._odd + pcm16
        whole = len(pcm16) // 2 * 2
        self._odd = pcm16[whole:]
        samples = np.frombuffer(pcm16[:whole], "<i2").astype(np.float32) / 32768
        resampled: NDArray[np.float32] = self._stream.resample_chunk(samples)
        return resampled
