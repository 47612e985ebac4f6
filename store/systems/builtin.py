"""Orders in our own database."""

from __future__ import annotations

from collections.abc import Sequence

from store.actor import Actor
from store.changes.address import change_address
from store.changes.cancellation import cancel
from store.changes.checkout import place
from store.changes.exchange import request_exchange
from store.changes.extension import extend_pickup
from store.changes.returns import request_return
from store.line import Line, Variant
from store.order import Order
from store.orders import order_by_id, orders_of, proves
from store.rules.returns import ReturnReason
from store.shop import Shop
from store.systems.order_system import OrderDraft, Outcome


class BuiltinOrderSystem:
    """The ``OrderSystem`` of a shop without one of its own; as reachable as the database."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def proves(self, order_id: str, last4: str) -> bool:
        """Whether there is such an order and its customer's phone ends in ``last4``."""
        return proves(self._shop, order_id, last4)

    def find(self, order_id: str) -> Order | None:
        """The order with this number, however it is typed; None when there is none."""
        return order_by_id(self._shop, order_id)

    def of_customer(self, customer_id: str) -> list[Order]:
        """A customer's orders, newest first; empty for an empty id."""
        return orders_of(self._shop, customer_id)

    def place(self, draft: OrderDraft, by: Actor, key: str) -> Outcome:
        """See ``store.changes.checkout``."""
        return place(self._shop, draft, by, key)

    def cancel(self, order_id: str, by: Actor, key: str) -> Outcome:
        """See ``store.changes.cancellation``."""
        return cancel(self._shop, order_id, by, key)

    def extend_pickup(self, order_id: str, by: Actor, key: str) -> Outcome:
        """See ``store.changes.extension``."""
        return extend_pickup(self._shop, order_id, by, key)

    def request_return(
        self,
        order_id: str,
        items: Sequence[Line],
        reason: ReturnReason,
        by: Actor,
        key: str,
        *,
        opened: bool = False,
    ) -> Outcome:
        """See ``store.changes.returns``."""
        return request_return(self._shop, order_id, items, reason, by, key, opened=opened)

    def request_exchange(
        self,
        order_id: str,
        item: Line,
        wanted: Variant,
        reason: ReturnReason,
        by: Actor,
        key: str,
        *,
        opened: bool = False,
    ) -> Outcome:
        """See ``store.changes.exchange``."""
        return request_exchange(self._shop, order_id, item, wanted, reason, by, key, opened=opened)

    def change_address(self, order_id: str, address: str, by: Actor, key: str) -> Outcome:
        """See ``store.changes.address``."""
        return change_address(self._shop, order_id, address, by, key)
