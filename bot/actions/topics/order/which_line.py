"""Which line of the cart a customer speaks of."""

from __future__ import annotations

from typing import Final

from bot.actions.goods.line_words import variant_words
from bot.actions.goods.menu import items_called
from bot.actions.goods.wanted import ORDER_WORDS
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import says
from store.changes.cart import Cart, CartLine
from store.line import Line

_CHOICES: Final = 4


def line_meant(action: ShopAction, turn: Turn, cart: Cart) -> Line | Answer:
    """The line, or the question which; the only one needs no name, and "it" is what was spoken of or put in last."""
    lines = list(cart.lines)
    if len(lines) == 1:
        return lines[0].line
    found = _named(action, turn, lines) or _pointed(turn, lines)
    return found[0].line if len(found) == 1 else _which(action, turn, found or lines)


def _pointed(turn: Turn, lines: list[CartLine]) -> list[CartLine]:
    """The dearest, the one at a position, the last one, or the one spoken of."""
    if says(turn.text, ORDER_WORDS["dearest"]):
        return [max(lines, key=lambda line: line.price.pays.amount if line.price else 0)]
    position = int(turn.entity("ordinal") or 0)
    if position and -len(lines) <= position <= len(lines):
        return [lines[position - 1 if position > 0 else position]]
    if says(turn.text, ORDER_WORDS["last"]):
        return lines[-1:]
    return [line for line in lines if line.line.variant.product_id == turn.shopping.focus][-1:]


def _named(action: ShopAction, turn: Turn, lines: list[CartLine]) -> list[CartLine]:
    """Those named outright, else those of which most words of the title are said, else those in a colour named."""
    ids = turn.values("product")
    if outright := [line for line in lines if line.line.variant.product_id in ids]:
        return outright
    items = [offer.item for offer in action.services.shop.menu()]
    served = {item.id for called in items_called(turn.text, items) for item in called.items}
    if of_menu := [line for line in lines if line.line.variant.product_id in served]:
        return of_menu
    said = turn.text.casefold().replace(" ", "")
    counts = [sum(len(word) > 1 and word.casefold() in said for word in _words(action, turn, line)) for line in lines]
    if most := max(counts):
        return [line for line, count in zip(lines, counts, strict=True) if count == most]
    colors = turn.values("color")
    return [line for line in lines if line.line.variant.color in colors]


def _words(action: ShopAction, turn: Turn, line: CartLine) -> list[str]:
    """Words of the title, and what the kind of product is called."""
    shop = action.services.shop
    product = shop.product(line.line.variant.product_id)
    category = shop.category(product.category) if product else None
    return [*line.title[turn.language].split(), *(category.words() if category else [])]


def _which(action: ShopAction, turn: Turn, lines: list[CartLine]) -> Answer:
    shop = action.services.shop
    titles = [variant_words(shop, line.line.variant, line.title, turn.language) for line in lines[:_CHOICES]]
    joined = action.phrase(turn, "goods.joiner").join(titles)
    return Answer(action.say(turn, "cart.which", {"titles": joined}, suggestions=titles), understood=False)
