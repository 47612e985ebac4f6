"""Whole replies, spoken by the real voices and heard by the real recogniser."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.voice.tts.conftest import characters, distance
from voice.visemes.shapes import NAMES

KOREAN = [
    "가방은 3층 여성 패션 매장에 있습니다.",
    "이 제품은 39,000원이고, 지금 20% 할인 중이에요.",
    "화장실은 지하 1층 푸드코트 옆에 있습니다.",
    "다시 한번 말씀해 주시겠어요?",
]
ENGLISH = [
    "The handbags are on the third floor, next to the escalator.",
    "This jacket is 39,000 won, and it is 20% off this week.",
    "Please tell me your order number and the last four digits of your phone.",
    "The restrooms are behind the food court on the first floor.",
    "Would you like me to wrap it as a gift?",
    "These running shoes are waterproof and come in 270 mm.",
]


@pytest.mark.parametrize(("language", "sentences", "allowed"), [("ko", KOREAN, 0.3), ("en", ENGLISH, 0.15)])
def test_whisper_hears_what_was_said(speaker, heard, language, sentences, allowed):
    errors = length = 0
    for sentence in sentences:
        pcm = np.concatenate([clause.pcm for clause in speaker.stream(sentence, language)])
        said, understood = characters(sentence, language), characters(heard(pcm, language), language)
        errors += distance(said, understood)
        length += len(said)
    assert errors / length < allowed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "안녕하세요, 커피 2잔 나왔습니다."),
        ("en", "Hello, the 안내 desk is on B1."),
        ("ko", "LunaFit 러닝화와 USB-C 충전기"),
        ("ko", "Please come to the third floor. 감사합니다."),
        ("en", "네, 삼 층에 있어요."),
    ],
)
def test_every_clause_has_sound_and_phonemes_and_visemes_that_cover_it(speaker, language, text):
    clauses = list(speaker.stream(text, language))
    assert " ".join(clause.text for clause in clauses) == text
    for clause in clauses:
        assert clause.pcm.dtype == np.int16
        for timed in (clause.phonemes, clause.visemes):
            assert timed[0].start == 0
            assert all(later.start == item.start + item.duration for item, later in pairwise(timed))
            assert timed[-1].start + timed[-1].duration == len(clause.pcm)
        assert {viseme.name for viseme in clause.visemes} <= set(NAMES)
        assert {"aa", "E", "I", "O", "U"} & {viseme.name for viseme in clause.visemes}


def test_both_voices_are_equally_loud_and_none_clips(speaker):
    loudness = []
    for language, text in (("ko", KOREAN[0]), ("en", ENGLISH[0])):
        pcm = next(speaker.stream(text, language)).pcm.astype(np.float64)
        assert np.abs(pcm).max() < 32_000
        loudness.append(np.sqrt(np.mean(pcm[np.abs(pcm) > 300] ** 2)))
    assert loudness[0] / loudness[1] == pytest.approx(1, abs=0.2)


def test_a_clause_starts_and_ends_without_a_click_and_pauses_longer_after_a_sentence(speaker):
    comma, stop = (next(speaker.stream(text, "en")).pcm for text in ("Hello,", "Hello."))
    for pcm in (comma, stop):
        assert abs(int(pcm[0])) < 50
        assert abs(int(pcm[-1])) < 50

    def pause(pcm):
        return len(pcm) - np.flatnonzero(pcm)[-1]

    assert pause(stop) > pause(comma) > 0


@pytest.mark.parametrize("text", ["", "   ", "😀🎉", "...", "!?", "\n\n", "ㅋㅋㅋ", "★☆"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_text_without_a_word_says_nothing(speaker, text, language):
    assert list(speaker.stream(text, language)) == []


def test_a_very_long_text_starts_at_once_and_comes_in_clauses(speaker):
    stream = speaker.stream("안녕하세요. 삼 층에 있습니다. " * 250, "ko")
    assert next(stream).text == "안녕하세요."
    assert len(next(stream).pcm) > 0


@pytest.mark.parametrize(("language", "unbroken"), [("en", "a" * 5000), ("en", "supercalifragilistic" * 250)])
def test_five_thousand_letters_without_a_space_are_spoken_in_pieces(speaker, language, unbroken):
    clauses = list(speaker.stream(unbroken, language))
    assert len(clauses) > 10
    assert "".join(clause.text for clause in clauses) == unbroken


def test_what_was_said_once_is_the_same_the_second_time_and_is_not_made_again(speaker, monkeypatch):
    first = list(speaker.stream("Welcome! How can I help you?", "en"))

    def refuse(text, language, speed):
        raise AssertionError("this was in the cache")

    monkeypatch.setattr(speaker._voices["en"], "synthesise", refuse)
    second = list(speaker.stream("Welcome! How can I help you?", "en"))
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.pcm, other.pcm)
        assert (one.text, one.phonemes, one.visemes) == (other.text, other.phonemes, other.visemes)


@pytest.mark.parametrize(("language", "text"), [("ko", "가방은 삼 층에 있습니다."), ("en", "The bags are upstairs.")])
def test_slower_speech_lasts_longer_and_the_mouth_keeps_in_time(speaker, language, text):
    usual = next(speaker.stream(text, language))
    slow = next(speaker.stream(text, language, 0.5))
    assert len(slow.pcm) > 1.5 * len(usual.pcm)
    assert slow.visemes[-1].start + slow.visemes[-1].duration == len(slow.pcm)
    said_slowly, said = ([p for p in clause.phonemes if p.symbol != "."] for clause in (slow, usual))
    assert [phoneme.symbol for phoneme in said_slowly] == [phoneme.symbol for phoneme in said]
    assert 1.5 < said_slowly[-1].start / said[-1].start < 2.5


def test_another_speed_is_not_taken_from_the_cache(speaker):
    fast = next(speaker.stream("Welcome!", "en", 1.5))
    usual = next(speaker.stream("Welcome!", "en"))
    assert len(fast.pcm) < len(usual.pcm)
