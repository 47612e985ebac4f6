"""Opening the database, reading it and changing it: SQLite out of the box, PostgreSQL by its SQLAlchemy address."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    InvalidatePoolError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from annae.errors import AnnaeError
from annae.settings import load_settings
from store.database.encryption import Cipher
from store.database.migrations.upgrade import is_current, upgrade
from store.database.texts import set_cipher

T = TypeVar("T")

_LOCK_TIMEOUT_MS = 10_000
_CONNECT_TIMEOUT_S = 10
_ATTEMPTS = 3
_PAUSE_S = 0.05
_MIGRATION_LOCK = 5_331_873  # any number, the same in every process
_TURN = "annae_turn"
_LAST_USE, _PAUSE_TO_ASK_S = "annae_last_use", 1.0
# PostgreSQL: a transaction rolled back for others' sake (class 40), a lock not had in time.
_PASSING_STATES = ("40001", "40P01", "55P03")
_PASSING_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED")
_turns: WeakKeyDictionary[Dialect, Lock] = WeakKeyDictionary()


def open_database(url: str, privacy_key: str | None = None) -> Engine:
    """Engine for the SQLAlchemy address ``url`` (sqlite or postgresql), with its tables made or brought up to date.

    ``privacy_key`` is the setting privacy.key unless given. Raises AnnaeError when the address is malformed, the
    database cannot be opened, or it was written by a newer version of this program.
    """
    cipher = Cipher(load_settings().privacy.key if privacy_key is None else privacy_key)
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise AnnaeError(f"database.url: expected an SQLAlchemy address such as sqlite:///annae.db: {error}") from error
    shown = address.render_as_string(hide_password=True)
    try:
        engine = _engine(address)
        set_cipher(engine, cipher)
        _turns[engine.dialect] = Lock()
        _bring_up_to_date(engine)
    except AnnaeError as error:
        raise AnnaeError(f"the database {shown} cannot be used: {error}") from error
    except (DatabaseError, OSError) as error:
        raise AnnaeError(f"the database {shown} cannot be opened: {_reason(error)}") from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one consistent state and changes nothing. Raises AnnaeError when the database fails."""
    with _clear_errors("read"), Session(_for_reading(engine)) as session:
        yield session


@contextmanager
def reading_latest(engine: Engine) -> Iterator[Session]:
    """A session in which every statement sees the newest state: for answers of one statement, or that need not agree.

    On PostgreSQL it saves what ``reading`` spends on beginning and ending a transaction, which is more than most
    answers take. Raises AnnaeError when the database fails.
    """
    with _clear_errors("read"), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are committed together at the end of the block, or not at all.

    Writers take turns, so that what one reads cannot change before it writes; readers go on meanwhile. Raises
    AnnaeError when the database fails: it is locked for too long, the disk is full.
    """
    with _turn_of(engine), _clear_errors("write to"), Session(_for_writing(engine)) as session, session.begin():
        yield session


def transaction(engine: Engine, work: Callable[[Session], T]) -> T:
    """What ``work`` returns, with its changes committed together or not at all.

    ``work`` is called again, on a new session, when the database had to give up its transaction for another's sake: it
    must do nothing but read and change the database. Raises AnnaeError as ``writing`` does, after three attempts.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with writing(engine) as session:
                return work(session)
        except AnnaeError as error:
            if attempt == _ATTEMPTS or not _passes(error.__cause__):
                raise
            time.sleep(random.uniform(0, _PAUSE_S * attempt))  # noqa: S311 - only so that two do not meet again
    raise AssertionError


def _passes(cause: BaseException | None) -> bool:
    """Whether the database may well do the same the next time."""
    if not isinstance(cause, OperationalError):
        return False
    state = getattr(cause.orig, "sqlstate", None)
    name = getattr(cause.orig, "sqlite_errorname", "")
    return state in _PASSING_STATES or name.startswith(_PASSING_SQLITE)


def _engine(address: URL) -> Engine:
    backend = address.get_backend_name()
    if backend == "postgresql":
        return _postgresql(address)
    if backend == "sqlite":
        return _sqlite(address)
    raise AnnaeError(f"database.url: expected an address that begins with sqlite or postgresql, found {backend}")


def _postgresql(address: URL) -> Engine:
    options = {"connect_timeout": _CONNECT_TIMEOUT_S, "options": f"-c lock_timeout={_LOCK_TIMEOUT_MS}"}
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        connect_args=options,
        isolation_level="AUTOCOMMIT",  # of reading_latest, the most frequent use: changing it costs as much as reading
        max_overflow=-1,  # a writer may read on a second connection: it must never wait for those who wait for it
    )
    _ask_after_a_pause(engine)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _ask_after_a_pause(engine: Engine) -> None:
    """A server that was started again is found to be there without an error in between.

    The pool's own pre-ping asks before every use, which takes about as long as an answer does.
    """

    def note_use(_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info[_LAST_USE] = time.monotonic()

    def ask(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get(_LAST_USE, time.monotonic()) < _PAUSE_TO_ASK_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    event.listen(engine, "checkin", note_use)
    event.listen(engine, "checkout", ask)


def _sqlite(address: URL) -> Engine:
    in_file = address.database not in (None, "", ":memory:")
    if in_file:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, **({"max_overflow": -1} if in_file else {}))
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        if is_current(connection):
            return
    with _for_writing(engine, "migrating").begin() as connection:
        if not is_current(connection):  # another process may have been quicker
            upgrade(connection)


def _for_writing(engine: Engine, turn: str = "writing") -> Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="READ COMMITTED", **{_TURN: turn})
    return engine.execution_options(**{_TURN: turn})


def _for_reading(engine: Engine) -> Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine  # every SQLite transaction sees one state


@contextmanager
def _turn_of(engine: Engine) -> Iterator[None]:
    """Writers of this process wait for each other here: SQLite's own waiting is a sleep, and not fair."""
    turn = _turns[engine.dialect]
    if not turn.acquire(timeout=_LOCK_TIMEOUT_MS / 1000):
        raise AnnaeError("cannot write to the database: another change has been under way for too long; try again")
    try:
        yield
    finally:
        turn.release()


@contextmanager
def _clear_errors(doing: str) -> Iterator[None]:
    try:
        yield
    except (OperationalError, DataError, ProgrammingError) as error:
        raise AnnaeError(f"cannot {doing} the database: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """In one line."""
    return " ".join(str(error.orig if isinstance(error, DatabaseError) else error).split())


def _begin_postgresql(connection: Connection) -> None:
    # A turn each is three times as quick as serializable transactions that are begun again (measured with 16 writers).
    turn = connection.get_execution_options().get(_TURN)
    if turn == "writing":
        connection.exec_driver_sql("LOCK TABLE stores IN EXCLUSIVE MODE")
    elif turn == "migrating":  # there may be no table yet
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions on its own, later than asked; _begin_sqlite does it instead.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_LOCK_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    takes_turn = connection.get_execution_options().get(_TURN)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if takes_turn else "BEGIN")
