"""A customer's words, understood: what to look for and within which limits."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from catalog_index.understanding.price import PriceRange, find_price

_LONGEST: Final = 400
"""Characters that are read of a query: nobody says more about one wish, and the encoder's time grows with it."""


@dataclass(frozen=True)
class Query:
    """``wanted`` is what is left to look for once the limits are taken out; it may be empty."""

    text: str
    wanted: str
    price: PriceRange | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was said: no letter, no digit and no limit."""
        return self.price is None and not has_words(self.wanted)


def understand(text: str) -> Query:
    """Read ``text`` as a wish; whatever it holds (markup, emoji, control characters) is plain text here."""
    valid = text[:_LONGEST].encode("utf-8", "ignore").decode()  # bytes that are no text arrive as lone surrogates
    plain = " ".join(unicodedata.normalize("NFKC", valid).split())
    price, wanted = find_price(plain)
    return Query(plain, wanted, price)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)
