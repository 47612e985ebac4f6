"""Whether a database is up to date, and bringing it there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from annae.errors import AnnaeError

FOLDER = Path(__file__).parent


def is_current(connection: Connection) -> bool:
    """Whether the database has the tables this program works with.

    Raises AnnaeError when it has others, which this program does not know.
    """
    found = MigrationContext.configure(connection).get_current_heads()
    if not found and inspect(connection).has_table("stores"):
        raise AnnaeError("it was made before databases had versions; move it away and import the store pack again")
    unknown = [revision for revision in found if revision not in _known_revisions()]
    if unknown:
        raise AnnaeError(f"it is newer than this program (revision {unknown[0]}); use the newer version of Annae")
    return set(found) == set(_scripts().get_heads())


def upgrade(connection: Connection) -> None:
    """Bring the database up to date, inside the transaction that is open on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(FOLDER))


@cache
def _known_revisions() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())
