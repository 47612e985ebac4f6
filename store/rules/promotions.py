"""Whether a promotion holds at a moment, and what it takes off."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_FLOOR, Decimal

from store.promotion import Promotion
from store.rules.deadline import is_past


def not_holding(promotion: Promotion, now: datetime, code: str | None = None, spending: int = 0) -> str:
    """The code of why ``promotion`` does not hold, empty while it does.

    over, not_yet (it has not started), not_now (it starts later today; ``daily_from`` counts until midnight),
    needs_code (another one or none was told), below_minimum (``spending``, in whole units, is too little).
    """
    if promotion.ends and is_past(now, promotion.ends):
        return "over"
    if promotion.starts and now < promotion.starts:
        return "not_yet"
    if promotion.daily_from and now.time() < promotion.daily_from:
        return "not_now"
    if promotion.code and promotion.code.casefold() != (code or "").strip().casefold():
        return "needs_code"
    if promotion.minimum_amount is not None and spending < promotion.minimum_amount:
        return "below_minimum"
    return ""


def taken_off(promotion: Promotion, price: int) -> int:
    """What it takes off ``price``, in whole units, at most all of it. A percentage of it is rounded down."""
    if promotion.percent:
        share = Decimal(price) * Decimal(str(promotion.percent)) / 100
        return min(price, int(share.to_integral_value(ROUND_FLOOR)))
    return min(price, promotion.amount or 0)
