"""Goods set aside for a customer until a time; after it they are for everybody again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.actor import Actor
from store.changes import stock
from store.changes.goods import Goods, at_least_one, wanted_goods
from store.changes.idempotency import Change, Forbidden, once, owner
from store.changes.numbers import as_said, unused_digits
from store.changes.stock import described
from store.database.engine import reading_latest
from store.database.models import ReservationRow, StockRow
from store.line import Line, Variant
from store.orders import order_lookup
from store.rules.reservation import reserved_until
from store.shop import Shop
from store.systems.order_system import Done, Outcome


@dataclass(frozen=True, slots=True)
class Reservation:
    """``number`` is for saying aloud; ``until`` is aware, in the shop's time zone."""

    number: str
    line: Line
    until: datetime


def reservations(shop: Shop, by: Actor) -> list[Reservation]:
    """What is set aside for a customer or conversation now, the first to end first."""
    zone, now = shop.info.tz, shop.now()
    query = select(ReservationRow).where(
        ReservationRow.store_id == shop.store_id,
        ReservationRow.owner == owner(by),
        ReservationRow.order_lookup == "",
        ReservationRow.until > now,
    )
    with reading_latest(shop.engine) as session:
        return [
            Reservation(as_said(row.id), _line(row), until.astimezone(zone))
            for row in session.scalars(query.order_by(ReservationRow.until, ReservationRow.id))
            if (until := row.until)
        ]


def reserve(shop: Shop, line: Line, by: Actor, key: str) -> Outcome:
    """Set a line aside as long as the shop's rules say. The Done is about the reservation's number.

    Refuses as ``wanted_goods`` does, with ``not_offered`` where the shop sets nothing aside, with ``out_of_stock``, and
    with ``stock_unknown``: what nobody has counted cannot be promised.
    """
    at_least_one(line)

    def change(change: Change) -> Done:
        until = reserved_until(change.info, change.at)
        if until is None:
            raise Forbidden("not_offered")
        goods, variant = wanted_goods(change, line.variant)
        number = set_aside(change, goods, Line(variant, line.quantity), until)
        return Done(number, described(variant) | {"quantity": line.quantity, "until": until.isoformat()})

    return once(shop, "reservation.made", described(line.variant) | {"quantity": line.quantity}, by, key, change)


def release(shop: Shop, number: str, by: Actor, key: str) -> Outcome:
    """Give up a reservation. Refuses with ``no_reservation`` when this owner has none of this number."""
    digits = order_lookup(number)

    def change(change: Change) -> Done:
        row = change.session.get(ReservationRow, {"store_id": change.store_id, "id": digits})
        if row is None or row.owner != change.owner or row.order_lookup:
            raise Forbidden("no_reservation")
        change.session.delete(row)
        return Done(as_said(digits))

    return once(shop, "reservation.released", {"number": digits}, by, key, change)


def set_aside(change: Change, goods: Goods, line: Line, until: datetime | None, order_id: str = "") -> str:
    """Set a fully named line aside, ``until`` None: until it is handed over; the number of the reservation.

    Refuses with ``stock_unknown`` and ``out_of_stock``.
    """
    row = stock.require(change, goods.product, line)
    if row is None:
        raise Forbidden("stock_unknown", **described(line.variant))
    digits = unused_digits(change)
    change.session.add(
        ReservationRow(
            store_id=change.store_id,
            id=digits,
            owner=change.owner,
            product_id=row.product_id,
            color=row.color,
            size=row.size,
            quantity=line.quantity,
            made_at=change.at,
            until=until,
            order_lookup=order_lookup(order_id),
        )
    )
    return as_said(digits)


def use_up(change: Change, row: StockRow, bought: int) -> None:
    """Take what this owner buys out of what is set aside for them; nothing when nothing is."""
    query = select(ReservationRow).where(
        ReservationRow.store_id == change.store_id,
        ReservationRow.owner == change.owner,
        ReservationRow.product_id == row.product_id,
        ReservationRow.color == row.color,
        ReservationRow.size == row.size,
        ReservationRow.order_lookup == "",
        ReservationRow.until > change.at,
    )
    for reservation in change.session.scalars(query.order_by(ReservationRow.until, ReservationRow.id)):
        used = min(bought, reservation.quantity)
        reservation.quantity, bought = reservation.quantity - used, bought - used
        if not reservation.quantity:
            change.session.delete(reservation)


def _line(row: ReservationRow) -> Line:
    return Line(Variant(row.product_id, row.color, row.size), row.quantity)
