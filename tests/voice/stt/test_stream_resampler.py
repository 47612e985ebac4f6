import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voice.stt.stream_resampler import StreamResampler


def pcm(seconds=1.0, pitch=440):
    wave = 0.5 * np.sin(2 * np.pi * pitch * np.arange(int(24_000 * seconds)) / 24_000)
    return (wave * 32767).astype("<i2").tobytes()


def test_a_tone_keeps_its_pitch_level_and_length():
    resampler = StreamResampler()

    samples = np.concatenate([resampler.feed(pcm()), resampler.feed(bytes(4800))])

    heard = samples[1_000:15_000]
    assert samples.dtype == np.float32
    assert np.abs(np.fft.rfft(heard * np.hanning(len(heard)))).argmax() * 16_000 / len(heard) - 440 < 2
    assert 0.48 < np.abs(heard).max() < 0.52
    assert 16_000 <= len(samples) <= 17_600


@given(st.lists(st.integers(0, 4001), max_size=20))
def test_how_the_bytes_are_cut_makes_no_difference(lengths):
    whole = pcm()
    resampler, at, parts = StreamResampler(), 0, []
    for length in lengths:
        parts.append(resampler.feed(whole[at : at + length]))
        at += length
    parts.append(resampler.feed(whole[at:]))

    got, expected = np.concatenate(parts), StreamResampler().feed(whole)
    common = min(len(got), len(expected))
    assert common > 15_000
    np.testing.assert_allclose(got[:common], expected[:common], atol=1e-4)


def test_nothing_in_gives_nothing_out():
    assert len(StreamResampler().feed(b"")) == 0
    assert len(StreamResampler().feed(b"\x01")) == 0
