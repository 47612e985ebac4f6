"""A shop's orders in its WooCommerce, read and changed by the rules of the shop's store pack.

WooCommerce knows nothing of this program's keys: what was begun is remembered in our database (``ledger``), and every
change leaves its key's mark on the order in the request that makes it. What WooCommerce cannot do is an order note to
the shop's staff: an extension, a return, an exchange. Money goes back by the staff's hand.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Final
from uuid import uuid4

from annae.settings import WooCommerceSettings
from store.actor import Actor
from store.changes.address import as_address
from store.changes.goods import at_least_one, find_goods, wanted_goods
from store.changes.idempotency import Change, Forbidden
from store.changes.order_row import require_items, variant_of
from store.changes.returns import everything, require_included, require_open, sold_for, terms
from store.changes.stock import as_json, described
from store.database.engine import reading
from store.line import Line, Variant
from store.order import Order
from store.orders import order_lookup
from store.rules.cancellation import address_change, cancellation
from store.rules.delivery import delivery_allowed, delivery_area
from store.rules.exchange import exchange_for, exchange_window
from store.rules.pickup import pickup_extension
from store.rules.returns import ReturnReason, return_window
from store.shop import Shop
from store.systems.ledger import Attempt, Ledger
from store.systems.order_system import Done, OrderDraft, OrderSystemDown, Outcome, Refused
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Json, WooCommerceApi, WooCommerceError
from store.systems.woocommerce.catalogue import Catalogue
from store.systems.woocommerce.finding import OrderFinder
from store.systems.woocommerce.marks import MarkedItem, MarkedRequest, Meta
from store.systems.woocommerce.notes import Notes, wordings
from store.systems.woocommerce.orders import OrderReader, money, phone_last4
from store.systems.woocommerce.payload import OrderPayload, read
from store.systems.woocommerce.placing import placing
from store.systems.woocommerce.statuses import CANCELLED, Statuses

_LOCKS: Final = 64


@dataclass(frozen=True, slots=True)
class _Decided:
    """A change that the rules allow: what to send, and what to say of it."""

    detail: dict[str, Any]
    fields: Json = field(default_factory=dict)
    meta: list[Meta] = field(default_factory=list)
    note: str = ""


Decide = Callable[[OrderPayload, Order, Change], _Decided]
"""Judges a change of an order by the shop's rules; raises Forbidden."""


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
        """Cancel an order; its stock goes back by WooCommerce, its money by staff, who get a note."""

        def decide(found: OrderPayload, order: Order, change: Change) -> _Decided:
            verdict = cancellation(order)
            if not verdict.allowed:
                raise Forbidden(verdict.rule, status=order.status)
            refund = 0 if found.date_paid_gmt is None else order.total.amount if order.total else None
            note = wordings()["cancelled"].format(by=change.by.channel)
            return _Decided({"refund": refund}, {"status": CANCELLED}, note=note)

        return self._change("order.cancelled", order_id, {}, by, key, decide)

    def extend_pickup(self, order_id: str, by: Actor, key: str) -> Outcome:
        """Write the new deadline on the order, and tell staff."""

        def decide(found: OrderPayload, order: Order, change: Change) -> _Decided:
            extension = pickup_extension(change.info, order, change.at)
            if extension.rule or extension.deadline is None:
                raise Forbidden(extension.rule)
            deadline = extension.deadline.isoformat()
            meta = [
                {"key": marks.DEADLINE, "value": deadline},
                {"key": marks.EXTENDED, "value": str(marks.extended(found) + 1)},
            ]
            shown = extension.deadline.strftime("%Y-%m-%d %H:%M")
            note = wordings()["extended"].format(by=change.by.channel, deadline=shown)
            return _Decided({"deadline": deadline}, meta=meta, note=note)

        return self._change("order.extended", order_id, {}, by, key, decide)

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

        def decide(found: OrderPayload, order: Order, change: Change) -> _Decided:
            window = return_window(change.info, order, change.at, reason, opened=opened)
            require_open(window)
            lines = list(items) or everything(order, window)
            require_items(order, lines)
            require_included(window, lines)
            asked = MarkedRequest(
                id=uuid4().hex, kind="return", items=_marked(lines), wanted=None, reason=reason, made_at=change.at
            )
            note = wordings()["return"].format(by=change.by.channel, items=_listed(lines), reason=reason)
            detail = {"items": as_json(lines), "goods_amount": sold_for(order, lines), **terms(window)}
            return _Decided(detail, meta=[marks.requests_mark([*marks.requests(found), asked])], note=note)

        request = {"items": as_json(items), "reason": reason, "opened": opened}
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
        """Write the wish on the order, and ask staff to set ``wanted`` aside: WooCommerce cannot.

        The detail's ``reservation`` is therefore None.
        """
        at_least_one(item)

        def decide(found: OrderPayload, order: Order, change: Change) -> _Decided:
            window = exchange_window(change.info, order, change.at, reason, opened=opened)
            require_open(window)
            require_items(order, [item])
            require_included(window, [item])
            instead = Line(self._allowed(change, order, item, wanted), item.quantity)
            asked = MarkedRequest(
                id=uuid4().hex,
                kind="exchange",
                items=_marked([item]),
                wanted=_marked([instead])[0],
                reason=reason,
                made_at=change.at,
            )
            note = wordings()["exchange"].format(
                by=change.by.channel, items=_listed([item]), wanted=_listed([instead]), reason=reason
            )
            detail = {
                "items": as_json([item]),
                "wanted": as_json([instead])[0],
                "reservation": None,
                **terms(window),
            }
            return _Decided(detail, meta=[marks.requests_mark([*marks.requests(found), asked])], note=note)

        request = {"item": as_json([item]), "wanted": described(wanted), "reason": reason, "opened": opened}
        return self._change("order.exchange_requested", order_id, request, by, key, decide)

    def change_address(self, order_id: str, address: str, by: Actor, key: str) -> Outcome:
        """Send an order elsewhere: the whole address as its first line, the country as it was."""
        address = as_address(address)

        def decide(_found: OrderPayload, order: Order, change: Change) -> _Decided:
            area = delivery_area(change.info, address)
            for verdict in (address_change(order), delivery_allowed(change.info, area)):
                if not verdict.allowed:
                    raise Forbidden(verdict.rule, status=order.status)
            detail = {"area": area.id if area else "", "surcharge": area.extra_fee if area else 0}
            elsewhere = {"address_1": address, "address_2": "", "city": "", "state": "", "postcode": ""}
            note = wordings()["address"].format(by=change.by.channel)
            return _Decided(detail, {"shipping": elsewhere}, note=note)

        return self._change("order.address_changed", order_id, {"address": address}, by, key, decide)

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
                self._send(found.id, {**decided.fields, "meta_data": meta}, key)
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

    def _allowed(self, change: Change, order: Order, item: Line, wanted: Variant) -> Variant:
        goods, instead = wanted_goods(change, wanted)
        given = next(entry for entry in order.items if variant_of(entry) == item.variant)
        before = find_goods(change.session, change.store_id, change.info, given.product_id, change.at)
        paid = given.unit_price or (before.product.pays if before else None)
        verdict = exchange_for(change.info, given, instead, same_price=paid == goods.product.pays)
        if not verdict.allowed:
            raise Forbidden(verdict.rule, **described(instead))
        sold = self._catalogue.sold(instead)
        if sold is None:
            raise Forbidden("unknown_product", product_id=instead.product_id)
        if sold.left is not None and sold.left < item.quantity:
            raise Forbidden("out_of_stock", **described(instead), wanted=item.quantity, left=sold.left)
        return instead

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


def _marked(lines: Sequence[Line]) -> list[MarkedItem]:
    return [MarkedItem(**described(line.variant), quantity=line.quantity) for line in lines]


def _listed(lines: Sequence[Line]) -> str:
    """Lines as staff read them: ``bag-01 black × 2, ...``."""
    return ", ".join(
        f"{' '.join(filter(None, (line.variant.product_id, line.variant.color, line.variant.size)))} × {line.quantity}"
        for line in lines
    )
