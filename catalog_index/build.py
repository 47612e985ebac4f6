"""Makes the index of a store's products."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annae.errors import AnnaeError
from annae.paths import index_dir
from annae.settings import Settings
from catalog_index.document import Document, digest, documents_of
from catalog_index.encoders.create import create_document_encoder
from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.index import CatalogIndex, Origin, building, write_index
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.vectors.create import build_vectors
from store.shop import Shop


def build_index(
    shop: Shop, settings: Settings, encoder: Encoder | None = None, splitter: TokenSplitter | None = None
) -> CatalogIndex:
    """Index every product of ``shop`` and put the index in use; shows progress.

    Pass ``encoder`` and ``splitter`` where they are loaded already. Raises AnnaeError when the store has no products,
    the encoder cannot be loaded or the disk is full.
    """
    documents = documents_of(shop)
    if not documents:
        raise AnnaeError(f"store {shop.store_id!r} has no products; import its store pack first: annae import DIR")
    encoder = encoder or create_document_encoder(settings.search)
    with building(index_dir(shop.store_id)):
        return index_documents(documents, shop.store_id, encoder, splitter or TokenSplitter())


def index_documents(
    documents: Sequence[Document], store_id: str, encoder: Encoder, splitter: TokenSplitter
) -> CatalogIndex:
    """Index ``documents``, of which there is at least one, and put the index in use for the store; shows progress.

    Raises AnnaeError when the disk is full.
    """
    index = make_index(documents, encoder, splitter)
    try:
        write_index(index, index_dir(store_id))
    except OSError as error:
        raise AnnaeError(
            f"cannot write the product index: {error.strerror or error} ({index_dir(store_id)}); "
            "free some disk space or mend the folder, then run: annae index"
        ) from error
    return index


def make_index(documents: Sequence[Document], encoder: Encoder, splitter: TokenSplitter) -> CatalogIndex:
    """Index ``documents`` in memory; shows progress."""
    return CatalogIndex(
        Origin(encoder.identity, digest(documents)),
        [item.id for item in documents],
        build_vectors(document_vectors(documents, encoder)),
        LexicalIndex.build((item.fields for item in documents), splitter),
    )


def document_vectors(documents: Sequence[Document], encoder: Encoder, threads: int | None = None) -> Vectors:
    """The vectors that stand for ``documents``, float32 [documents, dimension], of length 1.

    ``threads`` encode at once (default: one a core).
    """
    texts = [text for item in documents for text in (item.head, item.passage)]
    vectors = encode_cached(encoder, texts, "Product index", threads)
    merged = vectors[0::2] + vectors[1::2]
    unit: Vectors = merged / np.maximum(np.linalg.norm(merged, axis=1, keepdims=True), np.float32(1e-9))
    return unit
