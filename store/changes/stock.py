"""Stock while something changes: counted without what is set aside for others."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.changes.idempotency import Change, Forbidden
from store.database.models import ProductRow, StockRow
from store.held import held
from store.line import Line, Variant
from store.product import Product
from store.rules.stock import stock_answer


def known(change: Change, product: Product | ProductRow, variant: Variant) -> StockRow | None:
    """What this shop (not another branch) has of a variant of ``product``; None: nobody has said.

    A row without a colour (or size) speaks for a product that has at most one.
    """
    colors = [variant.color, ""] if len(product.colors) <= 1 else [variant.color]
    sizes = [variant.size, ""] if len(product.sizes) <= 1 else [variant.size]
    for color, size in dict.fromkeys(itertools.product(colors, sizes)):
        key = {"store_id": change.store_id, "product_id": product.id, "color": color, "size": size, "branch": ""}
        if row := change.session.get(StockRow, key):
            return row
    return None


def free(change: Change, row: StockRow, but_for: str = "") -> int:
    """How many nobody has set aside, except ``but_for`` this owner."""
    key = {name: getattr(row, name) for name in ("store_id", "product_id", "color", "size", "branch")}
    return max(0, change.session.scalars(select(StockRow.quantity - held(change.at, but_for)).filter_by(**key)).one())


def require(change: Change, product: Product, line: Line, but_for: str = "") -> StockRow | None:
    """The stock of a line. Refuses with ``out_of_stock`` when fewer than it asks for are free, except ``but_for``.

    None: nobody has counted it, and no feed says that it is sold out; that refuses nothing.
    """
    row, left = known(change, product, line.variant), 0
    if row:
        left = free(change, row, but_for)
    elif stock_answer(product, (), line.variant.color, line.variant.size).state != "sold_out":
        return None
    if left < line.quantity:
        raise Forbidden("out_of_stock", **described(line.variant), wanted=line.quantity, left=left)
    return row


def described(variant: Variant) -> dict[str, Any]:
    """A variant as it stands in a detail, an order's items and a cart."""
    return {"product_id": variant.product_id, "color": variant.color, "size": variant.size}


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Lines as they stand in a detail or a request."""
    return [described(line.variant) | {"quantity": line.quantity} for line in lines]
