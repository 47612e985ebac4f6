"""The Korean voice: Kokoro's graph with a style made of its Japanese women, fed Korean phonemes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from annae.types import Language
from models import model_dir
from voice.tts.engine import Speech
from voice.tts.finishing import finished
from voice.tts.korean_phonemes import phonemes
from voice.tts.onnx_session import session
from voice.tts.timing import EDGE, timed

_UNIT: Final = 600
"""Samples one unit of duration lasts."""
_EARLY: Final = 1800
"""Samples a sound is heard before the time the durations give it (measured: loudness against vowels and stops)."""


class KokoroVoice:
    """Speaks Korean; Latin words inside are read the Korean way.

    ``style``: a file of another style, float32 [phonemes - 1, 256].
    """

    def __init__(self, speed: float = 1.0, style: Path | None = None) -> None:
        folder = model_dir("kokoro-ko")
        self.identity = f"kokoro-ko 0.1.1 speed {speed}" + (f" style {style.stem}" if style else "")
        self._speed = speed
        self._graph = session(folder / "voice.onnx", threads=2)
        self._style = np.load(style or folder / "style.npy")
        self._ids: dict[str, int] = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))

    def synthesise(self, text: str, language: Language, speed: float = 1.0) -> Speech:  # noqa: ARG002 - one language
        """Speak one clause of Korean."""
        return self.pronounce(text, phonemes(text), speed)

    def pronounce(self, text: str, symbols: Sequence[str], speed: float = 1.0) -> Speech:
        """Speak ``text`` the way ``symbols`` (phonemes and marks the voice knows) say."""
        if not any(symbol.isalpha() for symbol in symbols):
            return finished(text, np.zeros(0, np.float32), [])
        ids = [0, *(self._ids[symbol] for symbol in symbols), 0]
        sound, durations = self._graph.run(
            None,
            {
                "tokens": np.array([ids], np.int64),
                "style": self._style[min(len(symbols), len(self._style)) - 1][np.newaxis],
                "speed": np.array([self._speed * speed], np.float32),
            },
        )
        lengths = (durations[0].astype(np.int64) * _UNIT).tolist()
        return finished(text, sound, timed([EDGE, *symbols, EDGE], lengths, _EARLY))
