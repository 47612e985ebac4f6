"""A route in words, Korean or English; the words themselves are in directions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annae.text import spoken
from annae.text.wording import fill
from annae.types import Language
from store.building.building import Building
from store.building.moves import Move, moves
from store.building.routes import Route
from store.info import Floor, Zone

_WORDS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence: as written and, with numbers as words, as spoken."""

    text: str
    speech: str


def directions(building: Building, route: Route, language: Language) -> list[Step]:
    """What to do one after the other to follow ``route``; one step that says so when it is where the customer is."""
    words = _WORDS[language]
    texts = [_sentence(building, move, language) for move in moves(building, route)] or [words["here"]]
    return [Step(text, spoken(text, language)) for text in texts]


def floor_name(floor: Floor, language: Language) -> str:
    """A floor as the shop names it in a sentence: ``3층``, ``the 3rd floor``."""
    name = (floor.short or floor.name)[language]
    with_article = any(word in name.lower() for word in _WORDS[language]["names"]["floor_with_article"])
    return f"the {name}" if with_article else name


def landmark(zone: Zone, language: Language) -> str:
    """A zone as something to walk to: ``핸드백 매장``, ``the escalator``."""
    words, name = _WORDS[language], zone.name[language]
    wording = words["landmark"].get(zone.kind) or words["landmark"]["seller" if zone.categories else "other"]
    return fill(wording, {"name": name.lower() if name in words["names"]["common"] else name})


def _sentence(building: Building, move: Move, language: Language) -> str:
    words = _WORDS[language]
    if move.levels is not None:
        direction = "up" if move.levels > 0 else "down" if move.levels < 0 else "level"
        floor = floor_name(building.floors[move.end.floor], language)
        return fill(words["ride"][direction], {"vehicle": words["vehicle"][move.kind], "floor": floor})
    way = fill(words["way"][move.kind], {"metres": _metres(move.metres, words)})
    values = {"way": way, "Way": way[:1].upper() + way[1:], "to": landmark(move.end, language)}
    return fill(words["walk"][move.turn or "towards"], values)


def _metres(metres: float, words: dict[str, Any]) -> str:
    number = max(round(metres), 1)
    return fill(words["metres"]["one" if number == 1 else "many"], {"number": number})
