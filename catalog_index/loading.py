"""Brings a snapshot up: from the index on disk when it fits, else from one that is built now."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from annae.errors import AnnaeError
from annae.paths import index_dir
from annae.settings import Settings
from catalog_index.build import document_vectors, index_documents, make_index
from catalog_index.document import Document, digest, document
from catalog_index.encoders.encoder import Encoder
from catalog_index.encoders.words_only import WordsOnly
from catalog_index.fingerprints import fingerprints, next_sale_change
from catalog_index.index import (
    CatalogIndex,
    Origin,
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
from store.shop import Shop

_log = logging.getLogger(__name__)


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
        # What changes while this is read has another revision or fingerprint afterwards, and is taken in then.
        revision, info, until = shop.revision, shop.info, next_sale_change(shop)
        seen = dict(fingerprints(shop))
        products = list(shop.products())
        if not products:
            raise AnnaeError(f"store {shop.store_id!r} has no products; import its store pack first: annae import DIR")
        index, version = self._index([document(product, shop) for product in products])
        prints = np.array([seen.get(product.id, 0) for product in products], np.uint64)
        knowledge = self.settings.search.knowledge
        wishes = WishBook(read_knowledge("wishes", knowledge)["wish"], self.splitter, self.encoder)
        source = Source(version, revision, info, until, prints)
        return Columns(shop, self.splitter, knowledge).of_all(source, index, products, wishes)

    def _index(self, documents: Sequence[Document]) -> tuple[CatalogIndex, str]:
        """The index of ``documents`` and the version on disk."""
        folder = index_dir(self.shop.store_id)
        with building(folder):
            index = self._by_words(documents) if isinstance(self.encoder, WordsOnly) else self._whole(documents)
            return index, current_version(folder)

    def _whole(self, documents: Sequence[Document]) -> CatalogIndex:
        """The index on disk, which is built now unless it is there and of these ``documents``."""
        folder, store_id = index_dir(self.shop.store_id), self.shop.store_id
        try:
            index = read_index(folder, self.splitter)
            if index.origin != Origin(self.encoder.identity, digest(documents)):
                raise UnusableIndexError("it was made of other products or by another encoder")
        except UnusableIndexError as reason:
            _log.warning("product index of store %s is built now: %s", store_id, reason)
            index = index_documents(documents, store_id, self.encoder, self.splitter)
        return replace(index, vectors=served(index.vectors, self.settings.search, store_id))

    def _by_words(self, documents: Sequence[Document]) -> CatalogIndex:
        """An index without vectors; it is not written, because one with vectors is worth more."""
        try:
            index = read_index(index_dir(self.shop.store_id), self.splitter)
            if index.origin.products == digest(documents):
                return replace(index, vectors=ExactIndex.build(document_vectors(documents, self.encoder)))
        except UnusableIndexError as reason:
            _log.warning("product index of store %s is not used: %s", self.shop.store_id, reason)
        return make_index(documents, self.encoder, self.splitter)


def fresh(shop: Shop) -> Shop:
    """The same shop, whose store.yml is read again: ``shop`` itself keeps it for a second."""
    return Shop(shop.engine, shop.store_id)
