"""Proving that an order is one's own: its number and the last four digits of the phone, three wrong tries at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Select, func, select

from store.database.engine import reading, writing
from store.database.models import WrongTryRow
from store.order import Order
from store.orders import find_order, order_lookup
from store.shop import Shop

ALLOWED_WRONG_TRIES = 3


@dataclass(frozen=True, slots=True)
class Identification:
    """``found`` comes with the order. ``wrong`` says the same for a missing order and for wrong digits."""

    state: Literal["found", "wrong", "locked"]
    order: Order | None
    tries_left: int


def identify(shop: Shop, conversation: str, order_id: str, last4: str) -> Identification:
    """The order, if number and digits match and this conversation has not failed three times already.

    A right answer does not buy new tries: the wrong ones of a conversation stay counted.
    """
    # The write lock comes first: tries that arrive together are judged one after the other.
    with writing(shop.engine) as session:
        wrong = session.scalar(_count(shop, conversation)) or 0
        if wrong >= ALLOWED_WRONG_TRIES:
            return Identification("locked", None, 0)
        order = find_order(shop, order_id, last4)
        if order:
            return Identification("found", order, ALLOWED_WRONG_TRIES - wrong)
        session.add(
            WrongTryRow(
                store_id=shop.store_id,
                conversation=conversation,
                order_lookup=order_lookup(order_id)[:40],
                at=shop.now(),
            )
        )
    left = ALLOWED_WRONG_TRIES - wrong - 1
    return Identification("wrong" if left else "locked", None, left)


def is_locked(shop: Shop, conversation: str) -> bool:
    """Whether this conversation has used up its wrong tries."""
    with reading(shop.engine) as session:
        return (session.scalar(_count(shop, conversation)) or 0) >= ALLOWED_WRONG_TRIES


def _count(shop: Shop, conversation: str) -> Select[int]:
    return (
        select(func.count())
        .select_from(WrongTryRow)
        .where(WrongTryRow.store_id == shop.store_id, WrongTryRow.conversation == conversation)
    )
