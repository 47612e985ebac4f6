"""What finds a name in a text: by looking for it as written, and as the product search does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from catalog_index.names.by_sound import SoundIndex
from catalog_index.names.literal import NameIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.reader import QueryReader, ShopWords
from catalog_index.understanding.terms import TermFinder
from store.shop import Shop

Find = Callable[[str], str | None]
"""The id of the brand or product that a text names."""


@dataclass(frozen=True)
class Finders:
    """Two ways to find a name; ``by_sound`` also finds what is there as written, and keeps to it."""

    as_written: Find
    by_sound: Find


def brand_finders(shop: Shop) -> Finders:
    """Of the brands in store.yml."""
    splitter, products = TokenSplitter(), list(shop.products())
    words = ShopWords.of(shop, products, kinds=frozenset())
    terms, reader = TermFinder(words.brands), QueryReader(words, splitter)
    return Finders(
        lambda text: next((found.id for found in terms.find(text)), None), lambda text: reader.read(text).limits.brand
    )


def product_finders(shop: Shop) -> Finders:
    """Of the products' titles."""
    products = list(shop.products())
    names = NameIndex(products)
    sounds = SoundIndex({product.id: product.title.both() for product in products})

    def as_written(text: str) -> str | None:
        return next((products[row].id for row in names.named(text)), None)

    def by_sound(text: str) -> str | None:
        heard = sounds.find(text)
        return as_written(text) or (heard.id if heard else None)

    return Finders(as_written, by_sound)
