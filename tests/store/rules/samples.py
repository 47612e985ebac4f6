"""A shop, an order and a product for the tests of the rules; keywords replace what a test is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from annae.types import Money
from store.bilingual import Bilingual
from store.info import StoreInfo
from store.order import Order, OrderItem
from store.product import Product

SEOUL = ZoneInfo("Asia/Seoul")
RETURNS = {
    "window_days": 7,
    "defect_window_days": 30,
    "shipping_fee": 3000,
    "excluded": [
        {"id": "food", "categories": ["food"], "reason": "Food does not go back."},
        {"id": "cosmetics", "categories": ["skincare"], "when": "opened"},
        {"id": "earrings", "products": ["jew-03"]},
    ],
    "refund_times": {
        "card": {"days": [3, 5], "note": "3 to 5 working days"},
        "cash": {"days": 0},
        "voucher": "ask at the desk",
    },
}
DELIVERY = {
    "fee": 3000,
    "free_from": 50000,
    "eta_days": [2, 3],
    "order_before": "17:00",
    "working_days": "mon-sat",
    "areas": [
        {"id": "seoul", "name": "서울", "postcodes": ["01000-08899"], "same_day": True},
        {"id": "jeju", "name": "제주", "postcodes": ["63000-63644"], "extra_fee": 3000, "extra_days": [1, 2]},
        {"id": "abroad", "name": "해외", "words": ["Japan"], "delivers": False},
    ],
    "same_day": {"fee": 5000, "order_before": "14:00"},
}
POINTS = {"rate_percent": 1, "min_use": 1000, "unit": 100, "worth": 1, "valid_months": 24}


def at(text: str) -> datetime:
    """A time in Seoul."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def shop_info(**sections: Any) -> StoreInfo:
    """A shop open 10:00 to 20:00 but for the second Monday and Christmas."""
    return StoreInfo.model_validate(
        {
            "id": "shop",
            "name": "Shop",
            "hours": {"store": {"daily": "10:00-20:00"}, "cafe": {"daily": "08:00-22:00"}},
            "closed": ["second Monday", "2026-12-25"],
            "floors": [{"id": "1F", "name": "1F"}],
            "zones": [
                {"id": "desk", "floor": "1F", "name": "Desk", "x": 1, "y": 1},
                {"id": "cafe", "floor": "1F", "name": "Café", "x": 2, "y": 1, "kind": "cafe", "area": "cafe"},
                {"id": "bar", "floor": "1F", "name": "Bar", "x": 3, "y": 1, "kind": "bar"},
            ],
            "returns": RETURNS,
            "delivery": DELIVERY,
            "points": POINTS,
        }
        | sections
    )


def item(product_id: str = "coat-01", category: str = "coat", **fields: Any) -> OrderItem:
    """One item of an order."""
    known = OrderItem(product_id, Bilingual("코트", "Coat"), "black", "M", 1, category)
    return replace(known, **fields)


def order(status: str = "delivered", kind: str = "delivery", **fields: Any) -> Order:
    """An order delivered on 19 November 2026."""
    known = Order(
        id="1001",
        customer="김*준",
        channel="web",
        kind=kind,
        status=status,
        items=(item(),),
        ordered_at=at("2026-11-16 13:00"),
        ready_at=None,
        deadline=None,
        extended=0,
        carrier="",
        tracking_number="",
        eta=None,
        delivered_at=at("2026-11-19 15:20") if status in ("delivered", "picked_up") else None,
        return_until=None,
        refund_amount=None,
        refund_method="",
        refund_by=None,
        cancellable=None,
        address_changeable=None,
    )
    return replace(known, **fields)


def product(price: int = 10_000, sale_price: int | None = None, **fields: Any) -> Product:
    """A coat of 10,000 won."""
    known = Product(
        id="coat-01",
        title=Bilingual("코트", "Coat"),
        description=Bilingual(),
        brand="",
        category="coat",
        price=Money(price),
        sale_price=None if sale_price is None else Money(sale_price),
        colors=("black", "white"),
        sizes=("S", "M"),
        tags=(),
        image="",
        rating=None,
        review_count=0,
        zone="",
        attributes={},
    )
    return replace(known, **fields)
