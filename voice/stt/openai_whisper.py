"""The plain openai-whisper engine, 30 s padded windows in fp32: the baseline, and the way to its larger models."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import whisper

from annae.errors import AnnaeError
from annae.types import Language
from models import model_dir
from voice.stt.detection import spoken_language
from voice.stt.engine import SAMPLE_RATE, Transcript
from voice.stt.loops import without_loops
from voice.stt.pieces import speech_pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annae.settings import SttSettings


def create(settings: SttSettings) -> OpenAiWhisper:
    """The engine with the packaged Whisper base, or the checkpoint file or model name in ``settings.model``."""
    name = settings.model or str(model_dir("whisper-base-openai") / "base.pt")
    if Path(name).is_dir():
        raise AnnaeError(
            f"stt.model: {name} is a folder; the openai_whisper engine takes a checkpoint file or a model name"
        )
    try:
        model = whisper.load_model(name, device="cpu")
    except Exception as error:  # an unknown name, a broken file and a failed download share no base class
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise AnnaeError(f"stt.model: openai-whisper cannot load {name!r}: {reason}") from error
    if not model.is_multilingual:
        raise AnnaeError(f"stt.model: {name} knows English only; choose a multilingual model")
    return OpenAiWhisper(model, settings.beam)


class OpenAiWhisper:
    """An openai-whisper model, on the CPU."""

    def __init__(self, model: whisper.Whisper, beam: int) -> None:
        self._model = model
        self._beam = beam

    def transcribe(self, samples: NDArray[np.float32], language: Language | None = None) -> Transcript:
        """See ``SpeechToText``; one language is detected for the whole."""
        started = time.perf_counter()
        texts, foreign = [], False
        for piece in speech_pieces(samples):
            encoded = self._encode(piece)
            if language is None:
                language, foreign = self._detect(encoded)
            options = whisper.DecodingOptions(language=language, beam_size=self._beam, fp16=False)
            texts.append(without_loops(whisper.decode(self._model, encoded, options).text))
        took_ms = (time.perf_counter() - started) * 1000
        text = " ".join(filter(None, texts))
        return Transcript(text, language or "ko", len(samples) / SAMPLE_RATE, took_ms, foreign)

    def _encode(self, piece: NDArray[np.float32]) -> Any:
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(torch.from_numpy(piece)), self._model.dims.n_mels)
        with torch.no_grad():
            return self._model.embed_audio(mel[None])[0]

    def _detect(self, encoded: Any) -> tuple[Language, bool]:
        _, probabilities = whisper.detect_language(self._model, encoded)
        return spoken_language(probabilities)
