"""``annae say`` as a person and as a program use it."""

from __future__ import annotations

import io
import json
import wave

import pytest

from annae.cli.main import main


def test_a_file_is_written_that_any_player_opens(tmp_path, capsys):
    out = tmp_path / "hello.wav"
    assert main(["say", "Welcome!", "--out", str(out)]) == 0
    with wave.open(str(out)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (24_000, 1, 2)
        seconds = file.getnframes() / 24_000
    assert 0.3 < seconds < 3
    assert str(out) in capsys.readouterr().out


def test_json_has_the_times_of_all_sounds_and_shapes(capsys):
    assert main(["say", "Hello there. Welcome!", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"text", "language", "seconds", "phonemes", "visemes", "took_ms"}
    assert said["language"] == "en"
    for timed in (said["phonemes"], said["visemes"]):
        assert timed[0]["start"] == 0
        assert timed[-1]["start"] + timed[-1]["duration"] == pytest.approx(said["seconds"], abs=0.001)


def test_a_dash_reads_the_text_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("Good morning.\n"))
    assert main(["say", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["text"] == "Good morning.\n"


def test_nothing_to_say_and_a_missing_folder_are_one_clear_line(tmp_path, capsys):
    assert main(["say", "😀", "--json"]) == 1
    assert main(["say", "Hi", "--out", str(tmp_path / "missing" / "a.wav")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert any("nothing to say" in line for line in lines)
    assert any("there is no folder" in line for line in lines)
