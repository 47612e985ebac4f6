"""Puts a synthetic catalogue into a database and builds its index, as an import and ``annae index`` would."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, insert

from annae.paths import index_dir
from benchmarks.synthetic_catalogue import STORE, SyntheticCatalogue
from benchmarks.synthetic_vectors import synthetic_vectors
from benchmarks.synthetic_words import synthetic_lexical
from catalog_index.document import digest, document
from catalog_index.encoders.encoder import Encoder
from catalog_index.index import CatalogIndex, Origin, write_index
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from catalog_index.vectors.create import build_vectors
from store.database.engine import writing
from store.database.models import ProductRow, StockRow, StoreRow
from store.product import Product
from store.shop import Shop

_BATCH: Final = 5_000
_SAMPLE: Final = 16
"""Products whose texts are encoded and split to learn how long all of them would take."""
_COUNTED: Final = 5
"""One product in so many is counted, in each of its colours and sizes;"""
_SOLD_OUT: Final = 9
"""one in so many of those is sold out."""

_Item = TypeVar("_Item")


def stock_shop(catalogue: SyntheticCatalogue, engine: Engine) -> None:
    """Write the shop, its products and their stock; SQL alone, since the import has a benchmark of its own."""
    with writing(engine) as session:
        session.add(StoreRow(store_id=STORE, info=catalogue.info(), revision=1))
        session.flush()
        for batch in in_batches(catalogue.products(), _BATCH):
            session.connection().execute(insert(ProductRow), [_row(product) for product in batch])
            session.connection().execute(insert(StockRow), [row for one in batch[::_COUNTED] for row in _stock(one)])


def build_synthetic_index(catalogue: SyntheticCatalogue, shop: Shop, encoder: Encoder) -> dict[str, float]:
    """Build the index and put it in use; seconds a step.

    Encoding and splitting every text (``encode``, ``words``) are not done but reckoned from a few of them.
    """
    splitter, seconds = TokenSplitter(), dict[str, float]()
    sample = [document(product, shop) for product in islice(catalogue.products(), _SAMPLE)]
    share = len(sample) / catalogue.attributes.size
    splitter.words(sample[0].head)  # reads its dictionary
    with _timed(seconds, "encode", share):
        encoder.passages([text for item in sample for text in (item.head, item.passage)])
    with _timed(seconds, "words", share):
        LexicalIndex.build((item.fields for item in sample), splitter)
    lexical = synthetic_lexical(catalogue, splitter)
    vectors = synthetic_vectors(catalogue, encoder)
    with _timed(seconds, "vector index"):
        nearest = build_vectors(vectors)
    origin = Origin(encoder.identity, digest(document(product, shop) for product in catalogue.products()))
    ids = [product.id for product in catalogue.products()]
    with _timed(seconds, "write"):
        write_index(CatalogIndex(origin, ids, nearest, lexical), index_dir(shop.store_id))
    return seconds


@contextmanager
def _timed(seconds: dict[str, float], step: str, share: float = 1.0) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[step] = round((time.perf_counter() - started) / share, 1)


def in_batches(items: Iterable[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """``items`` in lists of ``size``; the last may be shorter."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _row(product: Product) -> dict[str, Any]:
    return {
        "store_id": STORE,
        "id": product.id,
        "title_ko": product.title.ko,
        "title_en": product.title.en,
        "description_ko": product.description.ko,
        "description_en": product.description.en,
        "brand": product.brand,
        "category": product.category,
        "price": product.price.amount,
        "sale_price": None,
        "sale_starts": None,
        "sale_ends": None,
        "colors": list(product.colors),
        "sizes": list(product.sizes),
        "tags": list(product.tags),
        "image": product.image,
        "rating": product.rating,
        "review_count": product.review_count,
        "zone": product.zone,
        "attributes": product.attributes,
        "availability": [],
    }


def _stock(product: Product) -> Iterator[dict[str, Any]]:
    for number, (color, size) in enumerate(itertools.product(product.colors or ("",), product.sizes or ("",))):
        yield {
            "store_id": STORE,
            "product_id": product.id,
            "color": color,
            "size": size,
            "branch": "",
            "quantity": (int(product.id[1:]) // _COUNTED + number) % _SOLD_OUT,
        }
