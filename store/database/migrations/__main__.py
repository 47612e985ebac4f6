"""``python -m store.database.migrations``: writes the first step afresh from the models."""

from __future__ import annotations

import subprocess
import sys
from typing import Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import TypeDecorator, create_engine

from store.database.migrations.upgrade import FOLDER
from store.database.models import Base

FIRST = FOLDER / "versions" / "0001_first.py"
_TEMPLATE = '''\
"""The tables of the first release. Written by ``python -m store.database.migrations``."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
{body}
'''


def main() -> None:
    """Write ``versions/0001_first.py``."""
    with create_engine("sqlite://").connect() as connection:
        steps = produce_migrations(MigrationContext.configure(connection), Base.metadata).upgrade_ops
    assert steps is not None
    body = "\n".join(
        line
        for line in render_python_code(steps, render_item=_plain_type).splitlines()
        if not line.lstrip().startswith("#")
    )
    formatter = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(FIRST)]
    formatted = subprocess.run(
        formatter, input=_TEMPLATE.format(body=body), stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    FIRST.write_text(formatted.stdout, encoding="utf-8")


def _plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Our own types as the plain ones underneath: a step must not change when our code does."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


if __name__ == "__main__":
    main()
