"""Products like another one: more of its kind, cheaper ones, other colours. Words and weights: ``similar.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from annae.errors import AnnaeError
from annae.types import Language
from catalog_index.compare import color_names, product_of
from catalog_index.document import document
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.labels import Labels
from catalog_index.search import ProductSearch
from catalog_index.understanding.terms import TermFinder
from store.product import Product
from store.shop import Shop

_POOL: Final = 200
"""Nearest products by meaning that are looked at."""
_SHARED_WORDS: Final = 0.3
"""Share of its words' weight from which on a product of another category is of the same kind."""


@dataclass(frozen=True)
class Alike:
    """A product like ``to``: ``score`` is 0 to 1; ``shared`` are the keys of its attributes that are the same."""

    product: Product
    to: Product
    score: float
    shared: tuple[str, ...]

    @property
    def dearer_by(self) -> int:
        """How much more it costs now, in whole units of the currency; negative when it is cheaper."""
        return self.product.pays.amount - self.to.pays.amount

    @property
    def itself(self) -> bool:
        """Whether it is the very product, which comes in the colour asked for."""
        return self.product.id == self.to.id


class SimilarProducts:
    """Compares the products that ``search`` finds things among."""

    def __init__(self, shop: Shop, search: ProductSearch, labels: Labels) -> None:
        self._shop, self._search, self._labels = shop, search, labels

    def like(self, product_id: str, limit: int = 5) -> list[Alike]:
        """The ``limit`` products most like it, best first; raises AnnaeError when it is not sold here."""
        return self._alike(product_id, limit, lambda _product, _to: True)

    def cheaper(self, product_id: str, limit: int = 5) -> list[Alike]:
        """The same of those that cost less now."""
        return self._alike(product_id, limit, lambda product, to: product.pays.amount < to.pays.amount)

    def in_color(self, product_id: str, color: str, limit: int = 5) -> list[Alike]:
        """The same of those that come in ``color`` (an id), the product itself first if it does."""
        to = product_of(self._shop, product_id)
        itself = [Alike(to, to, 1.0, ())] if color in to.colors else []
        others = self._alike(product_id, limit, lambda product, _to: color in product.colors)
        return [*itself, *others][:limit]

    def in_other_colors(self, product_id: str, limit: int = 5) -> list[Alike]:
        """The same of those that come in a colour in which the product itself does not."""
        return self._alike(product_id, limit, lambda product, to: bool(set(product.colors) - set(to.colors)))

    def why(self, alike: Alike, language: Language) -> str:
        """What is the same and what it costs more or less, in one line."""
        said, words = _texts()[language], []
        if alike.itself:
            return str(said["itself"])
        shown = [key for key in alike.shared if key in alike.product.attributes][:1]
        for key in shown:
            value = self._labels.value(key, alike.product.attributes[key])[language]
            words.append(said["attribute"].format(label=self._labels.label(key)[language], value=value))
        if alike.product.brand and alike.product.brand == alike.to.brand:
            words.append(said["brand"])
        words.append(_price_said(alike, language))
        if alike.product.colors:
            words.append(said["colors"].format(colors=color_names(self._shop, alike.product.colors)[language]))
        return " ".join(words)

    def _alike(self, product_id: str, limit: int, suits: Callable[[Product, Product], bool]) -> list[Alike]:
        to = product_of(self._shop, product_id)
        found = [alike for alike in self._pool(to) if suits(alike.product, to)]
        return sorted(found, key=lambda alike: -alike.score)[:limit]

    def _pool(self, to: Product) -> Iterator[Alike]:
        """Everything of its kind with its likeness, in no order."""
        index = self._search.index
        own = document(to, self._shop)
        vector = encode_cached(self._search.encoder, [own.head, own.passage], "Product").sum(axis=0)
        vector /= max(float(np.linalg.norm(vector)), 1e-6)  # no meaning is known while the encoder cannot be loaded
        rows, cosines = index.vectors.nearest(vector, _POOL)
        words = index.lexical.scores(dict.fromkeys(self._search.splitter.words(" ".join(to.title.both())), 1.0))[rows]
        words /= max(float(words.max(initial=0)), 1e-6)
        low, high = float(cosines.min(initial=1)), float(cosines.max(initial=0))
        products = self._shop.products_of([index.ids[row] for row in rows.tolist()])
        for row, cosine, shared_words in zip(rows.tolist(), cosines.tolist(), words.tolist(), strict=True):
            product = products.get(index.ids[row])  # None: an import took it out a moment ago
            if product is None or product.id == to.id:
                continue
            if product.category != to.category and shared_words < _SHARED_WORDS:
                continue
            shared = tuple(key for key, value in to.attributes.items() if product.attributes.get(key) == value)
            parts = {
                "meaning": (cosine - low) / max(high - low, 1e-6),
                "words": shared_words,
                "category": float(product.category == to.category),
                "price": _near(product.pays.amount, to.pays.amount),
                "attributes": _overlap(to, product, len(shared)),
            }
            yield Alike(product, to, round(_weighted(parts), 4), shared)


def color_of(shop: Shop, said: str) -> str:
    """The colour (id) that ``said`` names in either language; raises AnnaeError when the shop knows none by it."""
    if said in shop.info.colors:
        return said
    found = TermFinder({color: term.words() for color, term in shop.info.colors.items()}).find(said)
    if not found:
        known = ", ".join(shop.info.colors) or "none"
        raise AnnaeError(f"{said!r} is no colour of store {shop.store_id!r}; known: {known}")
    return found[0].id


def _price_said(alike: Alike, language: Language) -> str:
    said = _texts()[language]
    if not alike.dearer_by:
        return str(said["same_price"])
    difference = type(alike.to.pays)(abs(alike.dearer_by), alike.to.pays.currency).written(language)
    return str(said["dearer" if alike.dearer_by > 0 else "cheaper"].format(difference=difference))


def _weighted(parts: Mapping[str, float]) -> float:
    weights = _texts()["weights"]
    return float(sum(weights[name] * part for name, part in parts.items()) / sum(weights.values()))


def _near(price: int, other: int) -> float:
    """1 for the same price, 0.5 for twice or half of it."""
    return min(price, other) / max(price, other, 1)


def _overlap(to: Product, product: Product, shared: int) -> float:
    """Share of what is said of ``to`` (attributes, tags) that holds for ``product`` too."""
    tags = len(set(to.tags) & set(product.tags))
    return (shared + tags) / max(len(to.attributes) + len(to.tags), 1)


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("similar.toml").read_text(encoding="utf-8"))
