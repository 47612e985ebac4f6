"""A shop full of one customer's data, for the tests of what is removed and told."""

from datetime import datetime, timedelta

from sqlalchemy import update

from store import audit
from store.actor import Actor
from store.changes.idempotency import owner
from store.database.engine import writing
from store.database.models import (
    CartItemRow,
    CartRow,
    OperationRow,
    OrderRequestRow,
    OrderRow,
    ReservationRow,
    RestockAlertRow,
    WrongTryRow,
)
from store.identity.channel_links import link
from store.shop import Shop

KIM = Actor("kakao", "u-1", "kim")
CLERK = Actor("staff", "counter")


def fill(shop: Shop, customer: Actor = KIM) -> None:
    """Gives ``customer`` the order CS-1001 and a row in every table about people, as of the shop's now."""
    now = shop.now()
    store_id, who = shop.store_id, owner(customer)
    variant = {"product_id": "m1", "color": "white", "size": "", "quantity": 1}
    with writing(shop.engine) as session:
        session.execute(
            update(OrderRow)
            .where(OrderRow.store_id == store_id, OrderRow.lookup == "CS1001")
            .values(customer_id=customer.customer_id, phone="010-9999-0412", address="서울 강남구 테헤란로 1")
        )
        session.add(
            OrderRequestRow(
                store_id=store_id,
                id="R1",
                order_lookup="CS1001",
                kind="return",
                items=[],
                reason="too_small",
                made_at=now,
            )
        )
        session.add(CartRow(store_id=store_id, owner=who, changed_at=now))
        session.flush()
        session.add(CartItemRow(store_id=store_id, owner=who, added_at=now, **variant))
        session.add(
            ReservationRow(store_id=store_id, id="V1", owner=who, made_at=now, until=now + timedelta(days=1), **variant)
        )
        session.add(
            RestockAlertRow(
                store_id=store_id,
                id="A1",
                owner=who,
                product_id="m1",
                color="white",
                size="",
                channel="kakao",
                contact="010-9999-0412",
                made_at=now,
            )
        )
        session.add(OperationRow(store_id=store_id, key="K1", kind="cart.added", digest="d", result={}, at=now))
        session.add(WrongTryRow(store_id=store_id, conversation=customer.conversation, order_lookup="CS1001", at=now))
        audit.record(session, store_id, customer, "cart.added", who, {"quantity": 1}, now)
    link(shop, "kakao", customer.conversation, customer.customer_id, CLERK)


def finish(shop: Shop, order: str, delivered_at: datetime) -> None:
    """Delivers an order."""
    with writing(shop.engine) as session:
        row = session.get_one(OrderRow, {"store_id": shop.store_id, "lookup": order})
        row.status, row.delivered_at = "delivered", delivered_at
