"""Brings a snapshot up: from the index on disk when it fits, else from one that is built now."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from annae.errors import AnnaeError
from annae.paths import index_dir
from annae.settings import Settings
from catalog_index.build import index_documents, make_index
from catalog_index.document import DocumentDigest, document
from catalog_index.encoders.encoder import Encoder
from catalog_index.encoders.words_only import WordsOnly
from catalog_index.fingerprints import fingerprints, next_sale_change
from catalog_index.index import (
    CatalogIndex,
    UnusableIndexError,
    building,
    current_version,
    read_index,
)
from catalog_index.knowledge import read_knowledge
from catalog_index.snapshot import Columns, Snapshot, Source
from catalog_index.tokens import TokenSplitter
from catalog_index.vectors.create import served
from catalog_index.vectors.exact import ExactIndex
from catalog_index.wishes import WishBook
from store.info import StoreInfo
from store.product import Product
from store.shop import Shop

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Seen:
    """What the database said before products were read; ``fingerprints`` are by product."""

    revision: int
    info: StoreInfo
    until: datetime | None
    fingerprints: Mapping[str, int]


@dataclass(frozen=True)
class Loader:
    """Loads snapshots of one shop."""

    shop: Shop
    settings: Settings
    encoder: Encoder
    splitter: TokenSplitter

    def load(self) -> Snapshot:
        """A snapshot of the shop as it is now.

        Raises AnnaeError when it has no products or an index has to be built and cannot be written.
        """
        shop = fresh(self.shop)
        if next(shop.products(), None) is None:
            raise AnnaeError(f"store {shop.store_id!r} has no products; import its store pack first: annae import DIR")
        # What changes while this is read has another revision or fingerprint afterwards, and is taken in then.
        seen = _Seen(shop.revision, shop.info, next_sale_change(shop), dict(fingerprints(shop)))
        with building(index_dir(shop.store_id)):
            return self._on_disk(shop, seen) or self._built_now(shop, seen)

    def _on_disk(self, shop: Shop, seen: _Seen) -> Snapshot | None:
        """A snapshot with the index on disk; None when that is not of the shop's products or not by this encoder."""
        passed = DocumentDigest()
        try:
            index = read_index(index_dir(shop.store_id), self.splitter)
            if isinstance(self.encoder, WordsOnly):
                index = replace(index, vectors=ExactIndex.build(np.zeros((len(index.ids), 1), np.float32)))
            elif index.origin.encoder != self.encoder.identity:
                raise UnusableIndexError("it was made by another encoder")
            snapshot = self._with_columns(index, shop, seen, passed.over(shop.products(), shop))
            if passed.value != index.origin.products:
                raise UnusableIndexError("it was made of other products")
        except UnusableIndexError as reason:
            _log.warning("product index of store %s is built now: %s", shop.store_id, reason)
            return None
        return self._served(snapshot)

    def _built_now(self, shop: Shop, seen: _Seen) -> Snapshot:
        products = list(shop.products())
        documents = [document(product, shop) for product in products]
        if isinstance(self.encoder, WordsOnly):  # not written, because one with vectors is worth more
            index = make_index(documents, self.encoder, self.splitter)
        else:
            index = index_documents(documents, shop.store_id, self.encoder, self.splitter)
        return self._served(self._with_columns(index, shop, seen, products))

    def _served(self, snapshot: Snapshot) -> Snapshot:
        if isinstance(self.encoder, WordsOnly):
            return snapshot
        vectors = served(snapshot.index.vectors, self.settings.search, self.shop.store_id)
        return replace(snapshot, index=replace(snapshot.index, vectors=vectors))

    def _with_columns(self, index: CatalogIndex, shop: Shop, seen: _Seen, products: Iterable[Product]) -> Snapshot:
        prints = np.array([seen.fingerprints.get(product_id, 0) for product_id in index.ids], np.uint64)
        source = Source(current_version(index_dir(shop.store_id)), seen.revision, seen.info, seen.until, prints)
        knowledge = self.settings.search.knowledge
        wishes = WishBook(read_knowledge("wishes", knowledge)["wish"], self.splitter, self.encoder)
        return Columns(shop, self.splitter, knowledge).of_all(source, index, products, wishes)


def fresh(shop: Shop) -> Shop:
    """The same shop, whose store.yml is read again: ``shop`` itself keeps it for a second."""
    return Shop(shop.engine, shop.store_id)
