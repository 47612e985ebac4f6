"""Opening the database, and what happens when it cannot be used."""

from pathlib import Path

import pytest
from sqlalchemy import text

from annae.errors import AnnaeError
from store.database.engine import open_database, reading, writing
from store.database.models import StoreRow


def test_sqlite_is_opened_safe_for_several_processes(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'annae.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 10_000


def test_opening_twice_keeps_what_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'annae.db'}"
    with writing(open_database(url)) as session:
        session.add(StoreRow(store_id="a", info={}))
    with reading(open_database(url)) as session:
        assert session.get(StoreRow, "a") is not None


def test_a_block_that_fails_writes_nothing(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'annae.db'}")

    def fail_half_way() -> None:
        with writing(engine) as session:
            session.add(StoreRow(store_id="a", info={}))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with reading(engine) as session:
        assert session.get(StoreRow, "a") is None


def test_readers_go_on_while_one_writes(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'annae.db'}")
    with writing(engine) as session:
        session.add(StoreRow(store_id="a", info={}))
        session.flush()
        with reading(engine) as other:
            assert other.get(StoreRow, "a") is None


def test_an_address_that_is_none_is_a_clear_error() -> None:
    with pytest.raises(AnnaeError, match=r"database\.url: expected an SQLAlchemy address"):
        open_database("my database")


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "annae.db").write_text("this is not a database, only some text in a file of its name" * 40)
    with pytest.raises(AnnaeError, match="cannot be opened"):
        open_database(f"sqlite:///{tmp_path / 'annae.db'}")


def test_a_database_that_fails_in_use_is_a_clear_error(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'annae.db'}")
    with pytest.raises(AnnaeError, match="cannot read the database: no such table"), reading(engine) as session:
        session.execute(text("SELECT * FROM missing"))
