"""Search over the products of one store."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from annae.errors import AnnaeError
from annae.paths import index_dir
from annae.settings import Settings
from annae.types import Language
from catalog_index.build import build_index, digest, documents_of
from catalog_index.encoder import Encoder, create_encoder
from catalog_index.explain import explain
from catalog_index.index import CatalogIndex, Origin, UnusableIndexError, current_version, read_index
from catalog_index.kinds import KindIndex
from catalog_index.names import NameIndex
from catalog_index.ranking import Rows, rank
from catalog_index.relevance import Relevance
from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.query import Query, understand
from store.product import Product
from store.shop import Shop

_log = logging.getLogger(__name__)

_NAMED: Final = 1.0
"""Score of a product named outright; the others stay below."""


@dataclass(frozen=True)
class Hit:
    """A product found; ``score`` is 0 to 1 (1: named outright), ``why`` one line in the language asked for."""

    product: Product
    score: float
    why: str


@dataclass(frozen=True)
class _Loaded:
    """The index in use with what of the products is read once: prices and names, in the order of its rows."""

    index: CatalogIndex
    version: str
    revision: int
    prices: np.ndarray[tuple[int], np.dtype[np.int64]]
    ratings: np.ndarray[tuple[int], np.dtype[np.float32]]
    names: NameIndex
    kinds: KindIndex


class ProductSearch:
    """Finds products by what a customer says; follows imports made meanwhile; safe to share between threads."""

    def __init__(self, shop: Shop, settings: Settings, encoder: Encoder, splitter: TokenSplitter) -> None:
        self._shop, self._settings, self._encoder, self._splitter = shop, settings, encoder, splitter
        self._relevance = Relevance(encoder)
        self._loaded = self._load()

    @classmethod
    def open(cls, shop: Shop, settings: Settings, encoder: Encoder | None = None) -> ProductSearch:
        """Load the index, and the encoder unless it is passed; a missing, damaged or outdated index is built now.

        Raises AnnaeError when the store has no products or the encoder cannot be loaded.
        """
        if next(shop.products(), None) is None:
            raise AnnaeError(f"store {shop.store_id!r} has no products; import its store pack first: annae import DIR")
        return cls(shop, settings, encoder or create_encoder(settings.search), TokenSplitter())

    def search(self, query: str, language: Language, limit: int = 5) -> list[Hit]:
        """The ``limit`` best products for ``query``, best first; empty when nothing fits or nothing was said."""
        wish = understand(query)
        if wish.is_empty:
            return []
        if self._is_outdated():
            self._loaded = self._load()
        loaded = self._loaded
        among = _affordable(loaded, wish)
        named = [row for row in loaded.names.named(wish.text) if among is None or row in among]
        found = [(row, _NAMED) for row in named]
        if self._splitter.counts(wish.wanted):
            found += [(row, score) for row, score in self._ranked(loaded, wish, among) if row not in named]
        elif among is not None:
            found += [(row, 0.0) for row in _best_rated(loaded, among) if row not in named]
        return list(islice(self._hits(loaded, found, wish, language), limit))

    def _ranked(self, loaded: _Loaded, wish: Query, among: Rows | None) -> list[tuple[int, float]]:
        vector = self._encoder.query(wish.wanted)
        kept = self._relevance.keep(rank(loaded.index, vector, wish.wanted, among), vector)
        ranked = loaded.kinds.prefer(kept, wish.wanted)
        return list(zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True))

    def _hits(self, loaded: _Loaded, found: list[tuple[int, float]], wish: Query, language: Language) -> Iterator[Hit]:
        for row, score in found:
            product = self._shop.product(loaded.index.ids[row])
            if product is not None:  # else an import took it out a moment ago
                why = explain(product, wish, language, loaded.index.lexical, exact=score >= _NAMED)
                yield Hit(product, round(score, 4), why)

    def _is_outdated(self) -> bool:
        try:
            version = current_version(index_dir(self._shop.store_id))
        except FileNotFoundError:
            return True
        return version != self._loaded.version or self._shop.revision != self._loaded.revision

    def _load(self) -> _Loaded:
        folder, revision = index_dir(self._shop.store_id), self._shop.revision
        origin = Origin(self._encoder.identity, digest(documents_of(self._shop)))
        try:
            index = read_index(folder, self._splitter)
            if index.origin != origin:
                raise UnusableIndexError("it was made of other products or by another encoder")
        except UnusableIndexError as reason:
            _log.warning("product index of store %s is built now: %s", self._shop.store_id, reason)
            index = build_index(self._shop, self._settings, self._encoder, self._splitter)
        products = {product.id: product for product in self._shop.products()}
        known = [products[product_id] for product_id in index.ids]
        return _Loaded(
            index,
            current_version(folder),
            revision,
            np.array([product.pays.amount for product in known], np.int64),
            np.array([product.rating or 0.0 for product in known], np.float32),
            NameIndex(known),
            KindIndex(self._shop, known, self._splitter),
        )


def _affordable(loaded: _Loaded, wish: Query) -> Rows | None:
    price = wish.price
    if price is None:
        return None
    low = 0 if price.low is None else price.low
    high = np.iinfo(np.int64).max if price.high is None else price.high
    return np.flatnonzero((loaded.prices >= low) & (loaded.prices <= high))


def _best_rated(loaded: _Loaded, among: Rows) -> list[int]:
    order: list[int] = among[np.argsort(-loaded.ratings[among], kind="stable")].tolist()
    return order
