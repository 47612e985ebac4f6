"""How attributes of products are called and written in both languages: ``knowledge/attributes.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from catalog_index.knowledge import read_knowledge
from store.bilingual import Bilingual

Better = Literal["less", "more"]

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")


class Labels:
    """Words for attributes; ``own_knowledge`` is the folder of the shop's own files."""

    def __init__(self, own_knowledge: str = "") -> None:
        knowledge = read_knowledge("attributes", own_knowledge)
        self._facts: Mapping[str, Any] = knowledge["facts"]
        self._words: Mapping[str, Any] = knowledge["words"]
        self._attributes: Mapping[str, Any] = knowledge["attributes"]

    def fact(self, key: str, part: str = "label") -> Bilingual:
        """A text about what every product has: its price, brand, colours."""
        return _bilingual(self._facts[key][part])

    def label(self, key: str) -> Bilingual:
        """What an attribute is called; its own key when the file does not say."""
        return _bilingual(self._attributes.get(key, {}).get("label", key.replace("_", " ")))

    def better(self, key: str) -> Better | None:
        """Whether less or more of an attribute is plainly better."""
        better: Better | None = self._attributes.get(key, {}).get("better")
        return better

    def has_own_words(self, key: str) -> bool:
        """Whether yes and no are written in words of its own, such as possible and impossible."""
        return "yes" in self._attributes.get(key, {}).get("values", {})

    def value(self, key: str, value: str) -> Bilingual:
        """A value with its unit, or its words; values of several parts (wool+cotton) become lists."""
        known = self._attributes.get(key, {})
        if "unit" in known and _NUMBER.fullmatch(value):
            unit = _bilingual(known["unit"])
            return Bilingual(_with_unit(value, unit.ko, ""), _with_unit(value, unit.en, " "))
        words = {**self._words, **known.get("values", {})}
        parts = [_bilingual(words.get(part, part.replace("_", " "))) for part in value.split("+") if part]
        return Bilingual(", ".join(part.ko for part in parts), ", ".join(part.en for part in parts))


def same_in_both(text: str) -> Bilingual:
    """A text that is written alike in both languages."""
    return Bilingual(text, text)


def _with_unit(value: str, unit: str, gap: str) -> str:
    if "{}" in unit:
        return unit.format(value)
    return f"{value}{gap if unit[0].isalpha() else ''}{unit}"


def _bilingual(text: str | Mapping[str, str]) -> Bilingual:
    return same_in_both(text) if isinstance(text, str) else Bilingual(text["ko"], text["en"])
