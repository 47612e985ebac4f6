"""Exchanging goods: the windows and exclusions of returns, with the shop's own terms for exchanges."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from store.info import StoreInfo
from store.line import Variant
from store.order import Order, OrderItem
from store.rules.returns import SHOPS_FAULT, ReturnReason, ReturnWindow, barred, last_moment, return_window
from store.rules.verdict import ALLOWED, Verdict


def exchange_window(
    info: StoreInfo,
    order: Order,
    now: datetime,
    reason: ReturnReason = "change_of_mind",
    *,
    opened: bool = False,
) -> ReturnWindow:
    """As ``return_window``, with the ``exchange`` section's window and fee where the shop has one.

    A date of the order itself still goes before the section's window.
    """
    window = return_window(info, order, now, reason, opened=opened)
    rules, returns = info.exchange, info.returns
    if rules is None or returns is None:
        return window
    days = rules.window_days
    if reason in SHOPS_FAULT and returns.defect_window_days is not None:
        days = max(days, returns.defect_window_days)
    until = last_moment(order, days, reason)
    fee = window.fee if window.who_pays == "shop" or rules.shipping_fee is None else rules.shipping_fee
    rule = barred(order, until, now) or ("" if window.items else "excluded")
    return replace(window, rule=rule, until=until, fee=fee)


def exchange_for(info: StoreInfo, item: OrderItem, wanted: Variant, *, same_price: bool) -> Verdict:
    """Whether ``item`` can become ``wanted``; ``same_price``: both cost the same. Stock is another question.

    Codes: same_variant (there is nothing to exchange), other_product, other_price.
    """
    if (item.product_id, item.color, item.size) == (wanted.product_id, wanted.color, wanted.size):
        return Verdict("same_variant")
    if item.product_id == wanted.product_id:
        return ALLOWED
    if info.exchange is None or info.exchange.wants == "same_product":
        return Verdict("other_product")
    return ALLOWED if same_price else Verdict("other_price")
