"""What is personal in orders and in the audit, and how it is taken out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Delete, Update, case, or_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from store.database.models import AuditRow, OrderRow

_OF_PERSON = (
    OrderRow.customer_id,
    OrderRow.customer_name,
    OrderRow.phone_last4,
    OrderRow.phone,
    OrderRow.address,
    OrderRow.tracking_number,  # the carrier's page shows the address
)
FINISHED = ("picked_up", "pickup_expired", "delivered", "cancelled", "refunded")
"""Statuses after which the shop does not need to know any more whose order it is."""


def is_of_somebody() -> ColumnElement[bool]:
    """Whether an order still has personal data."""
    return or_(*(column != "" for column in _OF_PERSON))  # an empty text stays empty when it is encrypted


def anonymise(session: Session, store_id: str, lookups: Collection[str]) -> int:
    """Remove the personal data of those orders that are finished; how many they are.

    What was sold, for how much and when stays for the shop's books.
    """
    these = (OrderRow.store_id == store_id, OrderRow.lookup.in_(lookups), OrderRow.status.in_(FINISHED))
    return changed(session, update(OrderRow).where(*these).values(dict.fromkeys(_OF_PERSON, "")))


def forget_in_audit(store_id: str, which: ColumnElement[bool]) -> Update:
    """Takes customers out of audit rows; what was done, when and from which channel stays, and so do clerks."""
    by_customer = AuditRow.channel.not_in(("staff", "import"))
    about_customer = or_(
        AuditRow.subject.like("customer:%"),
        AuditRow.subject.like("conversation:%"),
        AuditRow.action.like("channel.%"),
    )
    names_somebody = or_(by_customer & (AuditRow.actor != ""), about_customer & (AuditRow.subject != ""))
    return (
        update(AuditRow)
        .where(AuditRow.store_id == store_id, names_somebody, which)
        .values(
            actor=case((by_customer, ""), else_=AuditRow.actor),
            subject=case((about_customer, ""), else_=AuditRow.subject),
        )
    )


def changed(session: Session, statement: Delete | Update) -> int:
    """How many rows ``statement`` changed or removed."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return int(result.rowcount)
