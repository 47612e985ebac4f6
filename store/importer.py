"""Writing a store pack into the database: all of it or nothing, and doing it twice changes nothing more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, Table, delete, insert, inspect, select, tuple_, update
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.database.engine import reading, writing
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
from store.imported import merge_imported
from store.orders import order_lookup
from store.pack import StorePack
from store.pack.rows import Row

Advance = Callable[[float], None]
Key = tuple[Any, ...]
T = TypeVar("T")
_Rows = tuple[str, type[InStore], Iterable[dict[str, Any]]]
_BATCH = 500


@dataclass
class Changes:
    """Rows of one table by what happened to them."""

    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def any(self) -> bool:
        """Whether the table is different now."""
        return bool(self.added or self.updated or self.removed)


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
    pass


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
    report = ImportReport(store_id or pack.info.id)
    try:
        with writing(engine) as session:
            _write(session, pack, prune, report, advance)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def stored_info(engine: Engine, store_id: str) -> dict[str, Any]:
    """The store.yml of a store that was imported before, as plain data. Raises AnnaeError when there is none."""
    with reading(engine) as session:
        store = session.get(StoreRow, store_id)
        if store is None:
            raise AnnaeError(f"there is no store {store_id!r} yet; import its store pack before a product feed for it")
        return store.info


def _write(session: Session, pack: StorePack, prune: bool, report: ImportReport, advance: Advance) -> None:
    store = _store(session, pack, report)
    own = pack.info.id
    products: _Rows = ("products", ProductRow, (row.model_dump() for row in pack.tables.products))
    others: list[_Rows] = [
        ("menu", MenuRow, (row.model_dump() for row in pack.tables.menu)),
        ("stock", StockRow, (_stock(row, own) for row in pack.tables.stock)),
        ("orders", OrderRow, (row.model_dump() | {"lookup": order_lookup(row.id)} for row in pack.tables.orders)),
        ("promotions", PromotionRow, (row.model_dump() for row in pack.tables.promotions)),
        ("faq", FaqRow, (row.model_dump() | {"position": place} for place, row in enumerate(pack.tables.faq))),
        ("reviews", ReviewRow, _reviews(pack.tables.reviews)),
    ]
    writers = []
    for name, model, rows in [products] if pack.products_only else [products, *others]:
        writer = _TableWriter(session, model, report.store_id, prune)
        for batch in _batches(rows):
            writer.write(batch)
            advance(len(batch))
        report.tables[name] = writer.changes
        writers.append(writer)
    if prune:
        # Rows that refer to products go first, so that they are counted and not taken along by their product.
        for writer in reversed(writers):
            writer.prune()
    if report.changed:
        store.revision += 1


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


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _says_already(there: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether ``there`` holds all of ``row``, perhaps with more: columns, and keys of its items, that no pack has."""
    return all(_holds(there[name], value) for name, value in row.items())


def _holds(there: Any, value: Any) -> bool:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return len(there) == len(value) and all(map(_says_already, there, value))
    return bool(there == value)


class _TableWriter:
    """Brings one table of one store to the rows it is given, and remembers which those were if it is to ``prune``."""

    def __init__(self, session: Session, model: type[InStore], store_id: str, prune: bool) -> None:
        self.changes = Changes()
        self._session, self._model, self._store_id = session, model, store_id
        self._table = cast(Table, model.__table__)
        self._keys = [str(column.key) for column in inspect(model).primary_key if column.key != "store_id"]
        self._key_columns = [getattr(model, key) for key in self._keys]
        self._changed_here = "imported_digest" in inspect(model).columns
        self._prunes, self._written = prune, 0
        self._is_new = session.scalar(select(model.store_id).where(model.store_id == store_id).limit(1)) is None
        self._seen: set[Key] = set()

    def write(self, rows: Iterable[dict[str, Any]]) -> None:
        """Add the rows that are new, update those that differ."""
        given = {self._key(row): row | {"store_id": self._store_id} for row in rows}
        self._written += len(given)
        if self._prunes:
            self._seen.update(given)
        there = self._existing(given)
        added, updated = [], []
        for key, row in given.items():
            existing = there.get(key)
            if (columns := self._news(existing, row)) is None:
                continue
            if existing is None:
                added.append(columns)
            else:
                updated.append(columns)
                # A row that says what is there already may be news all the same: the pack agrees with it now.
                self.changes.updated += not _says_already(existing, row)
        if added:
            # The table, not the model: the ORM would send rows with and without a sale price one by one.
            self._session.execute(insert(self._table), added)
        if updated:
            self._session.execute(update(self._model), updated)
        self.changes.added += len(added)
        self.changes.unchanged = self._written - self.changes.added - self.changes.updated

    def prune(self) -> None:
        """Remove the store's imported rows that were not among those written."""
        query = select(*self._key_columns).where(self._model.store_id == self._store_id)
        if self._changed_here:
            query = query.where(inspect(self._model).columns["imported_digest"] != "")
        stale = [key for key in map(tuple, self._session.execute(query)) if key not in self._seen]
        for keys in _batches(stale):
            self._session.execute(delete(self._model).where(*self._one_of(keys)))
        self.changes.removed += len(stale)

    def _news(self, there: dict[str, Any] | None, row: dict[str, Any]) -> dict[str, Any] | None:
        """The columns to write for ``row``; None: nothing."""
        same = there is not None and _says_already(there, row)
        if not self._changed_here:
            return None if same else row
        made_here = there is not None and not there["imported_digest"]
        return None if same and made_here else merge_imported(there, row)

    def _key(self, row: dict[str, Any]) -> Key:
        return tuple(row[name] for name in self._keys)

    def _existing(self, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        if self._is_new:
            return {}
        found = self._session.execute(select(self._table).where(*self._one_of(keys))).mappings()
        return {self._key(dict(row)): dict(row) for row in found}

    def _one_of(self, keys: Iterable[Key]) -> tuple[Any, Any]:
        return self._model.store_id == self._store_id, tuple_(*self._key_columns).in_(list(keys))
