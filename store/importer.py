"""Writing a store pack into the database: all of it or nothing, and doing it twice changes nothing more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.database.engine import reading, transaction
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
from store.orders import order_lookup
from store.pack import StorePack
from store.pack.rows import Row
from store.spool import Spool
from store.table_writer import Changes, News, find_news, remove_others, write_news

Advance = Callable[[float], None]
_Rows = tuple[str, type[InStore], Iterable[dict[str, Any]]]


@dataclass
class ImportReport:
    """What an import did (or, on a dry run, would do), by table."""

    store_id: str
    tables: dict[str, Changes] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return any(changes.any for changes in self.tables.values())

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        tables = {name: asdict(changes) for name, changes in self.tables.items()}
        return {"store": self.store_id, "changed": self.changed, "tables": tables}


class _DryRun(Exception):  # noqa: N818 - not an error: it only makes the transaction roll back
    def __init__(self, report: ImportReport) -> None:
        self.report = report


def import_pack(
    engine: Engine,
    pack: StorePack,
    *,
    prune: bool = False,
    store_id: str | None = None,
    dry_run: bool = False,
    advance: Advance = lambda _: None,
) -> ImportReport:
    """Bring the store ``store_id`` (default: the pack's own id) to what ``pack`` says, in one transaction.

    Rows the pack does not have stay unless ``prune``. ``dry_run`` reports and changes nothing. ``advance`` is told of
    every row. Raises PackError when a file of the pack is no longer as it was when it was checked.
    """
    own_id = store_id or pack.info.id

    def write(session: Session) -> ImportReport:
        report = _write(session, pack, found, prune, own_id, advance)
        if dry_run:
            raise _DryRun(report)
        return report

    with ExitStack() as spools:
        # Customers' changes wait for a transaction that writes, so what takes long is done before it begins.
        found = _find_news(engine, pack, prune, own_id, advance, spools)
        try:
            return transaction(engine, write)
        except _DryRun as done:
            return done.report


def stored_info(engine: Engine, store_id: str) -> dict[str, Any]:
    """The store.yml of a store that was imported before, as plain data. Raises AnnaeError when there is none."""
    with reading(engine) as session:
        store = session.get(StoreRow, store_id)
        if store is None:
            raise AnnaeError(f"there is no store {store_id!r} yet; import its store pack before a product feed for it")
        return store.info


def _find_news(
    engine: Engine, pack: StorePack, prune: bool, store_id: str, advance: Advance, spools: ExitStack
) -> dict[str, News]:
    found: dict[str, News] = {}
    with reading(engine) as session:
        for name, model, rows in _rows(pack):
            news = found[name] = News(model, spools.enter_context(Spool()))
            find_news(session, store_id, news, rows, prune, advance)
    return found


def _rows(pack: StorePack) -> Iterator[_Rows]:
    """The rows of each table as columns, in the order the tables refer to each other."""
    tables, own = pack.tables, pack.info.id
    yield "products", ProductRow, (row.model_dump() for row in tables.products)
    if pack.products_only:
        return
    yield "menu", MenuRow, (row.model_dump() for row in tables.menu)
    yield "stock", StockRow, (_stock(row, own) for row in tables.stock)
    yield "orders", OrderRow, (row.model_dump() | {"lookup": order_lookup(row.id)} for row in tables.orders)
    yield "promotions", PromotionRow, (row.model_dump() for row in tables.promotions)
    yield "faq", FaqRow, (row.model_dump() | {"position": place} for place, row in enumerate(tables.faq))
    yield "reviews", ReviewRow, _reviews(tables.reviews)


def _write(
    session: Session, pack: StorePack, found: dict[str, News], prune: bool, store_id: str, advance: Advance
) -> ImportReport:
    report = ImportReport(store_id)
    store = _store(session, pack, report)
    for name, news in found.items():
        report.tables[name] = write_news(session, store_id, news, advance)
    if prune:
        # Rows that refer to products go first, so that they are counted and not taken along by their product.
        for name, news in reversed(found.items()):
            report.tables[name].removed = remove_others(session, store_id, news)
    if report.changed:
        store.revision += 1
    return report


def _store(session: Session, pack: StorePack, report: ImportReport) -> StoreRow:
    data = pack.data | {"id": report.store_id}
    changes = report.tables["store"] = Changes()
    store = session.get(StoreRow, report.store_id)
    if store is None:
        store = StoreRow(store_id=report.store_id, info=data, revision=0)
        session.add(store)
        session.flush()
        changes.added = 1
    elif store.info != data:
        store.info = data
        changes.updated = 1
    else:
        changes.unchanged = 1
    return store


def _stock(row: Any, own: str) -> dict[str, Any]:
    columns: dict[str, Any] = row.model_dump()
    return columns | {"branch": "" if row.branch == own else row.branch}


def _reviews(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Reviews have no id: their words are their key, and two customers may use the same ones."""
    seen: Counter[str] = Counter()
    for row in rows:
        columns = row.model_dump()
        digest = hashlib.sha1(repr(sorted(columns.items())).encode(), usedforsecurity=False).hexdigest()
        seen[digest] += 1
        yield columns | {"digest": digest, "number": seen[digest]}
