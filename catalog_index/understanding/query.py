"""A customer's words, understood: what to look for and within which limits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import Final

from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.sorting import Order

_LONGEST: Final = 400
"""Characters that are read of a query: nobody says more about one wish, and the encoder's time grows with it."""

NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Excluded:
    """Ids of what the customer does not want."""

    colors: frozenset[str] = NONE
    brands: frozenset[str] = NONE
    materials: frozenset[str] = NONE
    kinds: frozenset[str] = NONE

    def __bool__(self) -> bool:
        return bool(self.colors or self.brands or self.materials or self.kinds)


@dataclass(frozen=True)
class Limits:
    """What a product must keep to. ``colors``: one of them is enough; ``people``: the groups it is for, if any.

    ``age``: years of the child it is for.
    """

    price: PriceRange | None = None
    size: str | None = None
    colors: frozenset[str] = NONE
    brand: str | None = None
    people: frozenset[str] = NONE
    age: float | None = None
    excluded: Excluded = field(default_factory=Excluded)

    def __bool__(self) -> bool:
        return any((self.price, self.size, self.colors, self.brand, self.people, self.age is not None, self.excluded))

    def without(self, name: str) -> Limits:
        """The same with the limit ``name`` lifted."""
        return replace(self, **{name: getattr(Limits(), name)})


@dataclass(frozen=True)
class Query:
    """``wanted`` is what is left to look for once the limits are taken out; it may be empty.

    ``heard`` is the brand that the words only sounded like, empty when it was named outright; ``unwanted`` what is not
    liked, in words that are no colour, brand, material or kind of the shop. A ``refined`` one keeps to its kind.
    ``quantity``: how many pieces are wanted, None where nothing is said.
    """

    text: str
    wanted: str
    limits: Limits = field(default_factory=Limits)
    order: Order | None = None
    heard: str = ""
    unwanted: tuple[str, ...] = ()
    refined: bool = False
    quantity: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was said: no letter, no digit and no limit."""
        return not self.limits and self.order is None and not has_words(self.wanted)


def plain_text(text: str) -> str:
    """``text`` as one line of ordinary characters; markup, emoji and control characters are plain text too."""
    valid = text[:_LONGEST].encode("utf-8", "ignore").decode()  # bytes that are no text arrive as lone surrogates
    return " ".join(unicodedata.normalize("NFKC", valid).split())


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)
