"""What the assistant says, read from ``bot/domain/texts/<language>/<topic>.yml``.

An entry is a list of wordings, or a mapping with ``say`` (the wordings), ``suggestions``, ``mood`` and ``gesture``.
Wordings take turns, so that nobody hears the same sentence twice in a row. ``{name}`` is filled in; ``{name:은/는}``
also adds the particle that fits the filled-in word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from annae.errors import AnnaeError
from annae.text.wording import fill
from annae.types import LANGUAGES, Language

FOLDER: Final = Path(__file__).resolve().parents[1] / "domain" / "texts"


@dataclass(frozen=True)
class Entry:
    """One thing to say, in one language."""

    say: tuple[str, ...]
    suggestions: tuple[str, ...] = ()
    mood: str | None = None
    gesture: str | None = None

    def wording(self, turn: int, values: Mapping[str, object]) -> str:
        """The wording whose turn it is, filled in."""
        return fill(self.say[turn % len(self.say)], values)


class Texts:
    """All entries by language and key (``topic.entry``)."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._entries = {language: dict(_read(folder / language)) for language in LANGUAGES}

    def entry(self, language: Language, key: str) -> Entry:
        """One entry; KeyError when there is none."""
        return self._entries[language][key]

    def keys(self, language: Language) -> set[str]:
        """All keys of a language."""
        return set(self._entries[language])


def _read(folder: Path) -> list[tuple[str, Entry]]:
    entries = []
    for file in sorted(folder.glob("*.yml")):
        for name, content in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            entries.append((f"{file.stem}.{name}", _entry(content, f"{file.name}: {name}")))
    return entries


def _entry(content: Any, where: str) -> Entry:
    fields: dict[str, Any] = {"say": content} if isinstance(content, list) else dict(content)
    unknown = set(fields) - {"say", "suggestions", "mood", "gesture"}
    if unknown or not fields.get("say"):
        raise AnnaeError(f"{where}: expected say, suggestions, mood, gesture; found {', '.join(fields) or 'nothing'}")
    return Entry(
        say=tuple(fields["say"]),
        suggestions=tuple(fields.get("suggestions", ())),
        mood=fields.get("mood"),
        gesture=fields.get("gesture"),
    )
