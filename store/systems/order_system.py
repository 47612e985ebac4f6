"""The one interface to a shop's orders; who implements it is no concern of those who ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from annae.errors import AnnaeError
from store.actor import Actor
from store.line import Line, Variant
from store.order import Order
from store.rules.returns import ReturnReason

OrderKind = Literal["pickup", "delivery", "takeout"]


class OrderSystemDown(AnnaeError):  # noqa: N818 - as a clerk says it; the interface's name for it
    """The shop's order system cannot be reached: nothing is known, nothing was changed that we know of."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who an order is for. Personal, so that it does not show in a log: ``phone`` in full, ``address`` for delivery."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order to be placed. ``code`` is a promotion code, empty: none.

    ``paid``: the channel has told us that it was paid; otherwise it is paid at the counter or in the shop's own system.
    ``payment_method`` is an id of store.yml, empty: not said.
    """

    kind: OrderKind
    lines: tuple[Line, ...]
    contact: Contact
    code: str = ""
    paid: bool = False
    payment_method: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made. ``subject`` is what it was made to: an order number, a reservation's, a cart's owner.

    ``detail`` holds facts as JSON values: codes, whole units of money, ISO 8601 times.
    """

    subject: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that a rule of the shop forbids; nothing was changed. ``rule`` is its code, ``detail`` as in Done."""

    rule: str
    detail: dict[str, Any] = field(default_factory=dict)


Outcome = Done | Refused


class OrderSystem(Protocol):
    """Reads and changes orders.

    ``key`` names the request (a message's id, say): asked again with it, a change returns what it returned before and
    changes nothing. Every method raises OrderSystemDown when the system cannot be reached, and AnnaeError when a
    ``key`` comes again with another request. Whose order it is was proved before (``store.identity``).
    """

    def proves(self, order_id: str, last4: str) -> bool:
        """Whether there is such an order and its customer's phone ends in ``last4``."""
        ...

    def find(self, order_id: str) -> Order | None:
        """The order with this number, however it is typed; None when there is none."""
        ...

    def of_customer(self, customer_id: str) -> list[Order]:
        """A customer's orders, newest first; empty for an empty id."""
        ...

    def place(self, draft: OrderDraft, by: Actor, key: str) -> Outcome:
        """Place an order; the Done is about its number, and its detail has ``total``."""
        ...

    def cancel(self, order_id: str, by: Actor, key: str) -> Outcome:
        """Cancel an order that has not been sent off."""
        ...

    def extend_pickup(self, order_id: str, by: Actor, key: str) -> Outcome:
        """Keep an order longer; the detail has the new ``deadline``."""
        ...

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
        """Ask to give ``items`` back (empty: all); ``opened``: their package has been opened."""
        ...

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
        """Ask to have ``wanted`` instead of ``item``; it is set aside at once."""
        ...

    def change_address(self, order_id: str, address: str, by: Actor, key: str) -> Outcome:
        """Send an order elsewhere."""
        ...
