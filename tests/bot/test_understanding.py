import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from annae.paths import PROJECT
from annae.types import LANGUAGES
from benchmarks import nlu_split
from benchmarks.intent_scores import Judged, intent_scores
from bot.environment import rasa_environment, rasa_interpreter
from bot.training import dialogue_model, train

pytestmark = pytest.mark.e2e

# A little worse than what was measured (`annae bench understanding`); they rise with it, the aims are .95 and .93.
ACCURACY = {"ko": 0.84, "en": 0.78}
MACRO_F1 = {"ko": 0.85, "en": 0.79}
OUT_OF_SCOPE_F1 = 0.79
TURNED_AWAY = 0.04
PAIRS = 0.5
FALSE_PAIRS = 0.045


def understood(lines: Sequence[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "annae", "understand", "--json"]
    text = "\n".join(lines)
    result = subprocess.run(command, cwd=PROJECT, input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def scores(state_home: object) -> dict[str, dict[str, Any]]:
    """Scores of the held-out split, by language."""
    asked = nlu_split.lines("test")
    got = [row["intent"] for row in understood([line.text for line in asked])]
    judged = [(line.language, Judged(line.intent, intent)) for line, intent in zip(asked, got, strict=True)]
    return {name: intent_scores([each for language, each in judged if language == name]) for name in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_intents_of_the_held_out_lines_are_understood(scores: dict[str, dict[str, Any]], language: str) -> None:
    assert scores[language]["accuracy"] >= ACCURACY[language]
    assert scores[language]["macro_f1"] >= MACRO_F1[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_scope_is_recognised(scores: dict[str, dict[str, Any]], language: str) -> None:
    assert scores[language]["out_of_scope"]["f1"] >= OUT_OF_SCOPE_F1
    assert scores[language]["out_of_scope"]["turned_away"] <= TURNED_AWAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_wishes_are_found_and_one_is_rarely_taken_for_two(scores: dict[str, dict[str, Any]], language: str) -> None:
    assert scores[language]["pairs"]["exact"] >= PAIRS
    assert scores[language]["pairs"]["false"] <= FALSE_PAIRS


def test_understand_prints_what_the_specification_promises(state_home: object) -> None:
    lines = ["3층 화장실 어디예요", "/greeting", "   ", "last four three oh one seven", "😀", "가" * 20_000]
    rows = understood(lines)
    assert [row["text"] for row in rows] == [lines[0], *lines[1:2], *lines[3:]]
    assert all(set(row) == {"text", "language", "intent", "confidence", "entities"} for row in rows)
    assert rows[0]["intent"] == "facility"
    assert {(entity["entity"], entity["value"]) for entity in rows[0]["entities"]} == {
        ("floor", "3F"),
        ("facility", "restroom"),
    }
    assert rows[2]["language"] == "en"
    assert [entity["value"] for entity in rows[2]["entities"]] == ["3017"]


def test_bytes_that_are_no_text_are_read_as_well_as_can_be(state_home: object) -> None:
    command = [sys.executable, "-m", "annae", "understand", "--json"]
    given = b"\xff\xfe\x00\nhello\n"
    result = subprocess.run(command, cwd=PROJECT, input=given, capture_output=True, check=True)
    rows = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert len(rows) == 2
    assert rows[1]["intent"] == "greeting"


def test_a_trained_model_is_kept_until_an_input_changes(state_home: object) -> None:
    model = train()
    made = model.stat().st_mtime_ns
    assert train() == model == dialogue_model()
    assert model.stat().st_mtime_ns == made


def test_rasa_finds_the_data_clean(state_home: object) -> None:
    command = [rasa_interpreter(), "-m", "rasa", "data", "validate", "--fail-on-warnings", "--config", "bot/config.yml",
               "--domain", "bot/domain", "--data", "nlu_data/nlu", "nlu_data/rules"]  # fmt: skip
    environment = {**os.environ, **rasa_environment()}
    result = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, (result.stdout + result.stderr)[-3000:]
