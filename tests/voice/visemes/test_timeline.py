"""Timed phonemes to mouth shapes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voice.visemes import visemes
from voice.visemes.shapes import NAMES
from voice.visemes.timed import Phoneme

SYMBOLS = "pbmfvθðtdkɡŋʧʤʨʰszɕnlɹɾaɑæʌeɛəijɯoɔuʊwAIOQWY .,?h"


def in_a_row(sounds: list[tuple[str, int]]) -> list[Phoneme]:
    phonemes, start = [], 0
    for symbol, duration in sounds:
        phonemes.append(Phoneme(symbol, start, duration))
        start += duration
    return phonemes


def named(sounds: list[tuple[str, int]]) -> list[str]:
    return [viseme.name for viseme in visemes(in_a_row(sounds))]


@given(st.lists(st.tuples(st.sampled_from(SYMBOLS), st.integers(1, 20_000)), min_size=1, max_size=60))
def test_visemes_follow_one_another_and_cover_the_phonemes_exactly(sounds: list[tuple[str, int]]) -> None:
    shown = visemes(in_a_row(sounds))
    position = 0
    for viseme in shown:
        assert viseme.start == position
        assert viseme.duration > 0
        assert viseme.name in NAMES
        position += viseme.duration
    assert position == sum(duration for _, duration in sounds)
    assert all(one.name != other.name for one, other in pairwise(shown))


def test_there_are_the_fifteen_shapes_of_oculus() -> None:
    assert set(NAMES) == {"sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U"}


def test_nothing_said_shows_nothing() -> None:
    assert visemes([]) == ()


def test_lips_close_for_a_very_short_b() -> None:
    assert named([("a", 3000), ("b", 300), ("a", 3000)]) == ["aa", "PP", "aa"]


def test_a_consonant_too_short_to_see_is_left_out() -> None:
    assert named([("a", 3000), ("t", 300), ("o", 3000)]) == ["aa", "O"]


def test_h_is_shaped_by_the_sound_before_it_and_starts_a_word_in_the_shape_that_follows() -> None:
    assert named([("a", 3000), ("h", 3000), ("o", 3000)]) == ["aa", "O"]
    assert named([(".", 3000), ("h", 3000), ("o", 3000)]) == ["sil", "O"]


def test_a_diphthong_moves_from_one_shape_to_another() -> None:
    assert named([("W", 6000)]) == ["aa", "U"]


def test_a_pause_at_a_mark_closes_the_mouth() -> None:
    assert named([("a", 3000), (",", 3000), ("a", 3000)]) == ["aa", "sil", "aa"]
