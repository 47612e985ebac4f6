"""Writing every personal text with the newest key, so that older keys (or having had none) can be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Engine, func, inspect, literal, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from store.database.engine import reading, transaction
from store.database.models import Base, ChannelLinkRow
from store.database.texts import Encrypted, cipher_of

Advance = Callable[[float], None]
Key = tuple[Any, ...]

_BATCH = 500  # rows a transaction: other writers get their turn in between


def count_rows(engine: Engine) -> int:
    """How many rows ``reencrypt`` will write."""
    with reading(engine) as session:
        return sum(session.scalar(select(func.count()).select_from(model)) or 0 for model in _models())


def reencrypt(engine: Engine, advance: Advance = lambda _: None) -> int:
    """Encrypt all stores' personal texts anew; how many rows it were. May be stopped and started again at any point.

    Raises AnnaeError when a text was encrypted with a key that is not in privacy.key.
    """
    done = 0
    for model in _models():
        last: Key | None = None
        while keys := transaction(engine, partial(_some, engine=engine, model=model, after=last)):
            last = keys[-1]
            done += len(keys)
            advance(len(keys))
    return done


def _models() -> list[type[Base]]:
    return [mapper.class_ for mapper in Base.registry.mappers if _encrypted(mapper.class_)]


def _encrypted(model: type[Base]) -> list[str]:
    return [str(column.key) for column in inspect(model).columns if isinstance(column.type, Encrypted)]


def _some(session: Session, engine: Engine, model: type[Base], after: Key | None) -> list[Key]:
    """Encrypts the next rows behind the key ``after`` anew; their keys."""
    columns = inspect(model).primary_key
    query = select(model).order_by(*columns).limit(_BATCH)
    if after is not None:
        query = query.where(tuple_(*columns) > tuple_(*map(literal, after)))
    rows = session.scalars(query).all()
    keys = [inspect(row).identity or () for row in rows]
    for row in rows:
        for name in _encrypted(model):
            flag_modified(row, name)
        if isinstance(row, ChannelLinkRow):
            row.fingerprint = cipher_of(engine).fingerprints(row.account)[0]
    return keys
