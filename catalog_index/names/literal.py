"""Products named outright: their title, or their id, stands in the query as it is."""

from __future__ import annotations

import copy
from collections import ChainMap
from collections.abc import Iterable, MutableMapping
from typing import Final

from store.product import Product

_SHORTEST: Final = 3
"""Characters a title needs to be found inside a longer query; a shorter one must be all of it."""


class NameIndex:
    """Titles and ids without case, spaces and punctuation, as rows of the index; the first row is ``first``."""

    def __init__(self, products: Iterable[Product], first: int = 0) -> None:
        self._rows: MutableMapping[str, list[int]] = {}
        for row, product in enumerate(products, first):
            for name in {_plain(name) for name in [product.id, *product.title.both()]} - {""}:
                self._rows.setdefault(name, []).append(row)
        self._longest = max(map(len, self._rows), default=0)

    def followed_by(self, more: NameIndex) -> NameIndex:
        """The same with the rows of ``more``; rows that are gone by now are named all the same."""
        joined = copy.copy(self)
        # Only what is new is copied: there may be a million names.
        parts = self._rows.maps if isinstance(self._rows, ChainMap) else [{}, self._rows]
        later = {name: [*self._rows.get(name, ()), *rows] for name, rows in more._rows.items()}
        joined._rows = ChainMap({**parts[0], **later}, parts[1])
        joined._longest = max(self._longest, more._longest)
        return joined

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
