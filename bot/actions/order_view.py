"""An order as a reply shows it to its owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from annae.types import Language
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.line import Line, Variant
from store.order import Order, OrderItem


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


def items_words(action: ShopAction, turn: Turn, items: Sequence[OrderItem]) -> str:
    """``루나핏 에어 러너 2개``, ``원피스 외 2가지``: the first by its title, others by how many they are."""
    titled = [item for item in items if item.title]
    if not titled:
        return action.phrase(turn, "order_view.untitled", {"count": sum(item.quantity for item in items)})
    first, others = titled[0], len(items) - 1
    title = first.title[turn.language]
    if others:
        return action.phrase(turn, "order_view.one_other" if others == 1 else "order_view.others",
                             {"first": title, "count": others})  # fmt: skip
    if first.quantity > 1:
        return action.phrase(turn, "order_view.several", {"first": title, "count": first.quantity})
    return title


def items_said(text: str, items: Sequence[OrderItem], language: Language) -> list[OrderItem]:
    """Those of which a word of the title is in ``text``, best one that no other title has."""
    said = text.casefold().replace(" ", "")
    words = [{word.casefold() for word in item.title[language].split() if len(word) > 1} for item in items]
    counts = Counter(word for title in words for word in title)

    def called(at_most: int) -> list[OrderItem]:
        return [item for item, title in zip(items, words, strict=True)
                if any(word in said and counts[word] <= at_most for word in title)]  # fmt: skip

    return called(1) or called(len(items))


def line_as_json(line: Line) -> dict[str, Any]:
    """A line as a proposal keeps it."""
    variant = line.variant
    return {"product": variant.product_id, "color": variant.color, "size": variant.size, "quantity": line.quantity}


def line_of(entry: Mapping[str, Any]) -> Line:
    """The line again."""
    return Line(Variant(entry["product"], entry["color"], entry["size"]), entry["quantity"])
