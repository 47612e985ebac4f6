"""The voice that Coqui loads keeps the promises of every voice."""

from __future__ import annotations

import numpy as np
import pytest

from tests.voice.tts.conftest import characters, distance
from voice.tts.coqui import CoquiVoice


@pytest.fixture(scope="module")
def joe():
    return CoquiVoice()


def test_whisper_hears_what_it_said(joe, heard):
    text = "The handbags are on the third floor, next to the escalator."
    understood = characters(heard(joe.synthesise(text, "en").pcm, "en"), "en")
    assert distance(characters(text, "en"), understood) / len(text) < 0.15


def test_visemes_cover_the_sound_and_the_same_text_sounds_the_same(joe):
    first, second = (joe.synthesise("Try the 안내 desk.", "en") for _ in range(2))
    assert sum(viseme.duration for viseme in first.visemes) == len(first.pcm) > 24_000
    assert np.array_equal(first.pcm, second.pcm)


def test_text_without_a_word_gives_no_sound(joe):
    assert len(joe.synthesise("...", "en").pcm) == 0


def test_a_faster_voice_is_done_sooner(joe):
    assert len(CoquiVoice(speed=1.5).synthesise("Welcome!", "en").pcm) < len(joe.synthesise("Welcome!", "en").pcm)
