"""One request, one change: whatever is asked again with the same key is answered again and not done again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store import audit
from store.actor import Actor
from store.database.engine import transaction
from store.database.models import OperationRow
from store.database.texts import cipher_of
from store.info import StoreInfo
from store.shop import Shop
from store.systems.order_system import Done, Outcome, Refused

LONGEST_KEY = 120


class Forbidden(Exception):  # noqa: N818 - no error: it ends a change that a rule of the shop refuses
    """Ends a change from anywhere inside it, undoing what it did; the caller of the change gets the Refused."""

    def __init__(self, rule: str, **detail: Any) -> None:
        super().__init__(rule)
        self.refused = Refused(rule, detail)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change works with: its transaction, who asks, and the shop as it was when the change began (``at``).

    Writers take turns (``store.database.engine``): what a change reads is so until it ends.
    """

    session: Session
    store_id: str
    info: StoreInfo
    by: Actor
    at: datetime

    @property
    def owner(self) -> str:
        """Whose cart, reservations and alerts these are."""
        return owner(self.by)


def owner(by: Actor) -> str:
    """The customer, or while nobody knows who it is the conversation."""
    return f"customer:{by.customer_id}" if by.customer_id else f"conversation:{by.conversation}"


def once(
    shop: Shop, kind: str, request: dict[str, Any], by: Actor, key: str, change: Callable[[Change], Done]
) -> Outcome:
    """Make ``change`` in one transaction with its audit row, or answer what the same request was answered before.

    ``kind`` names the change in the audit (``order.cancelled``); ``request`` is everything that tells this request
    from another (JSON values). A refusal is remembered like a change. Raises AnnaeError when ``key`` is empty, too
    long, or was used for another request, and when the database fails.
    """
    info, at, prints = shop.info, shop.now(), prints_of(shop, kind, request, by, key)

    def work(session: Session) -> Outcome:
        before = session.get(OperationRow, {"store_id": shop.store_id, "key": key})
        if before:
            return answered(before, prints)
        outcome = _attempt(Change(session, shop.store_id, info, by, at), kind, change)
        session.add(
            OperationRow(store_id=shop.store_id, key=key, kind=kind, digest=prints[0], result=as_json(outcome), at=at)
        )
        return outcome

    return transaction(shop.engine, work)


def _attempt(change: Change, kind: str, make: Callable[[Change], Done]) -> Outcome:
    try:
        with change.session.begin_nested():
            done = make(change)
            audit.record(change.session, change.store_id, change.by, kind, done.subject, done.detail, change.at)
    except Forbidden as forbidden:
        return forbidden.refused
    return done


def prints_of(shop: Shop, kind: str, request: dict[str, Any], by: Actor, key: str) -> list[str]:
    """Fingerprints by which a request is known again: the first is to be kept, any may be found.

    Requests hold phones and addresses: they are keyed, so that nobody can find those by trying. Raises AnnaeError when
    ``key`` is empty or too long.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise AnnaeError(f"a change needs a key of 1 to {LONGEST_KEY} characters, found {len(key)}")
    said = json.dumps([kind, request, by.channel, by.conversation], sort_keys=True, ensure_ascii=False)
    return cipher_of(shop.engine).fingerprints(said)


def answered(operation: OperationRow, prints: list[str]) -> Outcome:
    """What came of a request before. Raises AnnaeError when it was another one than that of ``prints``."""
    if operation.digest not in prints:
        raise AnnaeError(f"the key {operation.key!r} was used for another request; give every request a key of its own")
    result = operation.result
    if "rule" in result:
        return Refused(result["rule"], result["detail"])
    return Done(result["subject"], result["detail"])


def as_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as ``OperationRow.result`` keeps it."""
    if isinstance(outcome, Refused):
        return {"rule": outcome.rule, "detail": outcome.detail}
    return {"subject": outcome.subject, "detail": outcome.detail}
