"""What of a product is searched: one passage for the encoder, weighted fields for the lexical index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.product import Product
from store.shop import Shop


@dataclass(frozen=True)
class Document:
    """A product's texts in both languages.

    ``head`` names it and its kind, ``passage`` is everything said about it; their vectors together stand for it: short
    queries are nearer to the one, long ones to the other. ``fields`` (text, weight) are for the lexical index, titles
    first.
    """

    id: str
    head: str
    passage: str
    fields: tuple[tuple[str, float], ...]

    @property
    def digest(self) -> str:
        """Changes with anything that is searched (prices and stock are not: they are read when asked)."""
        return hashlib.sha256(repr((self.id, self.head, self.passage, self.fields)).encode()).hexdigest()


def document(product: Product, shop: Shop) -> Document:
    """The texts of ``product``, with its category and colours by the words that ``shop`` gives them."""
    category = shop.category(product.category)
    kinds = category.words() if category else [product.category]
    names = category.name.both() if category else kinds
    colors = [name for color in product.colors if (term := shop.color(color)) for name in term.name.both()]
    titles, descriptions = product.title.both(), product.description.both()
    attributes = [f"{key} {value}" for key, value in product.attributes.items()]
    return Document(
        product.id,
        _joined([*titles, *kinds]),
        _joined([*titles, *names, product.brand, *descriptions, ", ".join(product.tags)]),
        (
            (" ".join(titles), 3.0),
            (product.brand, 3.0),
            (" ".join(product.tags), 2.0),
            (" ".join([*kinds, *colors]), 1.0),
            (" ".join([*descriptions, *attributes]), 1.0),
        ),
    )


def documents_of(shop: Shop) -> list[Document]:
    """The searched texts of every product, by id."""
    return [document(product, shop) for product in shop.products()]


class DocumentDigest:
    """Digest of documents as they go by: it changes when any searched text does."""

    def __init__(self) -> None:
        self._every = hashlib.sha256()

    def add(self, item: Document) -> None:
        """Take ``item`` in."""
        self._every.update(item.digest.encode())

    def over(self, products: Iterable[Product], shop: Shop) -> Iterator[Product]:
        """``products``, whose documents are taken in as they are gone through."""
        for product in products:
            self.add(document(product, shop))
            yield product

    @property
    def value(self) -> str:
        """The digest of all that went by."""
        return self._every.hexdigest()


def digest(documents: Iterable[Document]) -> str:
    """Changes when any searched text does."""
    every = DocumentDigest()
    for item in documents:
        every.add(item)
    return every.value


def _joined(texts: list[str]) -> str:
    return ". ".join(text.rstrip(".") for text in texts if text)
