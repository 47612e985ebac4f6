"""Finds named things (facilities, areas, days) by the words people use for them, listed in ``nlu_data/lexicon``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

FOLDER: Final = Path(__file__).resolve().parents[2] / "nlu_data" / "lexicon"


@dataclass(frozen=True)
class Term:
    """``value`` is the key in the lexicon file named ``entity``; ``text[start:end]`` is the word for it."""

    entity: str
    value: str
    start: int
    end: int


def find_terms(text: str) -> list[Term]:
    """Every term of every lexicon file, by entity and place; of overlapping ones in a file the longer."""
    return [term for entity in entities() for term in _terms(entity, text.lower())]


def entities() -> list[str]:
    """Names of the lexicon files, which are the names of the entities."""
    return sorted(file.stem for file in FOLDER.glob("*.yml"))


def words(entity: str) -> dict[str, dict[str, list[str]]]:
    """A lexicon file: key -> language -> words."""
    content: dict[str, dict[str, list[str]]] = yaml.safe_load((FOLDER / f"{entity}.yml").read_text(encoding="utf-8"))
    return content


def _terms(entity: str, text: str) -> list[Term]:
    pattern, values = _compiled(entity)
    return [Term(entity, values[_key(match[1])], match.start(1), match.end(1)) for match in pattern.finditer(text)]


@cache
def _compiled(entity: str) -> tuple[re.Pattern[str], dict[str, str]]:
    values: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for value, by_language in words(entity).items():
        for language, listed in by_language.items():
            for word in listed:
                values[_key(word)] = values[_key(word + "s")] = value
                patterns[word] = _pattern(word.lower(), language)
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile("(" + "|".join(patterns[word] for word in longest_first) + ")"), values


def _pattern(word: str, language: str) -> str:
    if language == "en" or word.isascii():
        return rf"(?<![a-z]){re.escape(word)}s?(?![a-z])"
    # Particles follow a Korean noun without a space, and speakers and typists space as they like.
    return r"(?<![가-힣])" + r"\s?".join(re.escape(sign) for sign in word.replace(" ", ""))


def _key(word: str) -> str:
    return re.sub(r"\s+", "", word.lower())
