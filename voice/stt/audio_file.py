"""Reads audio files of the usual formats, rates and channels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import soundfile
import soxr

from annae.errors import AnnaeError
from voice.stt.engine import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK_S = 10
_SILENCE = 1e-4  # -80 dB


def read_audio(path: Path) -> NDArray[np.float32]:
    """A whole wav, flac, mp3, ogg, m4a ... file as mono 16 kHz samples in -1..1; channels are mixed.

    Raises AnnaeError when it is missing, a folder, unreadable, empty, not audio, or holds nothing but silence.
    """
    _check_readable(path)
    try:
        samples = _with_soundfile(path)
    except soundfile.LibsndfileError:
        samples = _with_ffmpeg(path)
    samples = np.nan_to_num(samples, copy=False)  # a float file may hold anything
    if not len(samples):
        raise AnnaeError(f"{path}: there is no sound in this file")
    if float(np.abs(samples).max()) < _SILENCE:
        raise AnnaeError(f"{path}: this file is silent; check the microphone and record it again")
    return samples


def _check_readable(path: Path) -> None:
    if path.is_dir():
        raise AnnaeError(f"{path}: this is a folder; name an audio file in it")
    if not path.exists():
        raise AnnaeError(f"{path}: there is no such file")
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise AnnaeError(f"{path}: cannot read this file: {error.strerror}") from error
    if empty:
        raise AnnaeError(f"{path}: this file is empty")


def _with_soundfile(path: Path) -> NDArray[np.float32]:
    """In blocks, so that a long recording in stereo at a high rate never lies in memory whole."""
    with soundfile.SoundFile(path) as file:
        resampler = soxr.ResampleStream(file.samplerate, SAMPLE_RATE, 1, dtype="float32")
        blocks = [
            resampler.resample_chunk(block.mean(axis=1))
            for block in file.blocks(file.samplerate * _BLOCK_S, dtype="float32", always_2d=True)
        ]
    blocks.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    return np.concatenate(blocks)


def _with_ffmpeg(path: Path) -> NDArray[np.float32]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise AnnaeError(f"{path}: there is no sound in this file")
            frames = (frame for decoded in container.decode(audio=0) for frame in resampler.resample(decoded))
            blocks = [frame.to_ndarray().reshape(-1) for frame in frames]
    except av.FFmpegError as error:
        raise AnnaeError(
            f"{path}: this is no audio file we can read; give a wav, flac, mp3, ogg or m4a file"
        ) from error
    blocks += [frame.to_ndarray().reshape(-1) for frame in resampler.resample(None)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
