"""Cutting audio into the pieces that hold speech."""

import numpy as np
import pytest

from tests.voice.conftest import silence
from voice.stt.pieces import speech_pieces

SENTENCE = "Could you tell me where I can find the elevators, please?"


def test_silence_has_no_pieces():
    assert speech_pieces(silence(0)) == []
    assert speech_pieces(silence(5)) == []


def test_a_piece_is_the_speech_without_the_silence_around_it(spoken):
    speech = spoken(SENTENCE, "en")

    [piece] = speech_pieces(np.concatenate([silence(2), speech, silence(2)]))

    assert len(piece) == pytest.approx(len(speech), abs=16_000 * 0.6)


def test_a_breath_does_not_part_what_a_long_silence_parts(spoken):
    speech = spoken(SENTENCE, "en")

    assert len(speech_pieces(np.concatenate([speech, silence(0.5), speech]))) == 1
    assert len(speech_pieces(np.concatenate([speech, silence(3), speech]))) == 2


def test_long_speech_is_cut_in_its_pauses_and_nothing_is_lost(spoken):
    speech = spoken(SENTENCE, "en")
    samples = np.concatenate([np.concatenate([speech, silence(0.4)])] * 16)

    pieces = speech_pieces(samples)

    assert len(pieces) > 1
    assert all(len(piece) <= 28 * 16_000 for piece in pieces)
    assert sum(map(len, pieces)) == pytest.approx(len(samples), abs=16_000)
    for piece in pieces[:-1]:
        assert np.abs(piece[-800:]).max() < 0.02
