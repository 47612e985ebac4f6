"""A client that asks for random changes, one after the other, until it is killed."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from store.actor import Actor
from store.changes import address, cancellation, cart, checkout, exchange, extension, reservation, returns
from store.changes.idempotency import Change, Forbidden, once
from store.changes.order_row import open_order
from store.database.engine import open_database
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Contact, Done, Outcome
from tests.store.crash.journal import Entry, Journal
from tests.store.crash.pack import STORE_ID, VARIANTS

CONVERSATIONS = 3
_ASK_AGAIN = 0.7
_REPEAT = 0.05
_CONTACT = Contact("김민지", "010-1234-5678", "서울시 중구 1")
_WEIGHTS = {
    "add": 30,
    "modify": 8,
    "remove": 5,
    "clear": 1,
    "reserve": 12,
    "release": 6,
    "checkout": 22,
    "cancel": 9,
    "move": 14,
    "extend": 8,
    "address": 6,
    "give_back": 3,
    "exchange": 6,
}


class ChangedAnswerError(Exception):
    """The same request was answered differently."""


def work(url: str, path: Path, name: str, seed: int) -> None:
    """Ask for changes until killed. What a predecessor asked without hearing an answer is mostly asked again."""
    chance = random.Random(seed)
    shop, journal = Shop(open_database(url, ""), STORE_ID), Journal(path)
    if journal.entries and journal.entries[-1].answer is None and chance.random() < _ASK_AGAIN:
        journal.answered(journal.entries[-1], ask(shop, journal.entries[-1]))
    while True:
        if journal.entries and chance.random() < _REPEAT:
            _repeat(shop, chance.choice(journal.entries))
        conversation = f"{name}-{chance.randrange(CONVERSATIONS)}"
        kind = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
        arguments = _arguments(chance, kind, [entry for entry in journal.entries if entry.conversation == conversation])
        entry = Entry(f"{name}-{len(journal.entries)}", conversation, kind, arguments)
        journal.asking(entry)
        journal.answered(entry, ask(shop, entry))


def ask(shop: Shop, entry: Entry) -> Outcome:
    """Make the request of an entry."""
    return _REQUESTS[entry.name](shop, entry.arguments, Actor("web", entry.conversation), entry.key)


def _repeat(shop: Shop, entry: Entry) -> None:
    if entry.answer and (answer := ask(shop, entry)) != entry.answer:
        raise ChangedAnswerError(f"{entry.key}: first {entry.answer}, then {answer}")


def _arguments(chance: random.Random, kind: str, before: list[Entry]) -> dict[str, Any]:
    variant = chance.choice(VARIANTS)
    one, other = _columns(variant), _columns(chance.choice(VARIANTS))
    numbers = [entry.answer.subject for entry in before if entry.name == "checkout" and isinstance(entry.answer, Done)]
    held = [entry.answer.subject for entry in before if entry.name == "reserve" and isinstance(entry.answer, Done)]
    order = chance.choice(numbers[-6:]) if numbers else "0000-0000"
    arguments: dict[str, dict[str, Any]] = {
        "add": {"variant": one, "quantity": chance.randint(1, 4)},
        "modify": {"variant": one, "to": other, "quantity": chance.randint(1, 6)},
        "remove": {"variant": one},
        "clear": {},
        "reserve": {"variant": one, "quantity": chance.randint(1, 3)},
        "release": {"number": chance.choice(held[-4:]) if held else "0000-0000"},
        "checkout": {"kind": chance.choice(["pickup", "delivery"])},
        "cancel": {"order": order},
        "move": {"order": order, "status": chance.choice(["ready_for_pickup", "ready_for_pickup", "delivered"])},
        "extend": {"order": order},
        "address": {"order": order, "address": f"서울시 종로구 {chance.randrange(10_000)}"},
        "give_back": {"order": order},
        "exchange": {"order": order, "item": one, "wanted": other},
    }
    return arguments[kind]


def _columns(variant: Variant) -> list[str]:
    return [variant.product_id, variant.color, variant.size]


def _move(shop: Shop, order_id: str, status: str, by: Actor, key: str) -> Outcome:
    """What the shop's staff does: the goods are ready, or they have arrived."""

    def change(change: Change) -> Done:
        row = open_order(change, order_id).row
        if row.status == "cancelled":
            raise Forbidden("cancelled")
        row.status, row.deadline = status, row.deadline or datetime.fromisoformat("2026-11-25T20:00:00+09:00")
        row.delivered_at = change.at if status == "delivered" else None
        return Done(row.id, {"status": status})

    return once(shop, "order.moved", {"order": order_id, "status": status}, by, key, change)


Request = Callable[[Shop, dict[str, Any], Actor, str], Outcome]
_REQUESTS: dict[str, Request] = {
    "add": lambda shop, a, by, key: cart.add(shop, Line(Variant(*a["variant"]), a["quantity"]), by, key),
    "modify": lambda shop, a, by, key: cart.modify(
        shop, Variant(*a["variant"]), Line(Variant(*a["to"]), a["quantity"]), by, key
    ),
    "remove": lambda shop, a, by, key: cart.remove(shop, Variant(*a["variant"]), by, key),
    "clear": lambda shop, a, by, key: cart.clear(shop, by, key),
    "reserve": lambda shop, a, by, key: reservation.reserve(shop, Line(Variant(*a["variant"]), a["quantity"]), by, key),
    "release": lambda shop, a, by, key: reservation.release(shop, a["number"], by, key),
    "checkout": lambda shop, a, by, key: checkout.checkout(shop, a["kind"], _CONTACT, by, key),
    "cancel": lambda shop, a, by, key: cancellation.cancel(shop, a["order"], by, key),
    "move": lambda shop, a, by, key: _move(shop, a["order"], a["status"], by, key),
    "extend": lambda shop, a, by, key: extension.extend_pickup(shop, a["order"], by, key),
    "address": lambda shop, a, by, key: address.change_address(shop, a["order"], a["address"], by, key),
    "give_back": lambda shop, a, by, key: returns.request_return(shop, a["order"], [], "change_of_mind", by, key),
    "exchange": lambda shop, a, by, key: exchange.request_exchange(
        shop, a["order"], Line(Variant(*a["item"])), Variant(*a["wanted"]), "change_of_mind", by, key
    ),
}
