"""Telling customers once that what they wanted is there again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from store import audit
from store.actor import Actor
from store.changes import stock
from store.changes.goods import wanted_goods
from store.changes.idempotency import Change, Forbidden, once
from store.changes.stock import described
from store.database.engine import transaction
from store.database.models import RestockAlertRow, StockRow
from store.held import held
from store.line import Variant
from store.shop import Shop
from store.systems.order_system import Done, Outcome, Refused

CLAIM = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class DueAlert:
    """One message to send: ``variant`` is there again, ``left`` of it. ``contact`` is personal."""

    id: str
    variant: Variant
    left: int
    channel: str
    contact: str = field(repr=False)


def ask_for_alert(shop: Shop, variant: Variant, contact: str, by: Actor, key: str) -> Outcome:
    """Remember to tell this customer on ``by.channel`` at ``contact`` when a variant is there again.

    Refuses as ``wanted_goods`` does, and with ``in_stock`` while some are ``left``. Whoever asks twice is told once.
    """

    def change(change: Change) -> Done:
        goods, wanted = wanted_goods(change, variant)
        row = stock.known(change, goods.product, wanted)
        left = stock.free(change, row, change.owner) if row else 0
        if left:
            raise Forbidden("in_stock", **described(wanted), left=left)
        pending = _pending(change, wanted)
        if pending is None:
            pending = RestockAlertRow(
                store_id=change.store_id, id=uuid4().hex, owner=change.owner, made_at=change.at, **described(wanted)
            )
            change.session.add(pending)
        pending.channel, pending.contact = change.by.channel, contact
        return Done(pending.id, described(wanted) | {"stock_known": row is not None})

    request = described(variant) | {"contact": contact}
    return once(shop, "restock_alert.asked", request, by, key, change)


def claim_due_alerts(shop: Shop, most: int = 100) -> list[DueAlert]:
    """The alerts to deliver now, oldest first: what they wait for is in stock and not set aside.

    Nobody else gets them within CLAIM: whoever has delivered one says so with ``alert_delivered``; one whose deliverer
    has died is given out again after it.
    """
    now = shop.now()
    left = StockRow.quantity - held(now)
    waiting = or_(RestockAlertRow.claimed_until.is_(None), RestockAlertRow.claimed_until <= now)
    query = (
        select(RestockAlertRow, left)
        .join(
            StockRow,
            and_(
                StockRow.store_id == RestockAlertRow.store_id,
                StockRow.product_id == RestockAlertRow.product_id,
                StockRow.color == RestockAlertRow.color,
                StockRow.size == RestockAlertRow.size,
                StockRow.branch == "",
            ),
        )
        .where(RestockAlertRow.store_id == shop.store_id, RestockAlertRow.delivered_at.is_(None), waiting, left > 0)
        .order_by(RestockAlertRow.made_at, RestockAlertRow.id)
        .limit(most)
    )

    def work(session: Session) -> list[DueAlert]:
        due = []
        for row, free in session.execute(query):
            row.claimed_until = now + CLAIM
            due.append(
                DueAlert(row.id, Variant(row.product_id, row.color, row.size), free, row.channel, contact=row.contact)
            )
        return due

    return transaction(shop.engine, work)


def alert_delivered(shop: Shop, alert_id: str, by: Actor) -> Outcome:
    """Nobody gets an alert again that has reached its customer; saying so twice is no harm.

    Refuses with ``no_such_alert``.
    """
    now = shop.now()

    def work(session: Session) -> Outcome:
        row = session.get(RestockAlertRow, {"store_id": shop.store_id, "id": alert_id})
        if row is None:
            return Refused("no_such_alert")
        if row.delivered_at is None:
            row.delivered_at = now
            audit.record(session, shop.store_id, by, "restock_alert.delivered", alert_id, {}, now)
        return Done(alert_id)

    return transaction(shop.engine, work)


def _pending(change: Change, variant: Variant) -> RestockAlertRow | None:
    query = select(RestockAlertRow).filter_by(store_id=change.store_id, owner=change.owner, **described(variant))
    return change.session.scalar(query.where(RestockAlertRow.delivered_at.is_(None)))
