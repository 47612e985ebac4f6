"""A reply as lines of text: what it says, its cards and facts as short lines, and what can be said next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Message = Mapping[str, Any]
"""``{"text", "custom"}``, as the dialogue sends it."""


def lines(message: Message) -> list[str]:
    """All of a reply that a terminal can show."""
    custom = message.get("custom") or {}
    shown = [message["text"]]
    shown += [f"  {number}. {_card(card)}" for number, card in enumerate(custom.get("products", []), start=1)]
    shown += _facts(custom)
    if custom.get("suggestions"):
        shown.append(f"  ({' / '.join(custom['suggestions'])})")
    return shown


def _card(card: Mapping[str, Any]) -> str:
    price = f"{card['sale_price']:,} ({card['price']:,})" if card.get("sale_price") else f"{card['price']:,}"
    place = " ".join(filter(None, [card.get("floor"), card.get("zone")]))
    stock = "sold out" if card.get("in_stock") is False else ""
    return " · ".join(filter(None, [card["title"], price, place, stock, card["id"]]))


def _facts(custom: Mapping[str, Any]) -> Iterator[str]:
    if location := custom.get("location"):
        yield f"  @ {location['floor']} {location['zone']}"
        yield from (f"    {step}" for step in location.get("route", []))
    if order := custom.get("order"):
        yield f"  # {order.get('id', '')} {order.get('status', '')}".rstrip()
    if cart := custom.get("cart"):
        items = ", ".join(f"{item.get('quantity', 1)} x {item['id']}" for item in cart.get("items", []))
        yield f"  = {items or '0'}: {cart.get('total', 0):,}"
    if action := custom.get("action"):
        yield f"  [{action}]"
