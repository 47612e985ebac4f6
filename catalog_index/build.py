"""Makes the index of a store's products."""

from __future__ import annotations

import numpy as np

from annae.errors import AnnaeError
from annae.paths import index_dir
from annae.settings import Settings
from catalog_index.document import digest, documents_of
from catalog_index.encoders.create import create_document_encoder
from catalog_index.encoders.encoder import Encoder, Vectors
from catalog_index.encoders.vector_cache import encode_cached
from catalog_index.index import CatalogIndex, Origin, write_index
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.vectors import VectorIndex
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
    splitter = splitter or TokenSplitter()
    texts = [text for item in documents for text in (item.head, item.passage)]
    vectors = encode_cached(encoder, texts, "Product index")
    index = CatalogIndex(
        Origin(encoder.identity, digest(documents)),
        [item.id for item in documents],
        VectorIndex.build(_pairs_merged(vectors)),
        LexicalIndex.build((item.fields for item in documents), splitter),
    )
    try:
        write_index(index, index_dir(shop.store_id))
    except OSError as error:
        raise AnnaeError(
            f"cannot write the product index: {error.strerror or error} ({index_dir(shop.store_id)}); "
            "free some disk space or mend the folder, then run: annae index"
        ) from error
    return index


def _pairs_merged(vectors: Vectors) -> Vectors:
    """The direction between each two vectors that follow each other, [rows / 2, dimension], of length 1."""
    merged = vectors[0::2] + vectors[1::2]
    unit: Vectors = merged / np.linalg.norm(merged, axis=1, keepdims=True)
    return unit
