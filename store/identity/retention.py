"""The retention job: personal data goes when it has not been needed for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from store.database.engine import reading, transaction
from store.database.models import (
    AuditRow,
    CartRow,
    OperationRow,
    OrderRow,
    ReservationRow,
    RestockAlertRow,
    WrongTryRow,
)
from store.identity.identification import LOCKED_FOR
from store.identity.personal import FINISHED, anonymise, changed, forget_in_audit, is_of_somebody
from store.shop import Shop

Advance = Callable[[float], None]

_BATCH = 500  # orders a transaction: other writers get their turn in between


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows were anonymised (``orders``, ``audit``) or removed (the others)."""

    orders: int
    carts: int
    reservations: int
    restock_alerts: int
    operations: int
    wrong_tries: int
    audit: int


def count_orders(shop: Shop, keep_days: int) -> int:
    """How many orders ``purge`` will look at."""
    query = select(func.count()).where(*_may_be_purged(shop.store_id, shop.now() - timedelta(days=keep_days)))
    with reading(shop.engine) as session:
        return session.scalar(query) or 0


def purge(shop: Shop, keep_days: int, advance: Advance = lambda _: None) -> Purged:
    """Remove personal data that has not been needed for ``keep_days`` days.

    Orders that were finished before lose their customer, carts and alerts that nobody touched and reservations that
    ended before are removed, and the audit forgets which customer it was. Wrong tries go when they lock nothing any
    more. May be stopped and started again at any point. ``advance`` is told of every order that was looked at.
    """
    now = shop.now()
    before = now - timedelta(days=keep_days)
    orders = _purge_orders(shop, before, advance)

    def rest(session: Session) -> Purged:
        def remove(model: Any, which: ColumnElement[bool]) -> int:
            return changed(session, delete(model).where(model.store_id == shop.store_id, which))

        return Purged(
            orders=orders,
            carts=remove(CartRow, CartRow.changed_at < before),
            reservations=remove(ReservationRow, ReservationRow.until < before),
            restock_alerts=remove(RestockAlertRow, RestockAlertRow.made_at < before),
            operations=remove(OperationRow, OperationRow.at < before),
            wrong_tries=remove(WrongTryRow, WrongTryRow.at <= now - LOCKED_FOR),
            audit=changed(session, forget_in_audit(shop.store_id, AuditRow.at < before)),
        )

    return transaction(shop.engine, rest)


def _purge_orders(shop: Shop, before: datetime, advance: Advance) -> int:
    purged, last = 0, ""
    while rows := _next_orders(shop, before, last):
        last = rows[-1].lookup
        old = [row.lookup for row in rows if _last_moment(row) < before]
        purged += transaction(shop.engine, partial(anonymise, store_id=shop.store_id, lookups=old))
        advance(len(rows))
    return purged


def _next_orders(shop: Shop, before: datetime, after: str) -> Sequence[OrderRow]:
    # Read outside the writer's turn: going through a million orders would keep customers waiting.
    query = select(OrderRow).where(*_may_be_purged(shop.store_id, before), OrderRow.lookup > after)
    with reading(shop.engine) as session:
        return session.scalars(query.order_by(OrderRow.lookup).limit(_BATCH)).all()


def _may_be_purged(store_id: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OrderRow.store_id == store_id,
        OrderRow.status.in_(FINISHED),
        OrderRow.ordered_at < before,
        is_of_somebody(),
    )


def _last_moment(row: OrderRow) -> datetime:
    """The latest of what is known to have happened or to be due."""
    later = (row.ready_at, row.deadline, row.eta, row.delivered_at, row.return_until, row.refund_by)
    return max([row.ordered_at, *(moment for moment in later if moment)])
