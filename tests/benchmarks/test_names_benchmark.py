import numpy as np
import pytest

from benchmarks.names.finders import Finders
from benchmarks.names.hearing import Hearing
from benchmarks.names.learn import aligned, learned
from benchmarks.names.material import Sentence
from benchmarks.names.measures import names_found
from benchmarks.names.store_noise import store_noise, with_noise
from catalog_index.names.confusions import confusions, made


def rms(samples):
    return float(np.sqrt(np.mean(np.square(samples))))


def hearing(text, said="루나핏 있나요?", brand="LunaFit", kind="brand"):
    return Hearing(Sentence(said, "ko", kind, brand, brand, "dev"), "a voice", "clean", text)


@pytest.fixture(scope="module")
def chatter():
    rng = np.random.default_rng(1)
    return [rng.standard_normal(16_000).astype(np.float32) * loud for loud in (0.1, 0.5, 0.9)]


@pytest.mark.parametrize("snr_db", [20, 10, 5])
def test_noise_is_as_much_quieter_than_the_speech_as_asked(chatter, snr_db):
    noise = store_noise(chatter)
    speech = 0.05 * np.sin(np.arange(16_000) / 20).astype(np.float32)
    mixed = with_noise(speech, noise, snr_db, around=1_600, seed=3)
    added = mixed - np.pad(speech, 1_600)
    assert len(mixed) == len(speech) + 3_200
    assert 20 * np.log10(rms(speech) / rms(added)) == pytest.approx(snr_db, abs=0.1)


def test_noise_is_the_same_each_time_and_another_for_another_sentence(chatter):
    noise, again = store_noise(chatter), store_noise(chatter)
    speech = np.ones(8_000, np.float32) / 10
    assert np.array_equal(noise, again)
    assert not np.array_equal(with_noise(speech, noise, 10, 0, seed=1), with_noise(speech, noise, 10, 0, seed=2))


def test_loud_speech_in_noise_is_scaled_down_not_clipped(chatter):
    mixed = with_noise(np.ones(8_000, np.float32), store_noise(chatter), 5, 0, seed=1)
    assert np.abs(mixed).max() == pytest.approx(1.0)
    assert np.count_nonzero(np.abs(mixed) > 0.999) < 10


def test_what_was_said_and_heard_is_aligned_sound_by_sound():
    pairs = aligned("lunapit", "nunapi", confusions())
    assert pairs[::-1] == [("l", "n"), *((letter, letter) for letter in "unapi"), ("t", "")]


def test_texts_without_anything_in_common_teach_nothing():
    assert aligned("lunapit", "cocococo", confusions()) == []


def test_a_confusion_heard_often_costs_less_than_one_never_heard():
    heard = [hearing("누나핏 있나요"), hearing("루나핏 있나요"), hearing("노나핏 인나요")] * 20
    odds = made(learned(heard))
    code = odds.codes
    assert odds.heard_for[code["l"], code["n"]] > odds.heard_for[code["l"], code["p"]] + 1
    assert all(odds.heard_for[code[sound], code[sound]] > 0 for sound in "nuapit")


def test_found_wrong_and_claimed_names_are_counted_apart():
    by_sound = {"루나핏 있나요": "LunaFit", "누나핏 있나요": "LunaFit", "보복 있나요": "Bopok"}
    brands = Finders(lambda text: "LunaFit" if "루나핏" in text else None, by_sound.get)
    nothing = Finders(lambda text: None, lambda text: None)
    heard = [hearing(text) for text in by_sound] + [
        hearing("네", "네.", "", "none"),
        hearing("보복 있나요", "복 있어요", "", "none"),
    ]
    figures = names_found(heard, brands, nothing)
    everything = figures["brands"]["all"]
    assert everything["said"] == 3
    assert everything["as_written"]["mean"] == pytest.approx(1 / 3, abs=1e-3)
    assert everything["by_sound"]["mean"] == pytest.approx(2 / 3, abs=1e-3)
    assert everything["wrong"]["mean"] == pytest.approx(1 / 3, abs=1e-3)
    assert figures["none_said"]["brands"]["mean"] == 0.5
    assert figures["overridden"] == 0


def test_a_name_as_written_that_is_passed_over_is_counted():
    brands = Finders(lambda text: "LunaFit", lambda text: "Bopok")
    nothing = Finders(lambda text: None, lambda text: None)
    assert names_found([hearing("루나핏 있나요")], brands, nothing)["overridden"] == 1
