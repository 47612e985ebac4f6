"""A shop's orders in its WooCommerce, read and changed by the rules of the shop's store pack.

WooCommerce knows nothing of this program's keys: what was begun is remembered in our database (``ledger``), and every
change leaves its key's mark on the order in the request that makes it. What WooCommerce cannot do is an order note to
the shop's staff: an extension, a return, an exchange. Money goes back by the staff's hand.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any, Final

from annae.settings import WooCommerceSettings
from store.actor import Actor
from store.changes.address import as_address
from store.changes.goods import at_least_one
from store.changes.idempotency import Change, Forbidden
from store.changes.stock import as_json, described
from store.database.engine import reading
from store.line import Line, Variant
from store.order import Order
from store.orders import order_lookup
from store.rules.returns import ReturnReason
from store.shop import Shop
from store.systems.ledger import Attempt, Ledger
from store.systems.order_system import Done, OrderDraft, OrderSystemDown, Outcome, Refused
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Json, WooCommerceApi, WooCommerceError
from store.systems.woocommerce.catalogue import Catalogue
from store.systems.woocommerce.deciding import Decide, cancelling, exchanging, extending, returning, sending_to
from store.systems.woocommerce.finding import OrderFinder
from store.systems.woocommerce.notes import Notes
from store.systems.woocommerce.orders import OrderReader, money, phone_last4
from store.systems.woocommerce.payload import OrderPayload, read
from store.systems.woocommerce.placing import placing
from store.systems.woocommerce.statuses import Statuses

_LOCKS: Final = 64


class WooCommerce:
    """The OrderSystem of a WooCommerce shop; safe to share between threads.

    Raises AnnaeError when the settings are unusable; the shop is first asked when there is something to ask.
    """

    def __init__(self, shop: Shop, settings: WooCommerceSettings) -> None:
        self._shop = shop
        self._api = WooCommerceApi(settings)
        self._finder = OrderFinder(self._api)
        self._catalogue = Catalogue(shop, self._api)
        self._reader = OrderReader(shop, self._catalogue, Statuses(settings.statuses))
        self._notes = Notes(self._api)
        self._ledger = Ledger(shop, settings.timeout_s)
        self._timeout_s = settings.timeout_s
        self._locks = [Lock() for _ in range(_LOCKS)]

    def proves(self, order_id: str, last4: str) -> bool:
        """Whether there is such an order and its payer's phone ends in ``last4``."""
        with self._api.in_time():
            found = self._finder.seen_lately(order_id)
        known, given = phone_last4(found) if found else "", re.sub(r"\D", "", last4)
        return bool(known) and hmac.compare_digest(known.encode(), given.encode())

    def find(self, order_id: str) -> Order | None:
        """The order with this number."""
        with self._api.in_time():
            found = self._finder.seen_lately(order_id)
            return self._reader.order(found) if found else None

    def of_customer(self, customer_id: str) -> list[Order]:
        """The orders of a WooCommerce customer, newest first."""
        with self._api.in_time():
            return [self._reader.order(found) for found in self._finder.of_customer(customer_id)]

    def place(self, draft: OrderDraft, by: Actor, key: str) -> Outcome:
        """Place an order at WooCommerce's prices; the detail has ``total``, and what ``Placing`` tells.

        Refuses as ``store.changes.checkout.place``, and with ``code_not_valid`` when WooCommerce does not take the
        code. WooCommerce sells what is out of stock when two systems sell the last one in the same moment.
        """
        for line in draft.lines:
            at_least_one(line)
        request = {
            "kind": draft.kind,
            "lines": as_json(draft.lines),
            "contact": [draft.contact.name, draft.contact.phone, draft.contact.address],
            "code": draft.code,
            "paid": draft.paid,
            "payment_method": draft.payment_method,
        }

        def attempt(since: datetime | None) -> Outcome:
            before = self._finder.placed_with(key, since) if since else None
            placed = before or self._place(draft, by, key)
            if isinstance(placed, Refused):
                return placed
            total = money(placed.total, placed.currency)
            detail = marks.marked_by(placed, key) or {}
            return Done(placed.shown_number, {**detail, "total": total.amount if total else None})

        return self._once("order.placed", request, by, key, attempt, alone="place")

    def cancel(self, order_id: str, by: Actor, key: str) -> Outcome:
        """Cancel an order; its goods go back into stock by WooCommerce, its money by staff, who get a note."""
        return self._change("order.cancelled", order_id, {}, by, key, cancelling)

    def extend_pickup(self, order_id: str, by: Actor, key: str) -> Outcome:
        """Write the new deadline on the order, and tell staff."""
        return self._change("order.extended", order_id, {}, by, key, extending)

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
        """Write the wish on the order, and tell staff."""
        for line in items:
            at_least_one(line)
        request = {"items": as_json(items), "reason": reason, "opened": opened}
        decide = returning(items, reason, opened=opened)
        return self._change("order.return_requested", order_id, request, by, key, decide)

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
        """Write the wish on the order, and ask staff to set ``wanted`` aside."""
        at_least_one(item)
        request = {"item": as_json([item]), "wanted": described(wanted), "reason": reason, "opened": opened}
        decide = exchanging(self._catalogue, item, wanted, reason, opened=opened)
        return self._change("order.exchange_requested", order_id, request, by, key, decide)

    def change_address(self, order_id: str, address: str, by: Actor, key: str) -> Outcome:
        """Send an order elsewhere."""
        address = as_address(address)
        return self._change("order.address_changed", order_id, {"address": address}, by, key, sending_to(address))

    def _change(
        self, kind: str, order_id: str, request: dict[str, Any], by: Actor, key: str, decide: Decide
    ) -> Outcome:
        """Make a change of an order once: decided by the rules, sent with its key's mark, told to staff."""

        def attempt(_since: datetime | None) -> Outcome:
            found = self._finder.by_number(order_id)
            if found is None:
                return Refused("no_such_order")
            mark = marks.marked_by(found, key)
            if mark is None:
                try:
                    with self._judging(by) as change:
                        decided = decide(found, self._reader.order(found), change)
                except Forbidden as forbidden:
                    return forbidden.refused
                sent: dict[str, Any] = {"detail": decided.detail, "note": decided.note}
                meta = [*decided.meta, marks.key_mark(key, sent)]
                try:
                    self._send(found.id, {**decided.fields, "meta_data": meta}, key)
                finally:
                    self._finder.forget(order_id)
            else:
                sent = mark
            self._notes.add(found.id, key, sent["note"], again=mark is not None)
            return Done(found.shown_number, sent["detail"])

        lookup = order_lookup(order_id)
        return self._once(kind, {"order": lookup, **request}, by, key, attempt, alone=lookup)

    def _send(self, order: int, body: Json, key: str) -> None:
        """Change an order. When nobody knows whether that arrived, look; send it again only when it did not."""
        path = f"orders/{order}"
        try:
            self._api.put(path, body)
        except OrderSystemDown:
            found = self._finder.by_id(order)
            if found is None or marks.marked_by(found, key) is None:
                self._api.put(path, body)

    def _place(self, draft: OrderDraft, by: Actor, key: str) -> OrderPayload | Refused:
        try:
            with self._judging(by) as change:
                sending = placing(change, draft, self._catalogue)
        except Forbidden as forbidden:
            return forbidden.refused
        body = {**sending.body, "meta_data": [*sending.body["meta_data"], marks.key_mark(key, sending.detail)]}
        try:
            return read(OrderPayload, self._api.post("orders", body))
        except WooCommerceError as error:
            if draft.code and "coupon" in error.code:
                return Refused("code_not_valid", {"code": draft.code})
            raise

    @contextmanager
    def _judging(self, by: Actor) -> Iterator[Change]:
        """Our own data, for the rules to read."""
        info, at = self._shop.info, self._shop.now()
        with reading(self._shop.engine) as session:
            yield Change(session, self._shop.store_id, info, by, at)

    def _once(
        self, kind: str, request: dict[str, Any], by: Actor, key: str, attempt: Attempt, *, alone: str
    ) -> Outcome:
        """Make an attempt once, and not beside another one on ``alone``: WooCommerce has no transactions."""

        def in_turn(since: datetime | None) -> Outcome:
            lock = self._locks[hash(alone) % _LOCKS]
            if not lock.acquire(timeout=self._timeout_s):
                raise OrderSystemDown("another change of the same order takes too long")
            try:
                with self._api.in_time():
                    return attempt(since)
            finally:
                lock.release()

        return self._ledger.once(kind, request, by, key, in_turn)
