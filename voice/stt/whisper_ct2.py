"""Whisper on CTranslate2, encoding only the speech instead of a padded half minute.

Whisper was trained on 30 s windows, and with a short one it does not know where to stop. Decoding *with* timestamps
tells: what comes after a timestamp at the end of the speech is a loop, not speech. On human Korean clips this is as
accurate as the padded window at about a fifth of the cost; without timestamps, or stopping at the first end
timestamp, it is not.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.utils import download_model
from tokenizers import Tokenizer

from annae.errors import AnnaeError
from annae.types import LANGUAGES, Language
from models import model_dir
from voice.stt.detection import spoken_language
from voice.stt.engine import SAMPLE_RATE, Transcript
from voice.stt.loops import is_looping, without_loops
from voice.stt.pieces import TAIL_S, speech_pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from annae.settings import SttSettings

_WINDOW_S = 30.0
_MARGIN_S = 2.0  # silence behind the speech; with less, the decoder loops
_END_S = 0.35 + TAIL_S  # a timestamp this close to the end of a piece is the end of the speech
_TIMESTAMP_S = 0.02
_HOP = 160  # samples a mel frame
_MAX_TOKENS = 440  # the decoder holds 448, the prompt included
_SPARE_TOKENS, _TOKENS_PER_S = 16, 12  # nobody speaks more; a loop would
_NO_SPEECH, _DOUBTFUL_SCORE = 0.6, -0.8


def create(settings: SttSettings) -> WhisperCt2:
    """The engine with the packaged Whisper base, or the CTranslate2 model ``settings.model`` names."""
    return WhisperCt2(_model_folder(settings.model), settings.beam)


def _model_folder(name: str) -> Path:
    if not name:
        return model_dir("whisper-base")
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _downloaded(name)
    missing = [file for file in ("model.bin", "tokenizer.json") if not (folder / file).is_file()]
    if missing:
        raise AnnaeError(
            f"stt.model: {folder} is no Whisper model for CTranslate2: it has no {' and no '.join(missing)}"
        )
    return folder


def _downloaded(name: str) -> Path:
    try:
        return Path(download_model(name))
    except Exception as error:  # the hub client has no common base for "unknown name", "no network", "no access"
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise AnnaeError(f"stt.model: {name!r} is neither a folder nor a model that can be had: {reason}") from error


class WhisperCt2:
    """A CTranslate2 Whisper model on one CPU thread, int8 (two threads were slower on two cores)."""

    def __init__(self, folder: Path, beam: int) -> None:
        try:
            self._model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=1)
        except (RuntimeError, ValueError) as error:
            raise AnnaeError(f"{folder}: cannot load this Whisper model: {error}") from error
        if not self._model.is_multilingual:
            raise AnnaeError(f"{folder}: this Whisper model knows English only; choose a multilingual one")
        self._features = FeatureExtractor(feature_size=self._model.n_mels)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._start = self._token("startoftranscript")
        self._task = self._token("transcribe")
        self._end = self._token("endoftext")
        self._first_timestamp = self._token("notimestamps") + 1
        self._languages = {language: self._token(language) for language in LANGUAGES}
        self._beam = beam

    def _token(self, name: str) -> int:
        token: int | None = self._tokenizer.token_to_id(f"<|{name}|>")
        if token is None:
            raise AnnaeError(f"this Whisper model has no token <|{name}|>; it does not fit")
        return token

    def transcribe(self, samples: NDArray[np.float32], language: Language | None = None) -> Transcript:
        """See ``SpeechToText``; one language is detected for the whole."""
        started = time.perf_counter()
        texts, foreign = [], False
        for piece in speech_pieces(samples):
            encoded = self._encode(piece, len(piece) / SAMPLE_RATE + _MARGIN_S)
            if language is None:
                language, foreign = self._detect(encoded)
            texts.append(self._text(piece, encoded, language))
        took_ms = (time.perf_counter() - started) * 1000
        text = " ".join(filter(None, texts))
        return Transcript(text, language or "ko", len(samples) / SAMPLE_RATE, took_ms, foreign)

    def _encode(self, piece: NDArray[np.float32], seconds: float) -> ctranslate2.StorageView:
        # The encoder halves the frames, so their number is even.
        frames = int(min(seconds, _WINDOW_S) * SAMPLE_RATE) // _HOP // 2 * 2
        padded = np.pad(piece, (0, max(0, frames * _HOP - len(piece))))
        mel = self._features(padded, padding=0)[None, :, :frames]
        return self._model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(mel, np.float32)))

    def _detect(self, encoded: ctranslate2.StorageView) -> tuple[Language, bool]:
        [probabilities] = self._model.detect_language(encoded)
        return spoken_language({token.strip("<|>"): probability for token, probability in probabilities})

    def _text(self, piece: NDArray[np.float32], encoded: ctranslate2.StorageView, language: Language) -> str:
        text, finished = self._decode(encoded, language, len(piece) / SAMPLE_RATE)
        if finished and not is_looping(text):
            return text
        # Rare: the padded window is slower but steadier.
        text, _ = self._decode(self._encode(piece, _WINDOW_S), language, len(piece) / SAMPLE_RATE)
        return without_loops(text)

    def _decode(self, encoded: ctranslate2.StorageView, language: Language, seconds: float) -> tuple[str, bool]:
        """The text, and whether the decoder came to an end by itself."""
        prompt = [self._start, self._languages[language], self._task]
        budget = min(_MAX_TOKENS, _SPARE_TOKENS + int(seconds * _TOKENS_PER_S))
        [result] = self._model.generate(
            encoded,
            [prompt],
            beam_size=self._beam,
            max_length=2 * budget,  # CTranslate2 keeps half of it for a prompt of earlier text
            return_scores=True,
            return_no_speech_prob=True,
        )
        if result.no_speech_prob > _NO_SPEECH and result.scores[0] < _DOUBTFUL_SCORE:
            return "", True
        tokens = result.sequences_ids[0]
        spoken, reached_end = self._until_end_of_speech(tokens, seconds)
        return self._tokenizer.decode(spoken).strip(), reached_end or len(tokens) < budget

    def _until_end_of_speech(self, tokens: list[int], seconds: float) -> tuple[list[int], bool]:
        """Text tokens up to the first timestamp at the end of the speech, and whether there was one."""
        spoken: list[int] = []
        for token in tokens:
            if token < self._end:
                spoken.append(token)
            elif spoken and (token - self._first_timestamp) * _TIMESTAMP_S >= seconds - _END_S:
                return spoken, True
        return spoken, False
