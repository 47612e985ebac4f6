"""Alembic runs this to migrate: on the connection it is given, inside the transaction that is open there."""

from __future__ import annotations

from alembic import context

from store.database.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
