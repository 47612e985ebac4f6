"""Everything a message names: order numbers, digits, facilities, areas, floors, days, languages."""

from __future__ import annotations

from typing import Any

from bot.components.codes import find_codes
from bot.components.lexicon import find_terms


def find_entities(text: str) -> list[dict[str, Any]]:
    """Entities in Rasa's shape, in the order they stand in the text."""
    found = [
        {"entity": code.kind, "value": code.value, "start": code.start, "end": code.end} for code in find_codes(text)
    ]
    found += [
        {"entity": term.entity, "value": term.value, "start": term.start, "end": term.end} for term in find_terms(text)
    ]
    return sorted(found, key=lambda entity: (entity["start"], entity["entity"]))
