"""Which products changed: one number for everything the database says of a product, compared with the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select

from catalog_index.vectors.vector_index import Rows
from store.database.engine import reading, reading_latest
from store.database.models import ProductRow
from store.shop import Shop

_PORTION: Final = 5000
_NEXT: Final = "\x1f"
_NOTHING: Final = "\x1e"
"""Between columns, and for one that holds nothing: characters that no text of a shop has."""

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
    """Id and fingerprint of every product as it is sold now, which hold in this process.

    Raises AnnaeError when the database fails.
    """
    for ids, values in _portions(shop):
        yield from zip(ids, values.tolist(), strict=True)


def _portions(shop: Shop) -> Iterator[tuple[list[str], Fingerprints]]:
    # One text a product, put together by the database: columns one by one would take four times as long.
    columns = [*ProductRow.__table__.columns, _on_sale(shop.now())]
    everything: ColumnElement[str] = cast(ProductRow.id, Text)
    for column in columns:
        everything = everything.concat(_NEXT).concat(func.coalesce(cast(column, Text), _NOTHING))
    query = select(ProductRow.id, everything).where(ProductRow.store_id == shop.store_id)
    with reading(shop.engine) as session:
        rows = session.execute(query.execution_options(yield_per=_PORTION))
        for portion in rows.partitions():
            values = np.fromiter((hash(said) for _, said in portion), np.int64, len(portion)).view(np.uint64)
            yield [product_id for product_id, _ in portion], np.maximum(values, 1)


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
    alive = np.ones(len(known), np.bool_)
    alive[gone] = False
    before = np.sort(known[alive])
    added, found = list[tuple[str, int]](), [np.zeros(0, np.uint64)]
    for ids, values in _portions(shop):
        new = np.flatnonzero(~_among(before, values))
        added += [(ids[place], int(values[place])) for place in new]
        found.append(values)
    now = np.sort(np.concatenate(found))
    return Changes(added, np.flatnonzero(alive & ~_among(now, known)))


def _among(ascending: Fingerprints, values: Fingerprints) -> npt.NDArray[np.bool_]:
    """Which of ``values`` are in ``ascending``."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    places = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    among: npt.NDArray[np.bool_] = ascending[places] == values
    return among
