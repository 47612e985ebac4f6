"""Which products changed: one number for everything the database says of a product, compared with the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Text, and_, func, or_, select, type_coerce

from catalog_index.vectors.vector_index import Rows
from store.database.engine import reading, reading_latest
from store.database.models import ProductRow
from store.shop import Shop

_PORTION = 5000

Fingerprints = npt.NDArray[np.uint64]
"""One a product; 0 is that of none."""


@dataclass(frozen=True)
class Changes:
    """What is different from an index: products (id, fingerprint) to add, and rows whose product is gone or changed."""

    added: list[tuple[str, int]]
    gone: Rows

    def __len__(self) -> int:
        return len(self.added) + len(self.gone)


def fingerprints(shop: Shop) -> Iterator[tuple[str, int]]:
    """Id and fingerprint of every product as it is sold now. Raises AnnaeError when the database fails."""
    # The columns as they are stored: decoding them would take longer than everything else.
    columns = [
        type_coerce(column, Text) if column.type.python_type in (list, dict) else column
        for column in ProductRow.__table__.columns
    ]
    query = select(*columns, _on_sale(shop.now())).where(ProductRow.store_id == shop.store_id)
    place = list(ProductRow.__table__.columns.keys()).index("id")
    with reading(shop.engine) as session:
        for row in session.execute(query.execution_options(yield_per=_PORTION)):
            digest = hashlib.blake2b(repr(tuple(row)).encode(), digest_size=8).digest()
            yield row[place], int.from_bytes(digest) or 1


def next_sale_change(shop: Shop) -> datetime | None:
    """When the next sale price begins or ends to hold; None: never. Raises AnnaeError when the database fails."""
    of_shop, now = ProductRow.store_id == shop.store_id, shop.now()
    with reading_latest(shop.engine) as session:
        times = [
            session.scalar(select(func.min(column)).where(of_shop, column >= now))
            for column in (ProductRow.sale_starts, ProductRow.sale_ends)
        ]
    return min((time for time in times if time), default=None)


def _on_sale(now: datetime) -> ColumnElement[bool]:
    starts, ends = ProductRow.sale_starts, ProductRow.sale_ends
    return and_(or_(starts.is_(None), starts <= now), or_(ends.is_(None), ends >= now))


def find_changes(shop: Shop, known: Fingerprints, gone: Rows) -> Changes:
    """What is different from the rows with the fingerprints ``known``, of which those of ``gone`` are gone already."""
    found = list(fingerprints(shop))
    values = np.fromiter((value for _, value in found), np.uint64, len(found))
    alive = np.ones(len(known), np.bool_)
    alive[gone] = False
    new = np.flatnonzero(~np.isin(values, known[alive]))
    return Changes([found[place] for place in new], np.flatnonzero(alive & ~np.isin(known, values)))
