"""Finding turns: the logic with a FakeVad, then real speech with the real voice activity detection."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.settings import TurnSettings
from tests.voice.conftest import silence
from voice.turns.endpointing import Endpointer, SpeechPaused, SpeechStarted, SpeechStopped
from voice.turns.vad import FRAME, SileroVad

SETTINGS = TurnSettings(threshold=0.5, start_ms=96, stop_ms=160)  # 3 frames to start, 5 to stop


class FakeVad:
    """The probability is the level of the frame, so that a test draws it."""

    def __call__(self, frame):
        return float(frame[0])

    def reset(self):
        pass


def stream(*stretches):
    """Samples of (level, frames) stretches."""
    return np.concatenate([np.full(frames * FRAME, level, np.float32) for level, frames in stretches])


def endpointer(max_s=30.0):
    return Endpointer(SETTINGS, FakeVad(), max_s=max_s)


def test_a_turn_starts_and_stops_where_its_speech_does():
    started, stopped = endpointer().feed(stream((0, 20), (1, 10), (0, 10)))

    assert started == SpeechStarted(20 * FRAME)
    assert stopped.at_sample == 30 * FRAME


def test_the_audio_of_a_turn_holds_the_moment_before_it():
    _, stopped = endpointer().feed(stream((0.1, 20), (1, 10), (0, 10)))

    before = np.flatnonzero(stopped.audio == 1)[0]
    assert before == pytest.approx(0.3 * 16_000, abs=FRAME)
    assert (stopped.audio[:before] == np.float32(0.1)).all()
    assert (stopped.audio == 1).sum() == 10 * FRAME


def test_a_turn_at_the_very_start_of_the_stream_is_whole():
    _, stopped = endpointer().feed(stream((1, 10), (0, 10)))

    assert (stopped.audio == 1).sum() == 10 * FRAME


def test_a_click_starts_no_turn():
    assert endpointer().feed(stream((0, 5), (1, 2), (0, 5), (1, 2), (0, 30))) == []


def test_a_short_pause_does_not_end_a_turn():
    events = endpointer().feed(stream((1, 10), (0, 4), (1, 10), (0, 5)))

    assert [type(event) for event in events] == [SpeechStarted, SpeechStopped]
    assert events[1].at_sample == 24 * FRAME


def test_inside_a_turn_fading_speech_still_counts():
    assert len(endpointer().feed(stream((1, 5), (0.4, 20)))) == 1
    assert len(endpointer().feed(stream((1, 5), (0.3, 20)))) == 2
    assert endpointer().feed(stream((0.4, 20))) == []


def test_a_turn_that_never_ends_is_cut_and_goes_on_in_the_next():
    one_second = 32 * FRAME
    events = endpointer(max_s=1.024).feed(stream((1, 80), (0, 10)))

    stops = [event for event in events if isinstance(event, SpeechStopped)]
    starts = [event for event in events if isinstance(event, SpeechStarted)]
    assert [len(stop.audio) for stop in stops[:2]] == [one_second, one_second]
    assert sum((stop.audio == 1).sum() for stop in stops) == 80 * FRAME
    assert [start.at_sample for start in starts] == [0, one_second, 2 * one_second]


@given(st.lists(st.integers(0, 3000), max_size=30))
def test_how_the_stream_is_cut_makes_no_difference(lengths):
    samples = stream((0, 12), (1, 10), (0, 10), (0.9, 8), (0, 9))
    whole, pieces = endpointer(), endpointer()
    events = []
    for length in lengths:
        events += pieces.feed(samples[:length])
        samples = samples[length:]
    events += pieces.feed(samples)

    expected = whole.feed(stream((0, 12), (1, 10), (0, 10), (0.9, 8), (0, 9)))
    assert [(type(event), event.at_sample) for event in events] == [(type(e), e.at_sample) for e in expected]
    for event, same in zip(events, expected, strict=True):
        if isinstance(event, SpeechStopped):
            np.testing.assert_array_equal(event.audio, same.audio)


def test_a_reset_forgets_the_turn_under_way_and_counts_from_zero():
    turns = endpointer()
    turns.feed(stream((0, 7), (1, 10)))

    turns.reset()

    assert turns.feed(stream((0, 20))) == []
    assert turns.feed(stream((1, 5)))[0] == SpeechStarted(20 * FRAME)


def test_other_strategies_can_take_over():
    class Never:
        def update(self, is_speech):
            return False

        def reset(self):
            pass

    events = Endpointer(SETTINGS, FakeVad(), stop=Never()).feed(stream((1, 10), (0, 100)))

    assert SpeechStopped not in {type(event) for event in events}


def test_a_pause_is_told_once_with_what_was_said_so_far():
    settings = TurnSettings(threshold=0.5, start_ms=96, pause_ms=96, stop_ms=320)

    events = Endpointer(settings, FakeVad()).feed(stream((1, 10), (0, 5), (1, 10), (0, 12)))

    kinds = [SpeechStarted, SpeechPaused, SpeechPaused, SpeechStopped]
    assert [type(event) for event in events] == kinds
    assert [event.at_sample for event in events[1:]] == [10 * FRAME, 25 * FRAME, 25 * FRAME]
    assert (events[1].audio == 1).sum() == 10 * FRAME
    assert (events[2].audio == 1).sum() == 20 * FRAME


@pytest.mark.parametrize("chunk", [160, 320, 512, 1600, 4000])
def test_two_utterances_in_real_speech_are_two_turns(spoken, chunk):
    first, second = spoken("Where can I find the restaurant?", "en"), spoken("화장실은 어디에 있어요?", "ko")
    samples = np.concatenate([silence(1), first, silence(1.5), second, silence(1)])
    turns = Endpointer(TurnSettings(), SileroVad())

    events = [event for i in range(0, len(samples), chunk) for event in turns.feed(samples[i : i + chunk])]

    assert isinstance(events[1], SpeechPaused)
    events = [event for event in events if not isinstance(event, SpeechPaused)]
    assert [type(event) for event in events] == [SpeechStarted, SpeechStopped] * 2
    second_at = 16_000 + len(first) + 24_000
    expected = [16_000, 16_000 + len(first), second_at, second_at + len(second)]
    for event, place in zip(events, expected, strict=True):
        assert event.at_sample == pytest.approx(place, abs=16_000 * 0.3)


def test_noise_without_speech_starts_no_turn():
    noise = np.random.default_rng(1).normal(0, 0.05, 160_000).astype(np.float32)

    assert Endpointer(TurnSettings(), SileroVad()).feed(noise) == []
