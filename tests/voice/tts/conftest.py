"""The real voices, loaded once, and a recogniser that hears them."""

from __future__ import annotations

import re

import numpy as np
import pytest
import soxr
from numpy.typing import NDArray

from annae.settings import Settings
from annae.text import spoken
from annae.types import Language
from voice import stt
from voice.tts.cache import ClauseCache
from voice.tts.hibari import HibariVoice
from voice.tts.kokoro import KokoroVoice
from voice.tts.speaker import Speaker


@pytest.fixture(scope="session")
def english():
    return HibariVoice()


@pytest.fixture(scope="session")
def korean():
    return KokoroVoice()


@pytest.fixture
def speaker(english, korean, tmp_path):
    return Speaker({"ko": korean, "en": english}, ClauseCache(tmp_path / "tts"))


@pytest.fixture(scope="session")
def heard():
    """What Whisper hears in 24 kHz integers."""
    recogniser = stt.create(Settings())

    def transcribe(pcm: NDArray[np.int16], language: Language) -> str:
        samples = soxr.resample(pcm.astype(np.float32) / 32768, 24_000, 16_000)
        return recogniser.transcribe(samples, language).text

    return transcribe


def characters(text: str, language: Language) -> str:
    """Letters only, numbers as words, so that 3층 and 삼 층 are the same."""
    return re.sub(r"[^가-힣a-z]", "", spoken(text, language).lower())


def distance(one: str, other: str) -> int:
    """Least number of characters to change, add or remove."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1]
