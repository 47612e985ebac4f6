"""What a person may ask for: everything that is kept about them, or that it is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, or_, select
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store import audit, clock
from store.actor import Actor
from store.changes.idempotency import owner
from store.database.engine import transaction
from store.database.models import (
    AuditRow,
    Base,
    CartItemRow,
    CartRow,
    ChannelLinkRow,
    OrderRequestRow,
    OrderRow,
    ReservationRow,
    RestockAlertRow,
    WrongTryRow,
)
from store.database.texts import cipher_of
from store.identity.personal import FINISHED, anonymise, changed, forget_in_audit
from store.shop import Shop

_OURS = {"store_id", "fingerprint", "imported_digest"}  # how we keep it, nothing about the person


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many orders were anonymised, the numbers of those that are ``unfinished`` and keep their customer."""

    orders: int
    unfinished: list[str]
    accounts: int
    others: int


def export_customer(shop: Shop, customer_id: str, by: Actor) -> dict[str, Any]:
    """Everything that is kept about a customer, as JSON values; times are in the shop's time zone.

    Raises AnnaeError when there is nothing.
    """
    timezone, at, proof = shop.info.timezone, shop.now(), _proof(shop, customer_id)

    def work(session: Session) -> dict[str, Any]:
        orders = _orders(session, shop.store_id, customer_id)
        links = _links(session, shop.store_id, customer_id)
        owners = _owners(customer_id, links)
        found = {
            "orders": orders,
            "requests": _rows(
                session, OrderRequestRow, shop, OrderRequestRow.order_lookup.in_([row.lookup for row in orders])
            ),
            "accounts": links,
            "cart": _rows(session, CartItemRow, shop, CartItemRow.owner.in_(owners)),
            "reservations": _rows(session, ReservationRow, shop, ReservationRow.owner.in_(owners)),
            "restock_alerts": _rows(session, RestockAlertRow, shop, RestockAlertRow.owner.in_(owners)),
            "changes": _rows(session, AuditRow, shop, _in_audit(customer_id, owners, links)),
        }
        if not any(found.values()):
            raise AnnaeError(f"nothing is kept about a customer {customer_id!r} of store {shop.store_id!r}")
        counts = {name: len(rows) for name, rows in found.items()}
        audit.record(session, shop.store_id, by, "customer.exported", proof, counts, at)
        return {name: [_as_json(row, timezone) for row in rows] for name, rows in found.items()}

    return {"store": shop.store_id, "customer": customer_id, **transaction(shop.engine, work)}


def delete_customer(shop: Shop, customer_id: str, by: Actor) -> Deleted:
    """Remove what is kept about a customer; finished orders stay for the shop's books, without the person.

    Unfinished orders keep their customer, who would not get them otherwise: ask again when they are finished, or leave
    it to the retention job. Raises AnnaeError when there is nothing to remove.
    """
    at, proof = shop.now(), _proof(shop, customer_id)

    def work(session: Session) -> Deleted:
        store_id = shop.store_id
        orders = _orders(session, store_id, customer_id)
        links = _links(session, store_id, customer_id)
        owners = _owners(customer_id, links)
        unfinished = [row.id for row in orders if row.status not in FINISHED]
        finished = anonymise(session, store_id, [row.lookup for row in orders])
        others = changed(session, forget_in_audit(store_id, _in_audit(customer_id, owners, links)))
        for model in (CartRow, ReservationRow, RestockAlertRow):
            others += changed(session, delete(model).where(model.store_id == store_id, model.owner.in_(owners)))
        tries = WrongTryRow.conversation.in_([link.account for link in links])
        others += changed(session, delete(WrongTryRow).where(WrongTryRow.store_id == store_id, tries))
        for link in links:
            session.delete(link)
        if not (orders or links or others):
            raise AnnaeError(f"nothing is kept about a customer {customer_id!r} of store {store_id!r}")
        done = Deleted(finished, unfinished, len(links), others)
        counts = {"orders": done.orders, "unfinished": len(unfinished), "accounts": done.accounts, "others": others}
        audit.record(session, store_id, by, "customer.deleted", proof, counts, at)
        return done

    return transaction(shop.engine, work)


def _proof(shop: Shop, customer_id: str) -> str:
    """What the audit keeps in place of the customer: whoever knows the id can find the row, nobody can tell the id."""
    if not customer_id:
        raise AnnaeError("a customer id is needed, found an empty one")
    return cipher_of(shop.engine).fingerprints(customer_id)[0]


def _orders(session: Session, store_id: str, customer_id: str) -> list[OrderRow]:
    query = select(OrderRow).where(OrderRow.store_id == store_id, OrderRow.customer_id == customer_id)
    return list(session.scalars(query.order_by(OrderRow.ordered_at, OrderRow.lookup)))


def _links(session: Session, store_id: str, customer_id: str) -> list[ChannelLinkRow]:
    query = select(ChannelLinkRow).where(ChannelLinkRow.store_id == store_id, ChannelLinkRow.customer_id == customer_id)
    return list(session.scalars(query))


def _owners(customer_id: str, links: Iterable[ChannelLinkRow]) -> list[str]:
    """The customer's own carts and so on, and those of conversations that a messenger names by its account."""
    return [owner(Actor("staff", "", customer_id)), *(owner(Actor("staff", link.account)) for link in links)]


def _in_audit(customer_id: str, owners: list[str], links: Iterable[ChannelLinkRow]) -> ColumnElement[bool]:
    actors = [customer_id, *(link.account for link in links)]
    return or_(
        AuditRow.actor.in_(actors),
        AuditRow.subject.in_(owners),
        AuditRow.action.like("channel.%") & (AuditRow.subject == customer_id),
    )


def _rows(session: Session, model: type[Base], shop: Shop, which: ColumnElement[bool]) -> list[Any]:
    in_store: ColumnElement[bool] = inspect(model).columns["store_id"] == shop.store_id
    return list(session.scalars(select(model).where(in_store, which)))


def _as_json(row: Base, timezone: str) -> dict[str, Any]:
    columns = {name: getattr(row, name) for name in inspect(type(row)).columns.keys() if name not in _OURS}  # noqa: SIM118 - not a dict: it iterates over columns
    return {
        name: clock.localised(value, timezone).isoformat() if isinstance(value, datetime) else value
        for name, value in columns.items()
    }
