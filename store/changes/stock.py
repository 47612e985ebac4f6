"""Stock while something changes: counted without what is set aside for others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.changes.idempotency import Change, Forbidden
from store.database.models import StockRow
from store.held import held
from store.line import Line, Variant


def known(change: Change, variant: Variant) -> StockRow | None:
    """What this shop (not another branch) has of a variant; None: nobody has said."""
    key = {"product_id": variant.product_id, "color": variant.color, "size": variant.size, "branch": ""}
    return change.session.get(StockRow, {"store_id": change.store_id, **key})


def free(change: Change, row: StockRow, but_for: str = "") -> int:
    """How many nobody has set aside, except ``but_for`` this owner."""
    key = {name: getattr(row, name) for name in ("store_id", "product_id", "color", "size", "branch")}
    return max(0, change.session.scalars(select(StockRow.quantity - held(change.at, but_for)).filter_by(**key)).one())


def require(change: Change, row: StockRow | None, line: Line, but_for: str = "") -> None:
    """Refuse with ``out_of_stock`` when fewer than the line asks for are free; what is not known refuses nothing."""
    if row is None:
        return
    left = free(change, row, but_for)
    if left < line.quantity:
        raise Forbidden("out_of_stock", **described(line.variant), wanted=line.quantity, left=left)


def described(variant: Variant) -> dict[str, Any]:
    """A variant as it stands in a detail, an order's items and a cart."""
    return {"product_id": variant.product_id, "color": variant.color, "size": variant.size}


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Lines as they stand in a detail or a request."""
    return [described(line.variant) | {"quantity": line.quantity} for line in lines]
