"""How much of the stock is set aside: the shop still has it, but not for everybody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, ScalarSelect, func, or_, select

from store.database.models import ReservationRow, StockRow


def held(at: datetime | BindParameter[datetime], but_for: str = "") -> ScalarSelect[int]:
    """A column for queries of ``StockRow``: how many of it are set aside at ``at``, except ``but_for`` this owner.

    What is set aside for an exchange is on its way to that order, so it counts for its owner too.
    """
    total = select(func.coalesce(func.sum(ReservationRow.quantity), 0)).where(
        StockRow.branch == "",
        ReservationRow.store_id == StockRow.store_id,
        ReservationRow.product_id == StockRow.product_id,
        ReservationRow.color == StockRow.color,
        ReservationRow.size == StockRow.size,
        or_(ReservationRow.until.is_(None), ReservationRow.until > at),
    )
    if but_for:
        total = total.where(or_(ReservationRow.owner != but_for, ReservationRow.order_lookup != ""))
    return total.correlate(StockRow).scalar_subquery()
