"""A database of any age is brought to the tables of the models, and one we do not know is left alone; on both kinds."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text

from annae.errors import AnnaeError
from store.database.engine import open_database, reading, writing
from store.database.migrations import upgrade
from store.database.models import Base, StoreRow

SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("novelties", sa.Column("id", sa.Integer(), primary_key=True))
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This program, one migration later."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.FOLDER, folder)
    (folder / "versions" / "0002_second.py").write_text(SECOND)
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "FOLDER", folder)
        _forget()
        yield
    _forget()


def _forget() -> None:
    upgrade._scripts.cache_clear()
    upgrade._known_revisions.cache_clear()


def test_the_migrations_make_the_tables_of_the_models(new_database: str) -> None:
    """If this fails: ``python -m store.database.migrations``."""
    with open_database(new_database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_older_database_is_brought_up_to_date_and_keeps_its_data(
    new_database: str, request: pytest.FixtureRequest
) -> None:
    with writing(open_database(new_database)) as session:
        session.add(StoreRow(store_id="a", info={}))
    request.getfixturevalue("next_version")
    engine = open_database(new_database)
    assert inspect(engine).has_table("novelties")
    with reading(engine) as session:
        assert session.get(StoreRow, "a") is not None


def test_a_database_of_a_newer_version_is_left_alone(new_database: str) -> None:
    engine = open_database(new_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(AnnaeError, match=r"it is newer than this program \(revision 9999\); use the newer version"):
        open_database(new_database)


def test_a_database_without_a_version_is_left_alone(new_database: str) -> None:
    Base.metadata.create_all(create_engine(make_url(new_database)))
    with pytest.raises(AnnaeError, match="before databases had versions; move it away"):
        open_database(new_database)


def test_a_migration_that_fails_leaves_nothing_half_done(new_database: str, next_version: None) -> None:
    second = upgrade.FOLDER / "versions" / "0002_second.py"
    second.write_text(second.read_text() + "    op.drop_table('missing')\n")
    with pytest.raises(AnnaeError, match="cannot be opened"):
        open_database(new_database)
    assert inspect(create_engine(new_database)).get_table_names() == []


def test_openings_of_a_new_database_at_once_make_it_once(new_database: str) -> None:
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(lambda _: open_database(new_database), range(6)))
    for engine in engines:
        with reading(engine) as session:
            assert session.get(StoreRow, "a") is None
