"""Silero voice activity detection on the ONNX file that faster-whisper ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import faster_whisper
import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE_RATE: Final = 16_000
FRAME: Final = 512
"""Samples a frame: 32 ms, the only length the network takes."""

_CONTEXT = 64  # the network also sees the end of the frame before
_STATE_SHAPE = (1, 1, 128)
_BATCH = 1024


class VoiceActivity(Protocol):
    """Tells speech from other sound in one stream of 16 kHz audio."""

    def __call__(self, frame: NDArray[np.float32]) -> float:
        """Probability that the next ``FRAME`` samples of the stream are speech."""
        ...

    def reset(self) -> None:
        """Start a new stream."""
        ...


class SileroVad:
    """Speech probability of one stream of 16 kHz audio, frame by frame; remembers the stream until ``reset()``."""

    def __init__(self) -> None:
        self._session = _session()
        self.reset()

    def reset(self) -> None:
        """Start a new stream."""
        self._hidden = np.zeros(_STATE_SHAPE, np.float32)
        self._cell = np.zeros(_STATE_SHAPE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def __call__(self, frame: NDArray[np.float32]) -> float:
        """Probability that the next ``FRAME`` samples of the stream are speech."""
        return float(self._run(frame.reshape(1, FRAME))[0])

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same for the next samples of any length, one number a frame; the last frame is filled up with silence."""
        frames = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
        batches = [self._run(frames[i : i + _BATCH]) for i in range(0, len(frames), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros(0, np.float32)

    def _run(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        contexts = np.vstack([self._context, frames[:-1, -_CONTEXT:]])
        self._context = frames[-1, -_CONTEXT:].copy()
        inputs = {"input": np.hstack([contexts, frames]), "h": self._hidden, "c": self._cell}
        speech, self._hidden, self._cell = self._session.run(None, inputs)
        probabilities: NDArray[np.float32] = speech.reshape(-1)
        return probabilities


@cache
def _session() -> Any:
    """One session for all streams: the network keeps no state of its own."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = Path(faster_whisper.__file__).parent / "assets" / "silero_vad_v6.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
