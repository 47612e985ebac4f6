"""``annae transcribe`` as a user types it."""

import json

import numpy as np
import pytest
import soundfile

from annae.cli.main import main
from tests.e2e.compare import error_rate
from tests.voice.conftest import silence

SENTENCE = "Where can I find the restaurant?"


@pytest.fixture
def recording(tmp_path, spoken):
    path = tmp_path / "question.wav"
    soundfile.write(path, spoken(SENTENCE, "en"), 16_000)
    return path


def test_json_holds_one_object_a_file_and_nothing_else(recording, capsys):
    assert main(["transcribe", str(recording), str(recording), "--json"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    heard = json.loads(lines[0])
    assert set(heard) == {"file", "text", "language", "seconds", "took_ms"}
    assert heard["file"] == str(recording)
    assert heard["language"] == "en"
    assert heard["seconds"] == pytest.approx(soundfile.info(recording).duration, abs=0.01)
    assert error_rate(heard["text"], SENTENCE) < 0.2


def test_a_person_reads_the_file_and_the_text(recording, capsys):
    assert main(["transcribe", str(recording), "--language", "en"]) == 0

    out = capsys.readouterr().out
    assert str(recording) in out
    assert "restaurant" in out


def test_a_file_that_fails_does_not_stop_the_others(recording, tmp_path, capsys):
    (tmp_path / "letter.mp3").write_text("Dear customer")

    status = main(["transcribe", str(tmp_path / "letter.mp3"), str(recording), "--json"])

    out, err = capsys.readouterr()
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(recording)]
    assert "letter.mp3: this is no audio file" in err


def test_a_language_we_do_not_speak_is_wrong_usage(recording):
    with pytest.raises(SystemExit) as stopped:
        main(["transcribe", str(recording), "--language", "ja"])

    assert stopped.value.code == 2


def test_ten_minutes_with_speech_at_both_ends_are_heard(tmp_path, spoken, capsys):
    speech = spoken(SENTENCE, "en")
    path = tmp_path / "long.flac"
    soundfile.write(path, np.concatenate([speech, silence(600), speech]), 16_000)

    assert main(["transcribe", str(path), "--json"]) == 0

    heard = json.loads(capsys.readouterr().out)
    assert heard["seconds"] > 600
    assert error_rate(heard["text"], f"{SENTENCE} {SENTENCE}") < 0.2
