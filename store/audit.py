"""Writing down who changed what, when and from which channel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from store.actor import Actor
from store.database.models import AuditRow


def record(
    session: Session, store_id: str, by: Actor, action: str, subject: str, detail: dict[str, Any], at: datetime
) -> None:
    """Add an audit row to the change's own transaction, so that there is one exactly when the change is made.

    ``action`` is what was done (``order.cancelled``), ``subject`` what it was done to (an order number), ``detail``
    what a clerk needs to follow it: codes, numbers and dates, never personal data.
    """
    session.add(
        AuditRow(
            store_id=store_id,
            at=at,
            actor=by.customer_id or by.conversation,
            channel=by.channel,
            action=action,
            subject=subject,
            detail=detail,
        )
    )
