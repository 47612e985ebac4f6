"""Reading audio files: formats, rates, channels, and files that are none."""

import av
import numpy as np
import pytest
import soundfile

from annae.errors import AnnaeError
from voice.stt.audio_file import read_audio


def tone(rate, seconds=2.0, channels=1, pitch=440):
    wave = 0.5 * np.sin(2 * np.pi * pitch * np.arange(int(rate * seconds)) / rate)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def pitch_of(samples):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return spectrum.argmax() * 16_000 / len(samples)


def write_m4a(path, samples, rate):
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.T.copy(), format="fltp", layout="mono")
        frame.sample_rate = rate
        container.mux([*stream.encode(frame), *stream.encode(None)])


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "ogg"])
@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (16_000, 1), (44_100, 2), (48_000, 2)])
def test_every_usual_format_rate_and_channel_count_gives_the_same_sound(tmp_path, kind, rate, channels):
    path = tmp_path / f"tone.{kind}"
    soundfile.write(path, tone(rate, channels=channels), rate)

    samples = read_audio(path)

    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert len(samples) == pytest.approx(32_000, abs=1_600)
    assert pitch_of(samples) == pytest.approx(440, abs=2)
    assert np.abs(samples[8_000:24_000]).max() == pytest.approx(0.5, abs=0.05)


def test_a_file_from_a_phone_is_read(tmp_path):
    write_m4a(tmp_path / "memo.m4a", tone(44_100), 44_100)

    samples = read_audio(tmp_path / "memo.m4a")

    assert len(samples) == pytest.approx(32_000, abs=3_200)
    assert pitch_of(samples) == pytest.approx(440, abs=2)


def test_the_channels_are_mixed(tmp_path):
    one_sided = tone(16_000, channels=2) * np.array([1, 0], np.float32)
    soundfile.write(tmp_path / "left.wav", one_sided, 16_000)

    assert np.abs(read_audio(tmp_path / "left.wav")).max() == pytest.approx(0.25, abs=0.01)


def test_a_name_without_an_ending_is_no_trouble(tmp_path):
    soundfile.write(tmp_path / "recording", tone(16_000), 16_000, format="WAV")

    assert len(read_audio(tmp_path / "recording")) == 32_000


def test_ten_minutes_are_read_whole(tmp_path):
    soundfile.write(tmp_path / "long.wav", tone(8_000, seconds=600), 8_000)

    assert len(read_audio(tmp_path / "long.wav")) == pytest.approx(600 * 16_000, abs=160)


def test_numbers_that_are_none_become_silence(tmp_path):
    samples = tone(16_000)
    samples[100] = np.nan
    soundfile.write(tmp_path / "broken.wav", samples, 16_000, subtype="FLOAT")

    assert np.isfinite(read_audio(tmp_path / "broken.wav")).all()


def test_files_without_speech_are_refused_with_the_reason(tmp_path):
    (tmp_path / "empty.wav").touch()
    (tmp_path / "letter.wav").write_text("Dear customer, " * 100)
    (tmp_path / "noise.mp3").write_bytes(bytes(range(256)) * 40)
    soundfile.write(tmp_path / "header.wav", tone(16_000, seconds=0), 16_000)
    soundfile.write(tmp_path / "silent.wav", 0 * tone(16_000), 16_000)
    reasons = {
        "nowhere.wav": "no such file",
        "": "folder",
        "empty.wav": "empty",
        "letter.wav": "no audio file",
        "noise.mp3": "no audio file",
        "header.wav": "no sound",
        "silent.wav": "silent",
    }
    for name, reason in reasons.items():
        with pytest.raises(AnnaeError, match=reason):
            read_audio(tmp_path / name)


def test_a_truncated_file_is_refused_or_read_as_far_as_it_goes(tmp_path):
    whole = tmp_path / "whole.wav"
    soundfile.write(whole, tone(16_000), 16_000)
    (tmp_path / "cut.wav").write_bytes(whole.read_bytes()[:32_000])

    assert 15_000 < len(read_audio(tmp_path / "cut.wav")) < 16_100
