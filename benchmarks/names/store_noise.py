"""The noise of a shop, made here: people talking at once, the air conditioning, footsteps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voice.stt.engine import SAMPLE_RATE

Samples = NDArray[np.float32]

_SECONDS: Final = 30
_TALKING: Final = 6
_MAINS_HZ: Final = 60
_STEPS_A_SECOND: Final = 1.8
_STEP_S: Final = 0.12
_STEP_HZ: Final = 110
_HUM, _STEPS = 0.3, 0.5
"""Loudness (RMS) beside the babble's."""


def store_noise(speech: Sequence[Samples], seed: int = 0) -> Samples:
    """Half a minute of a busy shop with RMS 1, mono at 16 kHz; ``speech``: what its people say."""
    rng = np.random.default_rng(seed)
    babble = np.sum([_talking(speech, rng) for _ in range(_TALKING)], axis=0)
    return _level(_level(babble) + _HUM * _level(_hum(rng)) + _STEPS * _level(_footsteps(rng)))


def with_noise(speech: Samples, noise: Samples, snr_db: float, around: int, seed: int) -> Samples:
    """``speech`` and ``around`` samples before and after it, in noise ``snr_db`` quieter; scaled down if too loud."""
    start = int(np.random.default_rng(seed).integers(len(noise)))
    piece = np.resize(np.roll(noise, -start), len(speech) + 2 * around)
    mixed = np.pad(speech, around) + piece * _rms(speech) / _rms(piece) / 10 ** (snr_db / 20)
    scaled: Samples = (mixed / max(1.0, float(np.abs(mixed).max()))).astype(np.float32)
    return scaled


def _talking(speech: Sequence[Samples], rng: np.random.Generator) -> Samples:
    """Somebody near or far, who says one thing after the other."""
    said = np.concatenate([_level(speech[number]) for number in rng.permutation(len(speech))])
    loudness = rng.uniform(0.5, 1.0)
    return np.resize(np.roll(said, int(rng.integers(len(said)))), _SECONDS * SAMPLE_RATE) * np.float32(loudness)


def _hum(rng: np.random.Generator) -> Samples:
    """Mains hum with two overtones, and air: noise that falls by 6 dB an octave."""
    time = np.arange(_SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    tones = np.sum([np.sin(2 * np.pi * _MAINS_HZ * part * time) / part for part in (1, 2, 3)], axis=0)
    spectrum = np.fft.rfft(rng.standard_normal(len(time)))
    spectrum /= np.maximum(np.arange(len(spectrum)), _SECONDS * _MAINS_HZ)
    return (_level(tones) + _level(np.fft.irfft(spectrum, len(time)))).astype(np.float32)


def _footsteps(rng: np.random.Generator) -> Samples:
    """Dull knocks at a walking pace, none as loud as the other."""
    track = np.zeros(_SECONDS * SAMPLE_RATE, np.float32)
    time = np.arange(int(_STEP_S * SAMPLE_RATE)) / SAMPLE_RATE
    step = (np.sin(2 * np.pi * _STEP_HZ * time) + 0.3 * rng.standard_normal(len(time))) * np.exp(-time * 40)
    for beat in np.arange(0, _SECONDS - 1, 1 / _STEPS_A_SECOND):
        start = int((beat + rng.uniform(0, 0.05)) * SAMPLE_RATE)
        track[start : start + len(step)] += (step * rng.uniform(0.4, 1.0)).astype(np.float32)
    return track


def _level(samples: NDArray[np.floating]) -> Samples:
    level: Samples = (samples / max(_rms(samples), 1e-9)).astype(np.float32)
    return level


def _rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
