"""Finds named things (facilities, areas, days) by the words people use for them, listed in ``nlu_data/lexicon``.

A word may hold ``{group}``, any word of ``nlu_data/lexicon/groups/<group>.yml``; ``^word$`` counts only where nothing
else is said. What stands under ``none`` holds a listed word and means something else (he fell in love).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).resolve().parents[2] / "nlu_data" / "lexicon"
_NONE: Final = "none"
_GROUP: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Term:
    """``value`` is the key in the lexicon file named ``entity``; ``text[start:end]`` is the word for it."""

    entity: str
    value: str
    start: int
    end: int


def find_terms(text: str) -> list[Term]:
    """Every term of every lexicon file, by entity and place; of overlapping ones in a file the longer."""
    return [term for entity in entities() for term in terms_of(entity, text)]


def terms_of(entity: str, text: str) -> list[Term]:
    """The terms of one lexicon file, by place."""
    pattern, values = _compiled(entity)
    found = [
        Term(entity, values[match.lastindex or 0], match.start(), match.end())
        for match in pattern.finditer(text.lower().replace("’", "'"))
    ]
    return [term for term in found if term.value != _NONE]


def entities() -> list[str]:
    """Names of the lexicon files, which are the names of the entities."""
    return sorted(file.stem for file in FOLDER.glob("*.yml"))


def words(entity: str) -> dict[str, dict[str, list[str]]]:
    """A lexicon file: key -> language -> words."""
    content: dict[str, dict[str, list[str]]] = _read(f"{entity}.yml")
    return content


@cache
def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return content


@cache
def _compiled(entity: str) -> tuple[re.Pattern[str], list[str]]:
    """A pattern with a group for each word, and the value of each group (none has the number 0)."""
    listed = [
        (word.lower(), language, value)
        for value, by_language in words(entity).items()
        for language, of_language in by_language.items()
        for word in of_language
    ]
    # By first letter, which rules most of them out at once: tried one by one they would take milliseconds a message.
    by_letter: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, language, value in sorted(listed, key=lambda entry: len(entry[0]), reverse=True):
        by_letter[_first_letters(word, language)].append((f"({_pattern(word, language)})", value))
    choices = [
        f"(?=[{re.escape(letters)}])(?:{'|'.join(pattern for pattern, _ in each)})"
        for letters, each in by_letter.items()
    ]
    return re.compile("|".join(choices)), ["", *(value for each in by_letter.values() for _, value in each)]


def _first_letters(word: str, language: str) -> str:
    first = word.removeprefix("^")
    group = _GROUP.match(first)
    return "".join(sorted({each[0] for each in _read(f"groups/{group[1]}.yml")[language]})) if group else first[0]


def _pattern(word: str, language: str) -> str:
    if word.startswith("^") and word.endswith("$"):
        return rf"(?<!.){_pattern(word[1:-1], language)}(?=\W*$)"
    if language == "en" or word.isascii():
        return rf"(?<![a-z]){_spelled(word, language)}s?(?![a-z])"
    return rf"(?<![가-힣]){_spelled(word, language)}"


def _spelled(word: str, language: str) -> str:
    """``word`` as a pattern, any word of its group in the group's place."""
    if group := _GROUP.search(word):
        any_of = "|".join(_spelled(each, language) for each in _read(f"groups/{group[1]}.yml")[language])
        return f"{_spelled(word[: group.start()], language)}(?:{any_of}){_spelled(word[group.end() :], language)}"
    if language == "en" or word.isascii():
        return re.escape(word)
    # Particles follow a Korean noun without a space, and speakers and typists space as they like.
    spaces = r"\s?" if word.startswith(" ") else ""
    return spaces + r"\s?".join(re.escape(sign) for sign in word.replace(" ", ""))
