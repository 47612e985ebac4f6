"""Something a café or restaurant of the shop makes."""

from __future__ import annotations

from dataclasses import dataclass

from annae.types import Money
from store.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu. ``available``, ``season`` and ``weather`` as menu.csv has them; ``zone`` makes it."""

    id: str
    name: Bilingual
    price: Money
    options: tuple[str, ...]
    tags: tuple[str, ...]
    available: str
    season: tuple[str, ...]
    weather: tuple[str, ...]
    zone: str
