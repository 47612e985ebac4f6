"""Finding orders: by the number that customers know, by their customer, by the mark of the request that placed them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from store.orders import order_lookup
from store.systems.woocommerce import marks
from store.systems.woocommerce.api import Query, WooCommerceApi
from store.systems.woocommerce.payload import OrderPayload, read, read_all
from store.systems.woocommerce.statuses import UNFINISHED

SEEN_S: Final = 3.0

_LONGEST_NUMBER: Final = 40
_SEARCHED_PAGES: Final = 3
_CLOCKS_DIFFER: Final = timedelta(minutes=10)


class OrderFinder:
    """Finds orders of one shop; drafts and what lies in the bin are no orders."""

    def __init__(self, api: WooCommerceApi) -> None:
        self._api = api
        self._seen: dict[str, tuple[float, OrderPayload]] = {}

    def seen_lately(self, order_id: str) -> OrderPayload | None:
        """As ``by_number``, or as it was up to SEEN_S ago: who proves an order asks for it right after."""
        lookup, now = order_lookup(order_id), time.monotonic()
        self._seen = {number: entry for number, entry in self._seen.items() if now - entry[0] < SEEN_S}
        if lookup in self._seen:
            return self._seen[lookup][1]
        if found := self.by_number(order_id):
            self._seen[lookup] = (now, found)
        return found

    def forget(self, order_id: str) -> None:
        """It has changed."""
        self._seen.pop(order_lookup(order_id), None)

    def by_number(self, order_id: str) -> OrderPayload | None:
        """The order with this number, however it is typed.

        The number is the id unless a plugin gives numbers of its own (``SO-2026-0815``): WooCommerce searches for
        those, but only as they are written, so that a number without its punctuation is searched for by its digits.
        """
        wanted = order_lookup(order_id)
        if not wanted or len(wanted) > _LONGEST_NUMBER:
            return None
        if wanted.isascii() and wanted.isdecimal():
            found = self.by_id(int(wanted))
            if found and order_lookup(found.shown_number) == wanted:
                return found
        digits = max(re.findall(r"\d+", order_id), key=len, default="")
        for words in dict.fromkeys(word for word in (order_id.strip(), digits) if word):
            for found in self._listed({"search": words}, pages=_SEARCHED_PAGES):
                if order_lookup(found.shown_number) == wanted:
                    return found
        return None

    def by_id(self, number: int) -> OrderPayload | None:
        """The order with WooCommerce's own id."""
        answer = self._api.get(f"orders/{number}")
        found = read(OrderPayload, answer) if answer else None
        return found if found and found.status not in UNFINISHED else None

    def of_customer(self, customer_id: str) -> Iterable[OrderPayload]:
        """Orders of a WooCommerce customer, newest first; a guest (0) has none."""
        if not (customer_id.isascii() and customer_id.isdecimal()) or not int(customer_id):
            return ()
        return self._listed({"customer": int(customer_id), "orderby": "date", "order": "desc"})

    def placed_with(self, key: str, since: datetime) -> OrderPayload | None:
        """The order that was placed with ``key`` at ``since`` or later; None when it was not."""
        after = (since - _CLOCKS_DIFFER).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        for found in self._listed({"after": after, "dates_are_gmt": "true"}):
            if marks.marked_by(found, key):
                return found
        return None

    def _listed(self, query: Query, pages: int | None = None) -> Iterable[OrderPayload]:
        """An order that comes in between moves others to the next page: each is told once."""
        told: set[int] = set()
        for order in read_all(OrderPayload, self._api.entries("orders", query, pages)):
            if order.id not in told and order.status not in UNFINISHED:
                told.add(order.id)
                yield order
