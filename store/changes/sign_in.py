"""Somebody has said who they are: what they began in this conversation is theirs as a customer."""

from __future__ import annotations

from sqlalchemy import delete, update

from annae.errors import AnnaeError
from store.actor import Actor
from store.changes import cart
from store.changes.idempotency import Change, once, owner
from store.database.models import CartRow, ReservationRow, RestockAlertRow
from store.shop import Shop
from store.systems.order_system import Done, Outcome


def take_along(shop: Shop, by: Actor, key: str) -> Outcome:
    """Give the cart, reservations and restock alerts of ``by.conversation`` to ``by.customer_id``.

    What both carts have adds up, to MOST_OF_ONE at most; stock is looked at when it is ordered. The detail says how
    many ``lines`` came along. Raises AnnaeError when nobody has said who they are.
    """
    if not by.customer_id:
        raise AnnaeError("there is no customer to give the cart to; sign in first")
    nobody = owner(Actor(by.channel, by.conversation))

    def change(change: Change) -> Done:
        lines = cart.lines_of(change.session, change.store_id, nobody)
        for line in lines:
            cart.put(change, line)
        change.session.flush()
        change.session.execute(delete(CartRow).where(CartRow.store_id == change.store_id, CartRow.owner == nobody))
        for model in (ReservationRow, RestockAlertRow):
            theirs = (model.store_id == change.store_id, model.owner == nobody)
            change.session.execute(update(model).where(*theirs).values(owner=change.owner))
        return Done(change.owner, {"lines": len(lines)})

    return once(shop, "customer.signed_in", {"customer": by.customer_id}, by, key, change)
