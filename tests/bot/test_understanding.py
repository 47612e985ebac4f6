import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest
import yaml

from annae.paths import PROJECT
from annae.types import LANGUAGES
from bot.environment import rasa_environment, rasa_interpreter
from bot.training import dialogue_model, train

pytestmark = pytest.mark.e2e

ACCURACY = 0.92
OUT_OF_SCOPE_RECALL = 0.85
TURNED_AWAY = 0.04


def understood(lines: Sequence[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "annae", "understand", "--json"]
    text = "\n".join(lines)
    result = subprocess.run(command, cwd=PROJECT, input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def dev_split(language: str) -> list[tuple[str, str]]:
    blocks = [
        block
        for file in sorted((PROJECT / "nlu_data" / "dev" / language).glob("*.yml"))
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    ]
    return [(block["intent"], line[2:]) for block in blocks for line in block["examples"].splitlines()]


@pytest.fixture(scope="module")
def answers(state_home: object) -> dict[str, list[tuple[str, str]]]:
    """``(meant, understood)`` of every line of the dev split, by language."""
    split = {language: dev_split(language) for language in LANGUAGES}
    found = iter(understood([text for language in LANGUAGES for _, text in split[language]]))
    return {language: [(intent, next(found)["intent"]) for intent, _ in split[language]] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_intents_of_the_dev_split_are_understood(answers: dict[str, list[tuple[str, str]]], language: str) -> None:
    in_scope = [(meant, got) for meant, got in answers[language] if meant != "out_of_scope"]
    assert sum(meant == got for meant, got in in_scope) / len(in_scope) >= ACCURACY
    assert sum(got == "out_of_scope" for _, got in in_scope) / len(in_scope) <= TURNED_AWAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_out_of_scope_is_recognised(answers: dict[str, list[tuple[str, str]]], language: str) -> None:
    outside = [got for meant, got in answers[language] if meant == "out_of_scope"]
    assert outside.count("out_of_scope") / len(outside) >= OUT_OF_SCOPE_RECALL


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
