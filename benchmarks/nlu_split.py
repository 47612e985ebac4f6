"""The lines of a split of ``nlu_data``: text and intent, without the marks of entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

import yaml

from annae.paths import PROJECT
from annae.types import LANGUAGES, Language

Split = Literal["nlu", "dev", "test"]

_MARKED: Final = re.compile(r"\[([^\]]+)\]\{[^}]*\}")


@dataclass(frozen=True)
class Line:
    """``intent`` is ``first+second`` where the line holds two wishes."""

    language: Language
    intent: str
    text: str


def lines(split: Split) -> list[Line]:
    """All lines, those of a language together."""
    return [line for language in LANGUAGES for line in _lines(split, language)]


def _lines(split: Split, language: Language) -> list[Line]:
    files = sorted((PROJECT / "nlu_data" / split / language).glob("*.yml"))
    blocks = [block for file in files for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]
    return [
        Line(language, block["intent"], _MARKED.sub(r"\1", example.removeprefix("- ")))
        for block in blocks
        for example in block["examples"].splitlines()
    ]
