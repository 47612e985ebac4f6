"""Synthesised clauses on disk."""

from __future__ import annotations

import os

import numpy as np
import pytest

from voice.tts.cache import ClauseCache
from voice.tts.engine import Phoneme, Speech, Viseme


def speech(samples: int = 2400) -> Speech:
    pcm = np.arange(samples, dtype=np.int16)
    return Speech("안녕", pcm, (Phoneme("ɔ", 0, samples),), (Viseme("O", 0, samples),))


def test_a_clause_comes_back_as_it_was(tmp_path):
    ClauseCache(tmp_path / "new folder").put("voice", "안녕", speech())
    known = ClauseCache(tmp_path / "new folder").get("voice", "안녕")
    assert known is not None
    assert np.array_equal(known.pcm, speech().pcm)
    assert (known.text, known.phonemes, known.visemes) == ("안녕", speech().phonemes, speech().visemes)


def test_another_voice_or_text_is_not_known(tmp_path):
    cache = ClauseCache(tmp_path)
    cache.put("voice", "안녕", speech())
    assert cache.get("voice at another speed", "안녕") is None
    assert cache.get("voice", "안녕?") is None


@pytest.mark.parametrize("damage", [b"", b"not a zip", None])
def test_a_damaged_file_is_ignored_and_removed(tmp_path, damage):
    cache = ClauseCache(tmp_path)
    cache.put("voice", "안녕", speech())
    file = next(tmp_path.glob("*.npz"))
    content = bytearray(file.read_bytes())
    content[200] ^= 0xFF
    file.write_bytes(bytes(content) if damage is None else damage)
    assert cache.get("voice", "안녕") is None
    assert not file.exists()


def test_the_folder_stays_within_its_size_and_keeps_what_was_used_last(tmp_path):
    cache = ClauseCache(tmp_path, largest=100_000)
    for number in range(30):
        cache.put("voice", f"문장 {number}", speech(5000))
        cache.get("voice", "문장 0")
        for age, file in enumerate(sorted(tmp_path.glob("*.npz"), key=lambda file: file.stat().st_mtime_ns)):
            os.utime(file, (age + 1, age + 1))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 100_000
    assert cache.get("voice", "문장 0") is not None
    assert cache.get("voice", "문장 1") is None


def test_a_folder_that_cannot_be_written_costs_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = ClauseCache(tmp_path / "file" / "tts")
    cache.put("voice", "안녕", speech())
    assert cache.get("voice", "안녕") is None
