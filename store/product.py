"""Products and their stock as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from annae.types import Money
from store.bilingual import Bilingual

AvailabilityState = Literal["in_stock", "out_of_stock", "preorder", "backorder"]


@dataclass(frozen=True, slots=True)
class Availability:
    """What a product feed says of one colour and size (empty: of the product): whether there is any, not how many."""

    color: str
    size: str
    state: AvailabilityState


@dataclass(frozen=True, slots=True)
class Product:
    """One product. ``zone`` is where it stands; colours and categories are ids of store.yml.

    ``sale_price`` is None while no sale price holds. ``availability`` counts only where there is no ``Stock``.
    """

    id: str
    title: Bilingual
    description: Bilingual
    brand: str
    category: str
    price: Money
    sale_price: Money | None
    colors: tuple[str, ...]
    sizes: tuple[str, ...]
    tags: tuple[str, ...]
    image: str
    rating: float | None
    review_count: int
    zone: str
    attributes: dict[str, str]
    availability: tuple[Availability, ...] = ()

    @property
    def pays(self) -> Money:
        """What it costs now: the sale price where there is one."""
        return self.sale_price or self.price


@dataclass(frozen=True, slots=True)
class Stock:
    """How many of one colour and size there are; an empty ``branch`` is this shop itself."""

    product_id: str
    color: str
    size: str
    branch: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: x and y in metres on the map of its floor."""

    floor: str
    floor_name: Bilingual
    zone: str
    zone_name: Bilingual
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Faq:
    """A question customers ask, with its answer."""

    question: Bilingual
    answer: Bilingual


@dataclass(frozen=True, slots=True)
class Review:
    """What a customer wrote of a product; ``language`` is that of the text, ``rating`` None where none was given."""

    rating: float | None
    text: str
    language: str
