"""What actions work with, opened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from annae.settings import Settings
from annae.types import Language
from bot.actions.texts import Texts
from catalog_index.details import Details
from catalog_index.labels import Labels
from catalog_index.picture.search import PictureResults
from catalog_index.similar import Alike
from catalog_index.understanding.query import Query
from catalog_index.understanding.refinement import Refinement
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

    def read(self, text: str) -> Query:
        """What is understood of a text: limits, order, and what is wanted."""

    def names_kind(self, text: str, other_than: str = "") -> bool:
        """Whether a text names a kind of product, and ``other_than`` (another text) not the same."""

    def tells(self, text: str) -> bool:
        """Whether a text says anything to look for: a limit, an order, or words about the product."""

    def search(self, query: str, language: Language, limit: int = 5) -> Sequence[Hit]:
        """The best ones that keep to all that was asked for, best first; empty when nothing fits."""

    def find(self, query: str, language: Language, limit: int = 5, *, refined: Sequence[Refinement] = ()) -> Results:
        """The best ones; when nothing keeps to all that was asked for, the nearest.

        ``refined``: what was said of the wish after ``query``.
        """


class Alikes(Protocol):
    """Finds products like another one (an id), best first."""

    def like(self, product_id: str, limit: int = 5) -> list[Alike]:
        """Most like it."""

    def in_color(self, product_id: str, color: str, limit: int = 5) -> list[Alike]:
        """Those that come in a colour, the product itself first if it does."""

    def why(self, alike: Alike, language: Language) -> str:
        """What is the same, and what it costs more or less."""


class Photos(Protocol):
    """Finds products by a photo."""

    def find(self, photo: bytes, limit: int) -> PictureResults | None:
        """What looks most like it; None where the shop has no pictures. Raises AnnaeError for what is no photo."""


class Answers(Protocol):
    """Answers frequent questions by their meaning."""

    def answer(self, question: str, language: Language, at_least: float = ...) -> str | None:
        """The shop's answer, or None when no question of its list is at least so near (cosine, up to 1)."""


@dataclass(frozen=True)
class Services:
    """The shop, its orders, its search, its answers to frequent questions, and the texts.

    ``labels`` are the words for attributes of products, ``details`` finds facts about one.
    """

    settings: Settings
    shop: Shop
    orders: OrderSystem
    products: Finder
    faq: Answers
    texts: Texts
    alikes: Alikes
    photos: Photos
    labels: Labels
    details: Details
