"""A change that waits for an explicit yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """``change`` is the intent of the action that makes it, ``arguments`` (JSON values) are all it needs.

    ``key`` names the request in the store, so that two yeses change it once; ``what`` says in the customer's language
    what would be done ("주문 204117번 취소"). Owned by ``shop_action``: it lives in the slot ``yes_means`` until the
    next reply, or the one after a digression.
    """

    change: str
    key: str
    what: str
    arguments: dict[str, Any] = field(default_factory=dict)
    reminded: bool = False

    @classmethod
    def of(cls, slot: Any) -> Proposal | None:
        """From the slot ``yes_means``; None where a yes means something else or nothing."""
        return cls(**slot) if isinstance(slot, Mapping) else None

    def as_slot(self) -> dict[str, Any]:
        """For the slot."""
        return asdict(self)

    def once_more(self) -> Proposal:
        """The same, having been brought back to mind."""
        return replace(self, reminded=True)
