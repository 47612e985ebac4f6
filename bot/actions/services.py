"""What actions work with, opened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from annae.settings import Settings
from annae.types import Language
from bot.actions.texts import Texts
from store.product import Product
from store.shop import Shop
from store.systems.order_system import OrderSystem


class Hit(Protocol):
    """A product that was found and why."""

    @property
    def product(self) -> Product:
        """The product."""

    @property
    def score(self) -> float:
        """0 to 1; 1 when it was named outright."""

    @property
    def why(self) -> str:
        """One line for the customer."""


class Results(Protocol):
    """What was found; ``relaxed`` names the limits (price, size, colors, brand) that nothing kept to."""

    @property
    def hits(self) -> Sequence[Hit]:
        """Best first."""

    @property
    def relaxed(self) -> tuple[str, ...]:
        """Empty when everything asked for was kept to."""


class Finder(Protocol):
    """Finds products by what a customer says."""

    def search(self, query: str, language: Language, limit: int = 5) -> Sequence[Hit]:
        """The best ones that keep to all that was asked for, best first; empty when nothing fits."""

    def find(self, query: str, language: Language, limit: int = 5) -> Results:
        """The best ones; when nothing keeps to all that was asked for, the nearest."""


class Answers(Protocol):
    """Answers frequent questions by their meaning."""

    def answer(self, question: str, language: Language, at_least: float = ...) -> str | None:
        """The shop's answer, or None when no question of its list is at least so near (cosine, up to 1)."""


@dataclass(frozen=True)
class Services:
    """The shop, its orders, its search, its answers to frequent questions, and the texts."""

    settings: Settings
    shop: Shop
    orders: OrderSystem
    products: Finder
    faq: Answers
    texts: Texts
