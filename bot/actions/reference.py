"""Which product a customer speaks of, and in which colour and size: by name, by position, by a feature, or as "it"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.wish import looks_back, names_something, points
from store.line import Variant
from store.product import Product

_NAMED_OUTRIGHT: Final = 0.99
_LOOKED_AT: Final = 3
_CHOICES: Final = 4
_SHORT_ENGLISH: Final = 3
_SURELY: Final = 2
"""Words of a title that tell which one is meant while another is spoken of."""
_IDENTIFYING: Final = ("brand", "money")
"""Features that tell products apart; a colour may as well be one that the product in focus comes in."""
_FEATURES: Final = ("color", *_IDENTIFYING)


def product_meant(action: ShopAction, turn: Turn) -> Product | Answer:
    """The product, or the question which one, with choices where several fit.

    A name wins over a position, a position over a feature (the black one), and all of them over what is in focus. What
    is on the screen comes before what was seen earlier and before the rest of the shop, unless the customer looks back.
    """
    if named := next(filter(None, map(action.services.shop.product, turn.values("product"))), None):
        return named
    if turn.entity("ordinal"):
        return by_position(action, turn)
    back = looks_back(turn.text, turn.language)
    focus = None if back else _in_focus(action, turn)
    shown, seen = (products_of(action, ids) for ids in (turn.shopping.screen, turn.shopping.seen))
    chosen = [product for product in shown if has_features(turn, product, _telling(turn))]
    if described := chosen or _called_here(action, turn, [*seen, *shown] if back else [*shown, *seen]):
        return focus if focus in described else _the_one(action, turn, described)
    if points(turn.text, turn.language) and (focus or seen):
        return focus or seen[0]
    if not names_something(turn.text, turn.language):
        return focus or Answer(action.say(turn, "reference.which"), understood=False)
    return _found(action, turn, focus)


def variant_meant(action: ShopAction, turn: Turn, product: Product) -> Variant:
    """``product`` in the colour and size now said, else spoken of before, else wished for; empty where there is none.

    What is said now may be something it does not come in; what was wished for counts only where it does.
    """
    before = turn.shopping if turn.shopping.focus in ("", product.id) else None
    wished_colors, wished_size = _wished(action, turn)
    colors = [color for color in product.colors if color in wished_colors]
    color = turn.entity("color") or (before.color if before else "") or (colors[0] if len(colors) == 1 else "")
    size = turn.entity("size") or (before.size if before else "")
    return Variant(product.id, color, size or (wished_size if wished_size in product.sizes else ""))


def by_position(action: ShopAction, turn: Turn) -> Product | Answer:
    """The product on the screen at the position named; -1 is the last."""
    return at_position(action, turn, int(turn.entity("ordinal") or 0))


def at_position(action: ShopAction, turn: Turn, position: int) -> Product | Answer:
    """The product on the screen at ``position``, counted from 1, from the end where it is negative."""
    shown = products_of(action, turn.shopping.screen)
    if not shown:
        return Answer(action.say(turn, "reference.nothing_shown"), understood=False)
    index = position - 1 if position > 0 else len(shown) + position
    if not 0 <= index < len(shown):
        return Answer(action.say(turn, "reference.only_so_many", {"count": len(shown)}), understood=False)
    return shown[index]


def has_features(turn: Turn, product: Product, features: Sequence[str] = _FEATURES) -> bool:
    """Whether the turn names any of ``features`` (colour, brand, price), and the product has each one named."""
    asked = {name: turn.values(name) for name in features if turn.values(name)}
    has = {
        "color": set(product.colors),
        "brand": {product.brand},
        "money": {str(product.pays.amount), str(product.price.amount)},
    }
    return bool(asked) and all(has[name] & set(values) for name, values in asked.items())


def of_kind_named(action: ShopAction, turn: Turn, products: Sequence[Product]) -> list[Product]:
    """Those that are of the kind the customer names; none where no kind is named."""
    finder, shop = action.services.products, action.services.shop
    if not finder.names_kind(turn.text):
        return []

    def names(product: Product) -> str:
        term = shop.category(product.category)
        return " ".join([*product.title.both(), *(term.name.both() if term else ())])

    return [product for product in products if not finder.names_kind(turn.text, other_than=names(product))]


def called(turn: Turn, products: Sequence[Product], at_least: int = 1) -> list[Product]:
    """Those of which the customer says ``at_least`` so many words of the title, best ones that no other title has."""
    said = turn.text.casefold().replace(" ", "")
    spoken = set(re.findall(r"[a-z']+", turn.text.casefold()))
    words = {product.id: _names(product.title[turn.language]) for product in products}
    counts = Counter(word for title in words.values() for word in title)

    def is_called(product: Product, at_most: int) -> bool:
        known = [word for word in words[product.id] if word in (spoken if word.isascii() else said)]
        return len(known) >= at_least and any(counts[word] <= at_most for word in known)

    return [p for p in products if is_called(p, 1)] or [p for p in products if is_called(p, len(products))]


def category_words(action: ShopAction, turn: Turn, product: Product) -> str:
    """What things like ``product`` are called, to look for others: the name of its category, else its title."""
    term = action.services.shop.category(product.category)
    return (term.name if term else product.title)[turn.language]


def products_of(action: ShopAction, ids: Sequence[str]) -> list[Product]:
    """Those of these products that there still are, in the same order."""
    known = action.services.shop.products_of(ids)
    return [known[product_id] for product_id in ids if product_id in known]


def ask_which(action: ShopAction, turn: Turn, products: Sequence[Product]) -> Answer:
    """The question which of ``products`` is meant."""
    titles = [product.title[turn.language] for product in products[:_CHOICES]]
    joined = action.phrase(turn, "search.joiner").join(titles)
    reply = action.say(turn, "reference.which_of", {"titles": joined}, suggestions=titles)
    return Answer(reply, understood=False)


def _names(title: str) -> set[str]:
    """Words of a title by which it may be called; short English ones (for, with, set) are in too many sentences."""
    return {
        word for word in re.findall(r"\w+", title.casefold()) if len(word) > (_SHORT_ENGLISH if word.isascii() else 1)
    }


def _called_here(action: ShopAction, turn: Turn, products: Sequence[Product]) -> list[Product]:
    """Those that are called by a word of their title, or by their kind where the customer looks back.

    While one is in focus, a single word such as waterproof is asked about it, unless it names another kind.
    """
    if looks_back(turn.text, turn.language) and (meant := of_kind_named(action, turn, products)):
        return meant
    focus = action.services.shop.product(turn.shopping.focus) if turn.shopping.focus else None
    other = focus is None or action.services.products.names_kind(turn.text, other_than=focus.title[turn.language])
    return called(turn, products, at_least=1 if other else _SURELY)


def _telling(turn: Turn) -> Sequence[str]:
    """Features that tell which one is meant: while one is in focus, or pointed at, a colour is asked about it."""
    about_one = turn.shopping.focus or points(turn.text, turn.language)
    return _IDENTIFYING if about_one else _FEATURES


def _in_focus(action: ShopAction, turn: Turn) -> Product | None:
    """What "it" means: the item in focus, else the one that the last list was about first."""
    shopping = turn.shopping
    product_id = shopping.focus or next(iter(shopping.screen), "")
    return action.services.shop.product(product_id) if product_id else None


def _found(action: ShopAction, turn: Turn, focus: Product | None) -> Product | Answer:
    """What the whole shop has under the customer's words, unless "it" is as likely."""
    products = action.services.products
    hits = products.search(turn.text, turn.language, _LOOKED_AT)
    other = focus and products.names_kind(turn.text, other_than=focus.title[turn.language])
    if hits and (hits[0].score >= _NAMED_OUTRIGHT or not focus or other):
        return hits[0].product
    if focus and not other:
        return focus
    return Answer(action.say(turn, "reference.unknown"), yes_means="staff_call", understood=False)


def _wished(action: ShopAction, turn: Turn) -> tuple[frozenset[str], str]:
    """Colours and size that belong to the wish, the latest first."""
    colors, size = frozenset[str](), ""
    for said in turn.shopping.wish:
        limits = action.services.products.read(said.text).limits
        colors, size = limits.colors or colors, limits.size or size
    return colors, size


def _the_one(action: ShopAction, turn: Turn, products: Sequence[Product]) -> Product | Answer:
    return products[0] if len(products) == 1 else ask_which(action, turn, products)
