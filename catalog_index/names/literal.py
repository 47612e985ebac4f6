"""Products named outright: their title, or their id, stands in the query as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from store.product import Product

_SHORTEST: Final = 3
"""Characters a title needs to be found inside a longer query; a shorter one must be all of it."""


class NameIndex:
    """Titles and ids without case, spaces and punctuation, as rows of the index."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._rows: dict[str, list[int]] = {}
        for row, product in enumerate(products):
            for name in {_plain(name) for name in [product.id, *product.title.both()]} - {""}:
                self._rows.setdefault(name, []).append(row)
        self._longest = max(map(len, self._rows), default=0)

    def named(self, text: str) -> list[int]:
        """Rows of the products whose whole name is in ``text``, the longest name first."""
        plain = _plain(text)
        if plain in self._rows:
            return self._rows[plain]
        sizes = range(min(self._longest, len(plain)), _SHORTEST - 1, -1)
        pieces = (plain[start : start + size] for size in sizes for start in range(len(plain) - size + 1))
        return next((self._rows[piece] for piece in pieces if piece in self._rows), [])


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
