"""What every speech recogniser must do, on speech from the project's own voices."""

import numpy as np
import pytest
import soxr
import torch

from annae.settings import Settings, SttSettings
from tests.e2e.compare import error_rate
from tests.voice.conftest import silence
from voice import stt
from voice.tts.kokoro import KokoroVoice

KOREAN = "안녕하세요. 화장실은 어디에 있어요?"
ENGLISH = "Do you have these sneakers in a larger size?"
ENGLISH_SENTENCES = (
    "Hello, this is my first time in this store.",
    "I would like to know which floor sells clothes for children.",
    "After that I need a birthday present for my mother.",
    "She likes cooking, gardening and reading books in the evening.",
    "Could you also tell me where the elevators are?",
    "And until what time can I have lunch in the restaurant?",
    "My car is parked in the basement, close to the exit.",
    "Thank you very much, you have been very helpful today.",
    "One more question, do you wrap presents here?",
    "I would prefer blue paper with a white ribbon.",
    "If that is not possible, red paper is fine as well.",
)


@pytest.fixture(scope="module", params=[("whisper_ct2", 5), ("openai_whisper", 1)], ids=lambda param: param[0])
def engine(request):
    """Each engine; the slow one with the narrowest beam. Torch's threads wait for one another where cores are busy."""
    name, beam = request.param
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield stt.create(Settings(stt=SttSettings(engine=name, beam=beam)))
    torch.set_num_threads(threads)


def in_a_row(spoken, texts, language, pause_s):
    parts = [part for text in texts for part in (spoken(text, language), silence(pause_s))]
    return np.concatenate(parts)


def test_korean_is_written_down_and_recognised_as_korean(engine, spoken):
    heard = engine.transcribe(spoken(KOREAN, "ko"))

    assert heard.language == "ko"
    assert not heard.foreign
    assert error_rate(heard.text, KOREAN) < 0.35


def test_english_is_written_down_and_recognised_as_english(engine, spoken):
    heard = engine.transcribe(spoken(ENGLISH, "en"))

    assert heard.language == "en"
    assert not heard.foreign
    assert error_rate(heard.text, ENGLISH) < 0.2


def test_japanese_is_recognised_as_neither(engine):
    spoken_japanese = KokoroVoice().pronounce("", "watashi wa nihoŋɡo shika hanasemasen.".replace("sh", "ɕ"))
    samples = soxr.resample(spoken_japanese.pcm.astype(np.float32) / 32768, 24_000, 16_000)

    assert engine.transcribe(samples.astype(np.float32)).foreign
    assert not engine.transcribe(samples.astype(np.float32), language="ko").foreign


def test_a_language_that_is_given_is_not_detected(engine, spoken):
    assert engine.transcribe(spoken(ENGLISH, "en"), language="ko").language == "ko"


def test_the_length_of_the_audio_and_the_time_taken_are_told(engine, spoken):
    samples = spoken(ENGLISH, "en")

    heard = engine.transcribe(samples)

    assert heard.audio_s == pytest.approx(len(samples) / 16_000)
    assert heard.took_ms > 0


@pytest.mark.parametrize("samples", [silence(0), silence(0.01), silence(3)], ids=["nothing", "a moment", "silence"])
def test_where_nobody_speaks_there_is_no_text(engine, samples):
    assert engine.transcribe(samples).text == ""


def test_noise_is_not_taken_for_words(engine):
    noise = np.random.default_rng(1).normal(0, 0.05, 48_000).astype(np.float32)
    hum = 0.3 * np.sin(np.arange(48_000, dtype=np.float32) * 2 * np.pi * 120 / 16_000)

    assert engine.transcribe(noise).text == ""
    assert engine.transcribe(hum.astype(np.float32)).text == ""


def test_silence_around_the_speech_changes_nothing_that_matters(engine, spoken):
    heard = engine.transcribe(np.concatenate([silence(3), spoken(ENGLISH, "en"), silence(4)]))

    assert error_rate(heard.text, ENGLISH) < 0.2


def test_the_sentence_after_a_pause_is_heard_too(engine, spoken):
    said = ENGLISH_SENTENCES[:3]

    heard = engine.transcribe(in_a_row(spoken, said, "en", pause_s=0.5))

    assert error_rate(heard.text, " ".join(said)) < 0.2


def test_the_korean_sentence_after_a_pause_is_heard_too(engine, spoken):
    said = ("안녕하세요. 저는 오늘 처음 왔어요.", "식당은 어디에 있나요?")

    heard = engine.transcribe(in_a_row(spoken, said, "ko", pause_s=0.5))

    assert error_rate(heard.text, " ".join(said)) < 0.4
    assert heard.text.rstrip("?.").endswith("있나요")


def test_speech_longer_than_the_window_is_heard_to_its_end(engine, spoken):
    samples = in_a_row(spoken, ENGLISH_SENTENCES, "en", pause_s=0.3)
    assert len(samples) > 30 * 16_000

    heard = engine.transcribe(samples)

    assert error_rate(heard.text, " ".join(ENGLISH_SENTENCES)) < 0.25
