"""The English voice: hibari's graph, with the package's own reading of English and its signal processing."""

from __future__ import annotations

import json
from typing import Final

import numpy as np
from hibari import dsp
from hibari.g2p import G2P

from annae.types import Language
from models import model_dir
from voice.tts.engine import Speech
from voice.tts.english_hangul import with_readable_hangul
from voice.tts.finishing import finished
from voice.tts.onnx_session import session
from voice.tts.timing import EDGE, timed

_UNIT: Final = 600
"""Samples one unit of duration lasts."""
_EARLY: Final = 1440
"""Samples a sound is heard before the time the durations give it (measured: loudness against vowels and stops)."""
_SEED: Final = 0
"""Of the noise in the voice: the same text always sounds the same."""


class HibariVoice:
    """Speaks English; Korean names inside are read in English sounds."""

    def __init__(self, speed: float = 1.0) -> None:
        folder = model_dir("hibari-en")
        self.identity = f"hibari-tts 0.2.1 speed {speed}"
        self._speed = speed
        self._graph = session(folder / "voice.onnx", threads=1)
        self._ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self._read = G2P()

    def synthesise(self, text: str, language: Language, speed: float = 1.0) -> Speech:  # noqa: ARG002 - one language
        """Speak one clause of English."""
        symbols = [symbol for symbol in self._read(with_readable_hangul(text)) if symbol in self._ids]
        if not any(symbol.isalpha() for symbol in symbols):
            return finished(text, np.zeros(0, np.float32), [])
        ids = [0, *(self._ids[symbol] for symbol in symbols), 0]
        *spectrum, durations = self._graph.run(
            None, {"ids": np.array([ids], np.int64), "speed": np.array([self._speed * speed], np.float32)}
        )
        sound = dsp.synth(*(part[0] for part in spectrum), np.random.default_rng(_SEED))
        lengths = (durations.astype(np.int64) * _UNIT).tolist()
        return finished(text, sound, timed([EDGE, *symbols, EDGE], lengths, _EARLY))
