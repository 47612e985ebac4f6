"""What the shop must look like after what was done: worked out from the journals alone."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from store.line import Variant
from store.systems.order_system import Done
from tests.store.crash.journal import Entry
from tests.store.crash.pack import STOCK


@dataclass
class ExpectedOrder:
    items: Counter[Variant]
    total: int
    address: str
    status: str = "preparing"
    extended: int = 0


@dataclass
class Expected:
    """The state that the entries applied so far lead to."""

    carts: dict[str, dict[Variant, int]] = field(default_factory=dict)
    orders: dict[str, ExpectedOrder] = field(default_factory=dict)
    held: dict[str, tuple[str, Variant, int]] = field(default_factory=dict)
    exchanges: Counter[str] = field(default_factory=Counter)
    returns: Counter[str] = field(default_factory=Counter)

    def apply(self, entry: Entry, done: Done) -> None:
        """One change that was made."""
        getattr(self, f"_{entry.name}")(entry.conversation, entry.arguments, done)

    def stock(self) -> dict[Variant, int]:
        """What is left: what there was, without what was sold."""
        sold: Counter[Variant] = Counter()
        for order in self.orders.values():
            if order.status != "cancelled":
                sold += order.items
        return {variant: quantity - sold[variant] for variant, quantity in STOCK.items()}

    def _cart(self, conversation: str) -> dict[Variant, int]:
        return self.carts.setdefault(conversation, {})

    def _add(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        cart, variant = self._cart(conversation), Variant(*given["variant"])
        cart[variant] = cart.get(variant, 0) + given["quantity"]

    def _modify(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        cart, before, after = self._cart(conversation), Variant(*given["variant"]), Variant(*given["to"])
        del cart[before]
        cart[after] = cart.get(after, 0) + given["quantity"]

    def _remove(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        del self._cart(conversation)[Variant(*given["variant"])]

    def _clear(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self._cart(conversation).clear()

    def _reserve(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.held[done.subject] = (conversation, Variant(*given["variant"]), given["quantity"])

    def _release(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        del self.held[given["number"]]

    def _checkout(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        items = Counter(self._cart(conversation))
        self._cart(conversation).clear()
        address = "서울시 중구 1" if given["kind"] == "delivery" else ""
        self.orders[done.subject] = ExpectedOrder(items, done.detail["total"], address)
        for variant, quantity in items.items():
            self._use_up(conversation, variant, quantity)

    def _use_up(self, conversation: str, variant: Variant, bought: int) -> None:
        for number, (owner, held, quantity) in sorted(self.held.items()):
            if (owner, held) == (conversation, variant):
                used = min(bought, quantity)
                bought -= used
                self.held[number] = (owner, held, quantity - used)
                if used == quantity:
                    del self.held[number]

    def _cancel(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.orders[done.subject].status = "cancelled"

    def _move(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.orders[done.subject].status = given["status"]

    def _extend(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.orders[done.subject].extended += 1

    def _address(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.orders[done.subject].address = given["address"]

    def _give_back(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.orders[done.subject].status = "return_requested"
        self.returns[done.subject] += 1

    def _exchange(self, conversation: str, given: dict[str, Any], done: Done) -> None:
        self.exchanges[done.subject] += 1
        self.held[done.detail["reservation"]] = ("exchange", Variant(*given["wanted"]), 1)
