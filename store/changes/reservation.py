"""Goods set aside for a customer until a time; after it they are for everybody again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.actor import Actor
from store.changes import stock
from store.changes.goods import at_least_one, wanted_goods
from store.changes.idempotency import Change, Forbidden, once, owner
from store.changes.numbers import as_said, unused_digits
from store.changes.stock import described
from store.database.engine import reading
from store.database.models import ReservationRow
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
    with reading(shop.engine) as session:
        return [
            Reservation(
                row.id, Line(Variant(row.product_id, row.color, row.size), row.quantity), until.astimezone(zone)
            )
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
        wanted = Line(wanted_goods(change, line.variant)[1], line.quantity)
        number = set_aside(change, wanted, until)
        return Done(number, described(wanted.variant) | {"quantity": line.quantity, "until": until.isoformat()})

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


def set_aside(change: Change, line: Line, until: datetime | None, order_id: str = "") -> str:
    """Set a fully named line aside, ``until`` None: until it is handed over; the number of the reservation.

    Refuses with ``stock_unknown`` and ``out_of_stock``.
    """
    row = stock.known(change, line.variant)
    if row is None:
        raise Forbidden("stock_unknown", **described(line.variant))
    stock.require(change, row, line)
    columns = {"quantity": line.quantity, "made_at": change.at, "until": until, **described(line.variant)}
    digits = unused_digits(change)
    change.session.add(
        ReservationRow(
            store_id=change.store_id, id=digits, owner=change.owner, order_lookup=order_lookup(order_id), **columns
        )
    )
    return as_said(digits)


def use_up(change: Change, line: Line) -> None:
    """Take a line that this owner buys out of what is set aside for them; nothing when nothing is."""
    query = select(ReservationRow).where(
        ReservationRow.store_id == change.store_id,
        ReservationRow.owner == change.owner,
        ReservationRow.product_id == line.variant.product_id,
        ReservationRow.color == line.variant.color,
        ReservationRow.size == line.variant.size,
        ReservationRow.order_lookup == "",
        ReservationRow.until > change.at,
    )
    left = line.quantity
    for row in change.session.scalars(query.order_by(ReservationRow.until)):
        used = min(left, row.quantity)
        row.quantity, left = row.quantity - used, left - used
        if not row.quantity:
            change.session.delete(row)
