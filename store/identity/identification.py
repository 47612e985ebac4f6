"""Proving that an order is one's own: its number and the last four digits of the phone; three wrong tries lock it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.database.engine import reading_latest, transaction
from store.database.models import WrongTryRow
from store.order import Order
from store.orders import order_lookup
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import OrderSystem

ALLOWED_WRONG_TRIES = 3
LOCKED_FOR = timedelta(hours=1)

_LONGEST_NUMBER = 120


@dataclass(frozen=True, slots=True)
class Identification:
    """``found`` comes with the order. ``wrong`` says the same for a missing order and for wrong digits."""

    state: Literal["found", "wrong", "locked"]
    order: Order | None
    tries_left: int


def identify(
    shop: Shop, conversation: str, order_id: str, last4: str, orders: OrderSystem | None = None
) -> Identification:
    """The order, if number and digits match and neither conversation nor order is locked.

    Three wrong tries within an hour lock the conversation that made them, and so they do the order, whichever
    conversations they came from. A right answer does not buy new tries. Numbers that do not exist are counted and
    locked like those that do: nothing tells them apart. ``orders`` is where the shop keeps them, None: our database.
    Raises OrderSystemDown, and counts no try, when it cannot be reached.
    """
    orders = orders or BuiltinOrderSystem(shop)
    # Compared in any case, and the order fetched only at the end: how long it takes tells nothing, locked or not.
    proven, now = orders.proves(order_id, last4), shop.now()
    lookup = order_lookup(order_id)[:_LONGEST_NUMBER]

    def judge(session: Session) -> Identification:
        wrong = max(
            _wrong_tries(session, shop, WrongTryRow.conversation, conversation, now),
            _wrong_tries(session, shop, WrongTryRow.order_lookup, lookup, now),
        )
        left = ALLOWED_WRONG_TRIES - wrong
        if left <= 0:
            return Identification("locked", None, 0)
        if proven:
            return Identification("found", None, left)
        session.add(WrongTryRow(store_id=shop.store_id, conversation=conversation, order_lookup=lookup, at=now))
        return Identification("wrong" if left > 1 else "locked", None, left - 1)

    judged = transaction(shop.engine, judge)
    return replace(judged, order=orders.find(order_id)) if judged.state == "found" else judged


def is_locked(shop: Shop, conversation: str) -> bool:
    """Whether this conversation has used up its wrong tries of the last hour."""
    with reading_latest(shop.engine) as session:
        wrong = _wrong_tries(session, shop, WrongTryRow.conversation, conversation, shop.now())
    return wrong >= ALLOWED_WRONG_TRIES


def _wrong_tries(session: Session, shop: Shop, column: InstrumentedAttribute[str], value: str, now: datetime) -> int:
    query = select(func.count()).where(
        WrongTryRow.store_id == shop.store_id, column == value, WrongTryRow.at > now - LOCKED_FOR
    )
    return session.scalar(query) or 0
