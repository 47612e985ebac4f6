import numpy as np

from voice.turns.vad import FRAME, SileroVad


def test_speech_is_told_from_silence_and_noise(spoken):
    noise = np.random.default_rng(1).normal(0, 0.05, 32_000).astype(np.float32)

    assert np.median(SileroVad().probabilities(spoken("Where can I find the restaurant?", "en"))) > 0.9
    assert np.median(SileroVad().probabilities(spoken("화장실은 어디에 있어요?", "ko"))) > 0.9
    assert SileroVad().probabilities(np.zeros(32_000, np.float32)).max() < 0.2
    assert SileroVad().probabilities(noise).max() < 0.5


def test_a_stream_frame_by_frame_is_judged_like_the_whole(spoken):
    samples = spoken("Where can I find the restaurant?", "en")
    frames = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
    vad = SileroVad()

    one_by_one = [vad(frame) for frame in frames]

    np.testing.assert_allclose(one_by_one, SileroVad().probabilities(samples), atol=1e-4)


def test_after_a_reset_the_stream_is_forgotten(spoken):
    samples = spoken("Where can I find the restaurant?", "en")
    vad = SileroVad()
    first = vad.probabilities(samples)
    assert not np.allclose(vad.probabilities(samples)[:3], first[:3], atol=1e-3)

    vad.reset()

    np.testing.assert_allclose(vad.probabilities(samples), first, atol=1e-4)


def test_two_streams_do_not_disturb_each_other(spoken):
    samples = spoken("Where can I find the restaurant?", "en")[: 40 * FRAME].reshape(-1, FRAME)
    vad, other = SileroVad(), SileroVad()

    mixed = [(vad(frame), other(np.zeros(FRAME, np.float32)))[0] for frame in samples]

    np.testing.assert_allclose(mixed, SileroVad().probabilities(samples.reshape(-1)), atol=1e-4)


def test_no_samples_give_no_probabilities():
    assert len(SileroVad().probabilities(np.zeros(0, np.float32))) == 0
