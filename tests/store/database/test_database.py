"""Opening the database, reading and changing it, and what happens when it cannot be used; on both kinds."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.database.engine import open_database, reading, reading_latest, transaction, writing
from store.database.models import FaqRow, StockRow, StoreRow


def test_sqlite_is_opened_safe_for_several_processes_and_power_cuts(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new' / 'folder' / 'annae.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 10_000


def test_opening_twice_keeps_what_is_there(new_database: str) -> None:
    with writing(open_database(new_database)) as session:
        session.add(StoreRow(store_id="a", info={}))
    with reading(open_database(new_database)) as session:
        assert session.get(StoreRow, "a") is not None


def test_a_block_that_fails_writes_nothing(engine: Engine) -> None:
    def fail_half_way() -> None:
        with writing(engine) as session:
            session.add(StoreRow(store_id="a", info={}))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with reading(engine) as session:
        assert session.get(StoreRow, "a") is None


def test_readers_go_on_while_one_writes(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(StoreRow(store_id="a", info={}))
        session.flush()
        with reading(engine) as other:
            assert other.get(StoreRow, "a") is None


def test_a_reader_sees_one_state_from_beginning_to_end(engine: Engine) -> None:
    with reading(engine) as session:
        assert session.scalars(select(StoreRow.store_id)).all() == []
        with writing(engine) as other:
            other.add(StoreRow(store_id="a", info={}))
        assert session.scalars(select(StoreRow.store_id)).all() == []


def test_what_a_writer_reads_cannot_change_before_it_writes(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(StoreRow(store_id="a", info={}))

    def count_up(session: Session) -> None:
        store = session.get_one(StoreRow, "a")
        store.revision += 1

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: transaction(engine, count_up), range(64)))
    with reading(engine) as session:
        assert session.get_one(StoreRow, "a").revision == 64


def test_writers_that_also_read_elsewhere_do_not_wait_for_each_other_for_ever(engine: Engine) -> None:
    def read_elsewhere(session: Session) -> int:
        with reading(engine) as other:
            return len(other.scalars(select(StoreRow)).all())

    with ThreadPoolExecutor(24) as pool:
        assert list(pool.map(lambda _: transaction(engine, read_elsewhere), range(48))) == [0] * 48


class FakeDriverError(Exception):
    """A driver's error with the marks by which drivers tell its kind."""

    def __init__(self, sqlstate: str | None = None, sqlite_errorname: str = "") -> None:
        super().__init__("given up")
        self.sqlstate, self.sqlite_errorname = sqlstate, sqlite_errorname


PASSING = [FakeDriverError("40001"), FakeDriverError("40P01"), FakeDriverError(sqlite_errorname="SQLITE_BUSY_SNAPSHOT")]


@pytest.mark.parametrize("reason", PASSING)
def test_work_that_was_rolled_back_for_others_is_done_again(engine: Engine, reason: FakeDriverError) -> None:
    attempts = []

    def work(session: Session) -> str:
        attempts.append(session)
        session.add(StoreRow(store_id="a", info={}))
        session.flush()
        if len(attempts) < 3:
            raise OperationalError("", {}, reason)
        return "done"

    assert transaction(engine, work) == "done"
    assert len({id(session) for session in attempts}) == 3
    with reading(engine) as session:
        assert session.scalars(select(StoreRow.store_id)).all() == ["a"]


def test_it_is_not_tried_for_ever(engine: Engine) -> None:
    attempts = []

    def work(session: Session) -> None:
        attempts.append(session)
        raise OperationalError("", {}, PASSING[0])

    with pytest.raises(AnnaeError, match="cannot write to the database: given up"):
        transaction(engine, work)
    assert len(attempts) == 3


@pytest.mark.parametrize("error", [ValueError(), OperationalError("", {}, FakeDriverError("53100", "SQLITE_FULL"))])
def test_work_that_fails_by_itself_is_not_done_again(engine: Engine, error: Exception) -> None:
    attempts = []

    def work(session: Session) -> None:
        attempts.append(session)
        raise error

    with pytest.raises((ValueError, AnnaeError)):
        transaction(engine, work)
    assert len(attempts) == 1


def test_a_server_that_ended_the_connections_during_a_pause_is_asked_again(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.engine._PAUSE_TO_ASK_S", 0.0)
    engine = open_database(postgresql)
    with reading_latest(engine) as session:
        ours = session.scalar(text("SELECT pg_backend_pid()"))
    with create_engine(postgresql, isolation_level="AUTOCOMMIT").connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:ours)"), {"ours": ours})
    with reading_latest(engine) as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != ours


def test_texts_come_back_without_what_only_one_kind_could_keep(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(StoreRow(store_id="a", info={"note": "nul \0, half \ud83d"}))
        session.flush()
        session.add(
            FaqRow(store_id="a", question_ko="왜\0?", question_en="", answer_ko="\ud83d네", answer_en="", position=0)
        )
    with reading(engine) as session:
        row = session.scalars(select(FaqRow).where(FaqRow.question_ko == "왜\0?")).one()
        assert (row.question_ko, row.answer_ko) == ("왜?", "?네")


def test_a_row_of_a_missing_store_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(StockRow(store_id="nowhere", product_id="p", color="", size="", branch="", quantity=1))


@pytest.mark.parametrize("url", ["my database", "postgres://localhost/annae"])
def test_an_address_that_is_none_is_a_clear_error(url: str) -> None:
    with pytest.raises(AnnaeError, match=r"database\.url: expected an"):
        open_database(url)


def test_a_kind_we_do_not_know_is_a_clear_error() -> None:
    with pytest.raises(AnnaeError, match="begins with sqlite or postgresql, found mysql"):
        open_database("mysql://localhost/annae")


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "annae.db").write_text("this is not a database, only some text in a file of its name" * 40)
    with pytest.raises(AnnaeError, match="cannot be opened"):
        open_database(f"sqlite:///{tmp_path / 'annae.db'}")


def test_a_server_that_is_not_there_is_a_clear_error_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(AnnaeError, match="cannot be opened") as raised:
        open_database(f"postgresql://annae:secret@/annae?host={tmp_path}")
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_database_that_fails_in_use_is_a_clear_error(engine: Engine) -> None:
    with pytest.raises(AnnaeError, match="cannot read the database: "), reading(engine) as session:
        session.execute(text("SELECT * FROM missing"))
