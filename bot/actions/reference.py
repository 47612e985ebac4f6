"""Which product a customer speaks of: by name, by position, by a feature of it, or as "it"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.wish import names_something, points
from store.product import Product

_NAMED_OUTRIGHT: Final = 0.99
_LOOKED_AT: Final = 3
_CHOICES: Final = 4


def product_meant(action: ShopAction, turn: Turn) -> Product | Answer:
    """The product, or the question which one, with choices where several fit.

    A name wins over a position, a position over a feature (the black one), and all of them over what is in focus. What
    is on the screen comes before what was seen earlier and before the rest of the shop.
    """
    shop = action.services.shop
    if named := next(filter(None, map(shop.product, turn.values("product"))), None):
        return named
    if turn.entity("ordinal"):
        return by_position(action, turn)
    shown = _products(action, turn.shopping.screen)
    if chosen := [product for product in shown if has_features(turn, product)]:
        return _the_one(action, turn, chosen)
    if points(turn.text, turn.language) or not names_something(turn.text, turn.language):
        return _in_focus(action, turn) or Answer(action.say(turn, "reference.which"), understood=False)
    if titled := _by_title(turn, [*shown, *_products(action, turn.shopping.seen)]):
        return _the_one(action, turn, titled)
    return _found(action, turn)


def by_position(action: ShopAction, turn: Turn) -> Product | Answer:
    """The product on the screen at the position named; -1 is the last."""
    shown = _products(action, turn.shopping.screen)
    position = int(turn.entity("ordinal") or 0)
    if not shown:
        return Answer(action.say(turn, "reference.nothing_shown"), understood=False)
    index = position - 1 if position > 0 else len(shown) + position
    if not 0 <= index < len(shown):
        return Answer(action.say(turn, "reference.only_so_many", {"count": len(shown)}), understood=False)
    return shown[index]


def has_features(turn: Turn, product: Product) -> bool:
    """Whether the turn names colour, brand or price, and the product has each of them."""
    asked = {name: turn.values(name) for name in ("color", "brand", "money")}
    if not any(asked.values()):
        return False
    prices = {str(product.pays.amount), str(product.price.amount)}
    return (
        (not asked["color"] or bool(set(asked["color"]) & set(product.colors)))
        and (not asked["brand"] or product.brand in asked["brand"])
        and (not asked["money"] or bool(prices & set(asked["money"])))
    )


def _in_focus(action: ShopAction, turn: Turn) -> Product | None:
    """What "it" means: the item in focus, else the one that the last list was about first."""
    shopping = turn.shopping
    product_id = shopping.focus or next(iter(shopping.screen), "")
    return action.services.shop.product(product_id) if product_id else None


def _found(action: ShopAction, turn: Turn) -> Product | Answer:
    """What the whole shop has under the customer's words, unless "it" is as likely."""
    focus = _in_focus(action, turn)
    hits = action.services.products.search(turn.text, turn.language, _LOOKED_AT)
    if hits and (hits[0].score >= _NAMED_OUTRIGHT or not focus):
        return hits[0].product
    return focus or Answer(action.say(turn, "reference.unknown"), yes_means="staff_call")


def _by_title(turn: Turn, products: Sequence[Product]) -> list[Product]:
    """Those of which the customer says a word of the title, best one that no other title has."""
    said = turn.text.casefold().replace(" ", "")
    words = {product.id: {word.casefold() for word in product.title[turn.language].split()} for product in products}
    counts = Counter(word for title in words.values() for word in title)

    def called(product: Product, at_most: int) -> bool:
        return any(len(word) > 1 and word in said and counts[word] <= at_most for word in words[product.id])

    return [p for p in products if called(p, 1)] or [p for p in products if called(p, len(products))]


def _the_one(action: ShopAction, turn: Turn, products: Sequence[Product]) -> Product | Answer:
    return products[0] if len(products) == 1 else _ask_which(action, turn, products)


def _products(action: ShopAction, ids: Sequence[str]) -> list[Product]:
    known = action.services.shop.products_of(ids)
    return [known[product_id] for product_id in ids if product_id in known]


def _ask_which(action: ShopAction, turn: Turn, products: Sequence[Product]) -> Answer:
    titles = [product.title[turn.language] for product in products[:_CHOICES]]
    joined = action.phrase(turn, "search.joiner").join(titles)
    reply = action.say(turn, "reference.which_of", {"titles": joined}, suggestions=titles)
    return Answer(reply, understood=False)
