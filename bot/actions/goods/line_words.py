"""Goods as a clerk says them: title, colour, size and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annae.types import Language
from bot.actions.goods.counters import counter_of
from bot.actions.goods.options import option_name, with_option
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.bilingual import Bilingual
from store.changes.cart import Cart
from store.line import Line, Variant
from store.shop import Shop


def color_word(shop: Shop, color: str, language: Language) -> str:
    """``블랙`` for ``black``; a colour the shop has no word for is named as it is."""
    term = shop.color(color)
    return term.name[language] if term else color


def choice_words(shop: Shop, what: str, values: Sequence[str], language: Language) -> list[tuple[str, str]]:
    """Values and the words for them."""
    if what == "color":
        return [(value, color_word(shop, value, language)) for value in values]
    return [(value, option_name(value, language)) for value in values]


def variant_words(shop: Shop, variant: Variant, title: Bilingual, language: Language) -> str:
    """``보폭 에어스텝 화이트 245``, ``iced Café Latte``."""
    product = shop.product(variant.product_id)
    if product is None:
        return with_option(title[language], variant.size, language)
    color = color_word(shop, variant.color, language) if len(product.colors) > 1 else ""
    size = variant.size if len(product.sizes) > 1 else ""
    said = [part for part in (color, size) if part]
    joiner = " " if language == "ko" else ", "
    return joiner.join([title[language], *said])


def line_words(action: ShopAction, turn: Turn, line: Line, title: Bilingual) -> str:
    """A line with its number: ``카페라테 2잔``."""
    shop = action.services.shop
    values = {
        "what": variant_words(shop, line.variant, title, turn.language),
        "quantity": line.quantity,
        "counter": counter_of(shop, line.variant.product_id),
    }
    return action.phrase(turn, "goods.line" if line.quantity > 1 else "goods.line_one", values)


def lines_words(action: ShopAction, turn: Turn, lines: Sequence[tuple[Line, Bilingual]]) -> str:
    """Lines one after another."""
    said = [line_words(action, turn, line, title) for line, title in lines]
    *first, last = said
    return (
        action.phrase(turn, "goods.and").join([action.phrase(turn, "goods.joiner").join(first), last])
        if first
        else last
    )


def cart_field(cart: Cart) -> dict[str, Any]:
    """The cart as a reply carries it."""
    items = [
        {"id": line.variant.product_id, "color": line.variant.color, "size": line.variant.size,
         "quantity": line.quantity}
        for line in (entry.line for entry in cart.lines)
    ]  # fmt: skip
    return {"items": items, "total": cart.total.amount}
