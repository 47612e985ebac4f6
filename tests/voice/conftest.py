"""Real speech for tests, from the project's own voices."""

from functools import cache

import numpy as np
import pytest
import soxr

from annae.settings import Settings
from voice import tts


@pytest.fixture(scope="session")
def spoken():
    """``spoken(text, language)``: the sentence as 16 kHz samples, without silence around it."""
    speaker = tts.create(Settings())

    @cache
    def speak(text, language):
        pcm = np.concatenate([clause.pcm for clause in speaker.stream(text, language)])
        samples = soxr.resample(pcm.astype(np.float32) / 32768, 24_000, 16_000)
        loud = np.flatnonzero(np.abs(samples) > 0.01)
        return samples[loud[0] : loud[-1] + 1]

    return speak


def silence(seconds):
    return np.zeros(int(seconds * 16_000), np.float32)
