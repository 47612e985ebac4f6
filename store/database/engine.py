"""Opening the database: SQLite out of the box, another one by its SQLAlchemy address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.database.models import Base

_BUSY_TIMEOUT_MS = 10_000
_WRITES = "annae_writes"


def open_database(url: str) -> Engine:
    """Engine for the SQLAlchemy address ``url``, with the tables made where they are missing.

    Raises AnnaeError when the address is malformed or the database cannot be opened.
    """
    try:
        address = make_url(url)
        in_file = address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:")
        if in_file:
            Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _configure_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        Base.metadata.create_all(engine)
    except ArgumentError as error:
        raise AnnaeError(f"database.url: expected an SQLAlchemy address such as sqlite:///annae.db: {error}") from error
    except (DatabaseError, OSError) as error:
        reason = error.orig if isinstance(error, DatabaseError) else error
        raise AnnaeError(f"the database {url} cannot be opened: {reason}") from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one consistent state and changes nothing. Raises AnnaeError when the database fails."""
    with _clear_errors("read"), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are committed together at the end of the block, or not at all.

    On SQLite it takes the write lock at once, so that what it reads cannot change before it writes. Raises AnnaeError
    when the database fails: it is locked for too long, the disk is full.
    """
    with _clear_errors("write to"), Session(engine.execution_options(**{_WRITES: True})) as session, session.begin():
        yield session


@contextmanager
def _clear_errors(doing: str) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise AnnaeError(f"cannot {doing} the database: {error.orig}") from error


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions on its own, later than asked; _begin_sqlite does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
