"""An order as a reply shows it to its owner."""

from __future__ import annotations

from typing import Any

from annae.types import Language
from store.order import Order


def order_view(order: Order, language: Language, **more: Any) -> dict[str, Any]:
    """What a screen shows; the customer's name is masked already. ``more``: facts of the topic."""
    items = [
        {"id": item.product_id, "title": item.title[language], "quantity": item.quantity, "color": item.color,
         "size": item.size}
        for item in order.items
    ]  # fmt: skip
    return {
        "id": order.id,
        "customer": order.customer,
        "status": order.status,
        "kind": order.kind,
        "items": items,
        **more,
    }


def first_title(order: Order, language: Language) -> str:
    """Title of the first item that still has one, else the order's number."""
    return next((item.title[language] for item in order.items if item.title), order.id)
