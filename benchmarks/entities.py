"""How many of the marked entities are found, and how many of those found are marked."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from annae.paths import PROJECT
from annae.types import LANGUAGES, Language
from bot.components.entities import find_entities
from bot.components.mentions.mention import Mention
from bot.components.names_file import NamesFile
from bot.components.store_names import StoreNames
from bot.store_names import write_store_names
from store.database.engine import open_database
from store.importer import import_pack
from store.pack import read_pack
from store.shop import Shop

DATA: Final = PROJECT / "nlu_data"
_STORE: Final = PROJECT / "stores" / "demo"
"""The store whose brands and products the examples name."""
_MARK: Final = re.compile(r"\[(?P<said>[^\]]*)\](?P<meaning>\{[^}]*\})")
_TWINS: Final = ({"facility", "area"}, {"area", "floor"})
"""Kinds that one word names at once; examples are marked with the one that the sentence is about."""


@dataclass(frozen=True)
class Marked:
    """An example: its plain text and what is named in it."""

    language: Language
    text: str
    mentions: tuple[Mention, ...]


def entity_scores(split: str, data: Path = DATA) -> dict[str, Any]:
    """Precision, recall and F1 of the examples of ``split`` ("dev", "test") that have marks; by language and kind.

    What was found counts where kind and value are as marked and the places share a character. ``unmarked`` says how
    often something was found in an example without a mark, many of which name nothing.
    """
    examples = [example for language in LANGUAGES for example in read_marked(data / split / language, language)]
    names = demo_names()
    marked = [example for example in examples if example.mentions]
    unmarked = [example for example in examples if not example.mentions]
    compared = [(example, found_in(example.text, names)) for example in marked]
    return {
        "bench": "entities",
        "split": split,
        "examples": len(marked),
        "overall": _score(compared),
        "by_language": {language: _score(_of(compared, language)) for language in LANGUAGES},
        "by_entity": {
            language: {entity: _score(_of(compared, language), entity) for entity in _kinds(_of(compared, language))}
            for language in LANGUAGES
        },
        "unmarked": {"examples": len(unmarked), "with_a_find": sum(bool(found_in(e.text, names)) for e in unmarked)},
    }


def differences(split: str, data: Path = DATA) -> Iterator[str]:
    """A line for every mark that was missed and everything found that is not marked."""
    names = demo_names()
    for language in LANGUAGES:
        for example in read_marked(data / split / language, language):
            if example.mentions:
                missed, extra = _compare(example, found_in(example.text, names))
                yield from (f"missed  {m.entity}={m.value}  {example.text}" for m in missed)
                yield from (f"extra   {m.entity}={m.value}  {example.text}" for m in extra)


def read_marked(folder: Path, language: Language) -> Iterator[Marked]:
    """Every example of the files in ``folder``."""
    for file in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield _marked(line.removeprefix("- "), language)


def _marked(line: str, language: Language) -> Marked:
    text, mentions, end = "", [], 0
    for match in _MARK.finditer(line):
        text += line[end : match.start()]
        meaning = json.loads(match["meaning"])
        mentions.append(Mention(meaning["entity"], str(meaning["value"]), len(text), len(text) + len(match["said"])))
        text += match["said"]
        end = match.end()
    return Marked(language, text + line[end:], tuple(mentions))


def found_in(text: str, names: StoreNames) -> list[Mention]:
    """What the understanding finds, without what it only stores for a twin."""
    return [
        Mention(entity["entity"], entity["value"], entity["start"], entity["end"])
        for entity in find_entities(text, names)
    ]


def demo_names() -> StoreNames:
    """Names of the demo store, read from its pack."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/store.db")
        import_pack(engine, read_pack(_STORE))
        path = Path(folder) / "names.npz"
        write_store_names(Shop(engine, _STORE.name), path)
        engine.dispose()
        return StoreNames(NamesFile.read(path))


_Compared = tuple[Marked, list[Mention]]


def _compare(example: Marked, found: Iterable[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Marks that were missed, and what was found and is not marked."""
    extra = list(found)
    missed = []
    for mark in example.mentions:
        right = next((one for one in extra if _same(one, mark)), None)
        if right is None:
            missed.append(mark)
        else:
            extra.remove(right)
    return missed, [one for one in extra if not any(_is_twin(one, mark) for mark in example.mentions)]


def _same(one: Mention, other: Mention) -> bool:
    return (one.entity, one.value) == (other.entity, other.value) and one.overlaps(other)


def _is_twin(one: Mention, mark: Mention) -> bool:
    return {one.entity, mark.entity} in _TWINS and one.overlaps(mark)


def _of(compared: Iterable[_Compared], language: Language) -> list[_Compared]:
    return [(example, found) for example, found in compared if example.language == language]


def _kinds(compared: Iterable[_Compared]) -> list[str]:
    return sorted({mention.entity for example, found in compared for mention in (*example.mentions, *found)})


def _score(compared: Iterable[_Compared], entity: str | None = None) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for example, found in compared:
        missed, extra = _compare(example, found)
        marked = [mark for mark in example.mentions if entity in (None, mark.entity)]
        lost = [mark for mark in missed if entity in (None, mark.entity)]
        counts["right"] += len(marked) - len(lost)
        counts["missed"] += len(lost)
        counts["extra"] += len([one for one in extra if entity in (None, one.entity)])
    return _figures(counts)


def _figures(counts: Mapping[str, int]) -> dict[str, float]:
    right, missed, extra = (counts[name] for name in ("right", "missed", "extra"))
    return {
        "marked": right + missed,
        "precision": round(right / (right + extra), 4) if right + extra else 1.0,
        "recall": round(right / (right + missed), 4) if right + missed else 1.0,
        "f1": round(2 * right / (2 * right + missed + extra), 4) if right + missed + extra else 1.0,
    }
