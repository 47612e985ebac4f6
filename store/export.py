"""Writing a store back into a store pack: importing it again changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.database.engine import reading
from store.database.models import (
    FaqRow,
    InStore,
    MenuRow,
    OrderRow,
    ProductRow,
    PromotionRow,
    ReviewRow,
    StockRow,
    StoreRow,
)
from store.info import StoreInfo
from store.pack.rows import FaqLine, MenuLine, OrderLine, ProductLine, PromotionLine, ReviewLine, Row, StockLine
from store.pack.store_yml import FILE as STORE_FILE

Advance = Callable[[float], None]
_FETCH = 1000
_TABLES: dict[str, tuple[type[InStore], type[Row], tuple[Any, ...]]] = {
    "products.csv": (ProductRow, ProductLine, (ProductRow.id,)),
    "menu.csv": (MenuRow, MenuLine, (MenuRow.id,)),
    "stock.csv": (StockRow, StockLine, (StockRow.product_id, StockRow.branch, StockRow.color, StockRow.size)),
    "orders.csv": (OrderRow, OrderLine, (OrderRow.ordered_at, OrderRow.lookup)),
    "promotions.csv": (PromotionRow, PromotionLine, (PromotionRow.id,)),
    "faq.csv": (FaqRow, FaqLine, (FaqRow.position,)),
    "reviews.csv": (ReviewRow, ReviewLine, (ReviewRow.product_id, ReviewRow.digest, ReviewRow.number)),
}


def row_count(engine: Engine, store_id: str) -> int:
    """How many rows an export of the store writes."""
    with reading(engine) as session:
        return sum(_count(session, model, store_id) for model, _, _ in _TABLES.values())


def export_store(engine: Engine, store_id: str, folder: Path, advance: Advance = lambda _: None) -> dict[str, int]:
    """Write the store's pack into ``folder``, which must be new or empty; the number of rows by file.

    ``advance`` is told of every row. Raises AnnaeError when there is no such store, or the folder cannot be used.
    """
    with reading(engine) as session:
        store = session.get(StoreRow, store_id)
        if store is None:
            raise AnnaeError(f"there is no store {store_id!r} in the database; nothing was exported")
        try:
            _make_empty(folder)
            _write_store_file(folder / STORE_FILE, store.info)
            tz = StoreInfo.model_validate(store.info).tz
            return {
                file: _write_table(folder / file, _rows(session, model, order, store_id), line_type, tz, advance)
                for file, (model, line_type, order) in _TABLES.items()
                if _count(session, model, store_id)
            }
        except OSError as error:
            raise AnnaeError(f"{folder}: cannot be written: {error.strerror}") from error


def _make_empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise AnnaeError(f"{folder}: the folder is not empty; expected a new or empty one to export into")


def _write_store_file(path: Path, info: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(info, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def _write_table(path: Path, rows: Iterator[Any], line_type: type[Row], tz: ZoneInfo, advance: Advance) -> int:
    fields = line_type.model_fields
    written = 0
    # With a mark, so that Excel does not take the Korean in it for CP949.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.alias or name for name, field in fields.items()])
        for row in rows:
            writer.writerow([_WRITERS.get(name, _cell)(getattr(row, name), tz) for name in fields])
            written += 1
            advance(1)
    return written


def _rows(session: Session, model: type[InStore], order: tuple[Any, ...], store_id: str) -> Iterator[Any]:
    query = select(*model.__table__.columns).where(model.store_id == store_id).order_by(*order)
    return iter(session.execute(query.execution_options(yield_per=_FETCH)))


def _count(session: Session, model: type[InStore], store_id: str) -> int:
    return session.scalar(select(func.count()).select_from(model).where(model.store_id == store_id)) or 0


def _cell(value: Any, tz: ZoneInfo) -> str:
    text = str(value)
    match value:
        case None:
            text = ""
        case bool():
            text = text.lower()
        case float() if value.is_integer():
            text = str(int(value))
        case datetime():
            text = value.astimezone(tz).isoformat()
        case list():
            text = "|".join(value)
        case dict():
            text = "|".join(f"{name}={said}" for name, said in value.items())
    return text


def _items(items: list[dict[str, Any]], tz: ZoneInfo) -> str:  # noqa: ARG001 - called as _cell is
    return "|".join(f"{item['product_id']}{_variant(item, ':')} x {item['quantity']}" for item in items)


def _availability(entries: list[dict[str, str]], tz: ZoneInfo) -> str:  # noqa: ARG001 - called as _cell is
    return "|".join(f"{_variant(entry)}{'=' if _variant(entry) else ''}{entry['state']}" for entry in entries)


def _variant(entry: dict[str, Any], before: str = "") -> str:
    """``black:M``, ``black``, ``:M`` or nothing."""
    text = f"{entry['color']}:{entry['size']}".rstrip(":")
    return before + text if text else ""


_WRITERS: dict[str, Callable[[Any, ZoneInfo], str]] = {"items": _items, "availability": _availability}
