"""Requests to a system that is not ours: each is made once, whatever happens on the way.

Our database remembers a request before the other system hears of it, and the outcome after. A request that was begun
and whose outcome is not known may have been made or not: whoever asks again is told since when, and looks first.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from store import audit
from store.actor import Actor
from store.changes.idempotency import answered, as_json, prints_of
from store.database.engine import transaction
from store.database.models import OperationRow
from store.shop import Shop
from store.systems.order_system import Done, OrderSystemDown, Outcome

Attempt = Callable[[datetime | None], Outcome]
"""Makes a change in the other system; given when it was first tried, it looks first whether it was made."""

_STOPPED_AFTER: Final = timedelta(minutes=1)
"""So long after its beginning nobody is at it any more: the process has ended."""
_LOOK_AGAIN_S: Final = 0.05
_BEGUN: Final = "begun"
_UNKNOWN: Final[dict[str, Any]] = {_BEGUN: None}


class Ledger:
    """The requests of one shop; ``wait_s`` is how long to wait for the same request that is being made just now."""

    def __init__(self, shop: Shop, wait_s: float) -> None:
        self._shop, self._wait_s = shop, wait_s

    def once(self, kind: str, request: dict[str, Any], by: Actor, key: str, attempt: Attempt) -> Outcome:
        """Make ``attempt``, or answer what the same request was answered before; with an audit row for its Done.

        Raises as ``store.changes.idempotency.once``, and OrderSystemDown when the same request is still being made.
        """
        entry = _Entry(self._shop.store_id, kind, by, key, prints_of(self._shop, kind, request, by, key))
        turn = self._wait_for_turn(entry)
        if not isinstance(turn, _Turn):
            return turn
        try:
            outcome = attempt(turn.since)
        except BaseException:
            transaction(self._shop.engine, entry.give_up)
            raise
        now = self._shop.now()
        transaction(self._shop.engine, lambda session: entry.settle(session, outcome, now))
        return outcome

    def _wait_for_turn(self, entry: _Entry) -> _Turn | Outcome:
        until = time.monotonic() + self._wait_s
        while True:
            now = self._shop.now()
            if turn := transaction(self._shop.engine, lambda session: entry.begin(session, now)):  # noqa: B023 - used up before the next round
                return turn
            if time.monotonic() > until:
                raise OrderSystemDown("the same request is still being made; nobody knows yet what comes of it")
            time.sleep(_LOOK_AGAIN_S)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Leave to make the change; ``since`` is when it was first tried, None: never."""

    since: datetime | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One request's row: what was asked, and as its result the outcome or when somebody began to ask."""

    store_id: str
    kind: str
    by: Actor
    key: str
    prints: list[str]

    def begin(self, session: Session, now: datetime) -> _Turn | Outcome | None:
        """A turn, or the outcome of before; None while another has the turn."""
        row = self._row(session)
        begun = {_BEGUN: now.isoformat()}
        if row is None:
            columns = {"key": self.key, "kind": self.kind, "digest": self.prints[0], "result": begun, "at": now}
            session.add(OperationRow(store_id=self.store_id, **columns))
            return _Turn(None)
        if _BEGUN not in row.result or row.digest not in self.prints:
            return answered(row, self.prints)
        other = row.result[_BEGUN]
        if other and now - datetime.fromisoformat(other) < _STOPPED_AFTER:
            return None
        row.result = begun
        return _Turn(row.at)

    def give_up(self, session: Session) -> None:
        """Nobody knows what came of it."""
        if row := self._row(session):
            row.result = _UNKNOWN

    def settle(self, session: Session, outcome: Outcome, now: datetime) -> None:
        """Remember the outcome."""
        if row := self._row(session):
            row.result = as_json(outcome)
        if isinstance(outcome, Done):
            audit.record(session, self.store_id, self.by, self.kind, outcome.subject, outcome.detail, now)

    def _row(self, session: Session) -> OperationRow | None:
        return session.get(OperationRow, {"store_id": self.store_id, "key": self.key})
