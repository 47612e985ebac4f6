"""Bringing one table of a store to the rows of its pack: first what would change is found, then it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, delete, insert, inspect, select, update
from sqlalchemy.orm import Session

from store.database.models import InStore
from store.imported import merge_imported
from store.spool import Spool

Columns = dict[str, Any]
Key = tuple[Any, ...]
Advance = Callable[[float], None]
T = TypeVar("T")
_BATCH = 1000


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
class News:
    """The rows of a pack that a table has not: set aside, while ``keys`` of all its rows tell what to prune."""

    model: type[InStore]
    spool: Spool
    rows: int = 0
    keys: set[Key] = field(default_factory=set)


def find_news(
    session: Session, store_id: str, news: News, rows: Iterable[Columns], prune: bool, advance: Advance
) -> None:
    """Set aside those of ``rows`` that writing may change something with; changes nothing itself.

    ``advance`` is told of half of every row, and of the other half when there is nothing to write.
    """
    table = _StoredTable(session, news.model, store_id)
    is_new = table.is_empty()
    for batch in _batches({**row, "store_id": store_id} for row in rows):
        there = {} if is_new else table.existing(batch)
        candidates = [row for row in batch if table.columns_to_write(there.get(table.key(row)), row) is not None]
        if candidates:
            news.spool.add(candidates)
        if prune:
            news.keys.update(map(table.key, batch))
        news.rows += len(batch)
        advance(len(batch) - len(candidates) / 2)


def write_news(session: Session, store_id: str, news: News, advance: Advance) -> Changes:
    """Add the rows that are new, update those that differ, as the table is by now."""
    table, changes = _StoredTable(session, news.model, store_id), Changes()
    is_new = table.is_empty()
    for batch in news.spool:
        table.write(batch, {} if is_new else table.existing(batch), changes)
        advance(len(batch) / 2)
    changes.unchanged = news.rows - changes.added - changes.updated
    return changes


def remove_others(session: Session, store_id: str, news: News) -> int:
    """Remove the store's rows that the pack does not have, but for those that were made here; how many there were."""
    table = _StoredTable(session, news.model, store_id)
    stale = [key for key in table.imported_keys() if key not in news.keys]
    table.remove(stale)
    return len(stale)


class _StoredTable:
    """One table of one store."""

    def __init__(self, session: Session, model: type[InStore], store_id: str) -> None:
        self._session, self._store_id = session, store_id
        # The table, not the model: the ORM would send rows with and without a sale price one by one.
        self._table = cast(Table, model.__table__)
        self._of_store = self._table.c.store_id == store_id
        self._model = model
        self._keys = [str(column.key) for column in inspect(model).primary_key if column.key != "store_id"]
        self._key_columns = [self._table.c[name] for name in self._keys]
        self._changed_here = "imported_digest" in self._table.c

    def is_empty(self) -> bool:
        """Whether the store has no row in it."""
        return self._session.scalar(select(self._table.c.store_id).where(self._of_store).limit(1)) is None

    def key(self, row: Mapping[str, Any]) -> Key:
        """What tells ``row`` apart from others of the store."""
        return tuple(row[name] for name in self._keys)

    def existing(self, batch: list[Columns]) -> dict[Key, Columns]:
        """The rows there are, by key, among them all that have a key of ``batch``."""
        # By the first column only, and more than asked for: PostgreSQL would compare every row with every whole key.
        first = self._key_columns[0]
        query = select(self._table).where(self._of_store, first.in_({row[first.name] for row in batch}))
        rows: list[Columns] = [dict(row) for row in self._session.execute(query).mappings()]
        return {self.key(row): row for row in rows}

    def columns_to_write(self, there: Mapping[str, Any] | None, row: Columns) -> Columns | None:
        """The columns to write for ``row``; None: nothing."""
        same = there is not None and _says_already(there, row)
        if not self._changed_here:
            return None if same else row
        made_here = there is not None and not there["imported_digest"]
        return None if same and made_here else merge_imported(there, row)

    def write(self, batch: list[Columns], there: Mapping[Key, Columns], changes: Changes) -> None:
        """Add and update rows, given those ``there`` are with the same keys, and count them."""
        added, updated = [], []
        for row in batch:
            existing = there.get(self.key(row))
            if (columns := self.columns_to_write(existing, row)) is None:
                continue
            if existing is None:
                added.append(columns)
            else:
                updated.append(columns)
                # A row that says what is there already may be news all the same: the pack agrees with it now.
                changes.updated += not _says_already(existing, row)
        if added:
            self._session.execute(insert(self._table), added)
        if updated:
            self._session.execute(update(self._model), updated)
        changes.added += len(added)

    def imported_keys(self) -> list[Key]:
        """The keys of all rows that came from a pack."""
        query = select(*self._key_columns).where(self._of_store)
        if self._changed_here:
            query = query.where(self._table.c.imported_digest != "")
        return [tuple(row) for row in self._session.execute(query)]

    def remove(self, keys: list[Key]) -> None:
        """Remove the rows with these keys."""
        one = delete(self._table).where(
            self._of_store, *(column == bindparam(column.name) for column in self._key_columns)
        )
        for some in _batches(keys):
            self._session.execute(one, [dict(zip(self._keys, key, strict=True)) for key in some])


def _says_already(there: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether ``there`` holds all of ``row``, perhaps with more: columns, and keys of its items, that no pack has."""
    return all(_holds(there[name], value) for name, value in row.items())


def _holds(there: Any, value: Any) -> bool:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return len(there) == len(value) and all(map(_says_already, there, value))
    return bool(there == value)


def _batches(items: Iterable[T]) -> Iterable[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch
