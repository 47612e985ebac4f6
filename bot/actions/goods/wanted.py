"""What a customer wants to have: products or items of the menu, each in a colour and size, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from annae.types import Language
from bot.actions.goods.menu import Called, comparable, items_called
from bot.actions.goods.options import must_choose, option_said
from bot.actions.reference import product_meant
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.bilingual import Bilingual
from store.line import Line, Variant
from store.menu_item import MenuItem
from store.product import Product
from store.shop import Shop

ORDER_WORDS: Final = read_words(__file__, "order_words.yml")
"""By which wishes about the cart and orders differ."""
_CHOICES: Final = 4
_MADE_IN_MENU: Final = ("order_place", "cart_add", "reserve_item")


@dataclass(frozen=True)
class Wanted:
    """``line`` of ``title``; ``colors`` and ``sizes`` are what has to be chosen from, empty where nothing has."""

    line: Line
    title: Bilingual
    colors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    from_menu: bool = False

    @property
    def missing(self) -> str:
        """``color`` or ``size`` where the customer has not said it and there are several; empty: all is known."""
        if len(self.colors) > 1 and not self.line.variant.color:
            return "color"
        return "size" if len(self.sizes) > 1 and not self.line.variant.size else ""

    def arguments(self) -> dict[str, Any]:
        """As JSON values."""
        return line_as_json(self.line)


def line_as_json(line: Line) -> dict[str, Any]:
    """A line as slots and proposals keep it."""
    variant = line.variant
    return {"id": variant.product_id, "color": variant.color, "size": variant.size, "quantity": line.quantity}


def line_of_json(kept: dict[str, Any]) -> Line:
    """A line that was kept; its quantity may have been told as text."""
    return Line(Variant(kept["id"], kept["color"], kept["size"]), int(kept["quantity"]))


def wanted(action: ShopAction, turn: Turn) -> list[Wanted] | Answer:
    """All that the customer names or points at, or the question which one."""
    shop = action.services.shop
    if not turn.entity("product"):
        served = from_menu(action, turn)
        if served:
            return served
    named = [product for product in map(shop.product, turn.values("product")) if product]
    if len(named) > 1:
        return [_of_product(turn, product, quantity) for product, quantity in _counted(turn, named)]
    if says(turn.text, ORDER_WORDS["both"]) and len(turn.shopping.screen) == len(("this", "that")):
        return [_of_product(turn, p, 1) for p in shop.products_of(turn.shopping.screen).values()]
    meant = product_meant(action, turn)
    if isinstance(meant, Answer):
        return meant
    return [_of_product(turn, meant, quantity_of(turn))]


def wanted_of(shop: Shop, line: Line) -> Wanted | None:
    """A line that is known already; None for what the shop no longer sells."""
    if product := shop.product(line.variant.product_id):
        return Wanted(line, product.title, product.colors, product.sizes)
    item = next((offer.item for offer in shop.menu() if offer.item.id == line.variant.product_id), None)
    return _of_item(item, line) if item else None


def quantity_of(turn: Turn, otherwise: int = 1) -> int:
    """How many are asked for."""
    return max(1, int(turn.entity("quantity") or otherwise))


def from_menu(action: ShopAction, turn: Turn) -> list[Wanted] | Answer:
    """The items of the menu that are named, each with its option and number; empty where none is."""
    items = [offer.item for offer in action.services.shop.menu()]
    served: list[Wanted] = []
    quantity = 0
    for chunk, counted in _chunks(turn):
        found = items_called(chunk, items) if _speaks_of_menu(action, turn) else items_called_whole(chunk, items)
        quantity = counted or quantity
        for position, called in enumerate(found):
            counts = position == (0 if turn.language == "en" else len(found) - 1)
            item = _one_of(called, chunk)
            if item is None:
                return _which(action, turn, called.items)
            option = _option(chunk, found, position, item, turn.language)
            served.append(_of_item(item, Line(Variant(item.id, "", option), quantity if counts and quantity else 1)))
        if not found and served:  # "한 잔 맡아 주세요, 따뜻한 걸로": what follows the number is still of it
            served[-1] = _with_option(served[-1], chunk)
        quantity = 0 if found else quantity
    return served


def _with_option(found: Wanted, text: str) -> Wanted:
    """With the option that ``text`` names, where none was said yet."""
    variant = found.line.variant
    if variant.size or not (option := option_said(text, found.sizes)):
        return found
    return replace(found, line=replace(found.line, variant=replace(variant, size=option)))


def items_called_whole(text: str, items: Sequence[MenuItem]) -> list[Called]:
    """Those named by their whole name."""
    names = {comparable(name) for item in items for name in item.name.both()}
    said = comparable(text)
    return [called for called in items_called(text, items) if said[called.start : called.end] in names]


def _speaks_of_menu(action: ShopAction, turn: Turn) -> bool:
    """Whether a part of a name is enough: nothing on the screen has it in its title too."""
    if turn.intent not in _MADE_IN_MENU:
        return False
    titles = [product.title for product in action.services.shop.products_of(turn.shopping.screen).values()]
    words = {word for title in titles for name in title.both() for word in name.casefold().split()}
    return not any(len(word) > 1 and word in turn.text.casefold() for word in words)


def _chunks(turn: Turn) -> list[tuple[str, int]]:
    """The message cut so that every number of pieces stands with its item: after it in Korean, before it in English."""
    counts = sorted((entity for entity in turn.entities if entity["entity"] == "quantity"), key=lambda e: e["start"])
    chunks: list[tuple[str, int]] = []
    start = count = 0
    for entity in counts:
        cut = entity["end"] if turn.language == "ko" else entity["start"]
        chunks.append((turn.text[start:cut], int(entity["value"]) if turn.language == "ko" else count))
        start, count = cut, int(entity["value"])
    return [*chunks, (turn.text[start:], 0 if turn.language == "ko" else count)]


def _one_of(called: Called, text: str) -> MenuItem | None:
    """The item, where only one is called so, or only one is made as it is said."""
    if len(called.items) == 1:
        return called.items[0]
    asked = [item for item in called.items if option_said(text, item.options)]
    return asked[0] if len(asked) == 1 else None


def _option(chunk: str, found: Sequence[Called], position: int, item: MenuItem, language: Language) -> str:
    """The option said before the item, or else after the last one."""
    if language == "en" and len(found) == 1:
        rest = chunk.casefold()
        for word in item.name["en"].casefold().split():
            rest = rest.replace(word, " ", 1)
        return option_said(rest, item.options)
    said, called = comparable(chunk), found[position]
    before = said[found[position - 1].end if position else 0 : called.start]
    after = said[called.end :] if position == len(found) - 1 else ""
    return option_said(before, item.options) or option_said(after, item.options)


def _of_item(item: MenuItem, line: Line) -> Wanted:
    return Wanted(line, item.name, sizes=tuple(must_choose(item.options)), from_menu=True)


def _of_product(turn: Turn, product: Product, quantity: int) -> Wanted:
    color, size = _said(turn, "color", product.colors), _said(turn, "size", product.sizes)
    if turn.shopping.focus == product.id:
        color, size = color or turn.shopping.color, size or turn.shopping.size
    found = Wanted(Line(Variant(product.id, color, size), quantity), product.title, product.colors, product.sizes)
    return replace(found, line=_alone(found))


def _said(turn: Turn, what: str, choices: Sequence[str]) -> str:
    """What was said of it; what the product does not come in either way is a word of its name."""
    values = turn.values(what)
    by_key = {choice.casefold(): choice for choice in choices}
    listed = [by_key[value.casefold()] for value in values if value.casefold() in by_key]
    return (listed or values or [""])[-1] if choices else ""


def _alone(found: Wanted) -> Line:
    """With the colour and size that need not be said because there is only one."""
    variant = found.line.variant
    color = variant.color or (found.colors[0] if len(found.colors) == 1 else "")
    size = variant.size or (found.sizes[0] if len(found.sizes) == 1 else "")
    return replace(found.line, variant=replace(variant, color=color, size=size))


def _counted(turn: Turn, products: Sequence[Product]) -> list[tuple[Product, int]]:
    """Products and how many of each: the number that stands between its name and the next one."""
    starts = [entity["start"] for entity in turn.entities if entity["entity"] == "product"]
    ends = [*starts[1:], len(turn.text)]
    counts = [entity for entity in turn.entities if entity["entity"] == "quantity"]
    return [
        (product, next((int(count["value"]) for count in counts if start <= count["start"] < end), 1))
        for product, start, end in zip(products, starts, ends, strict=False)
    ]


def _which(action: ShopAction, turn: Turn, items: Sequence[MenuItem]) -> Answer:
    """The question which item of the menu, of those that can be had now."""
    sold = {offer.item.id for offer in action.services.shop.menu() if offer.sold}
    titles = [item.name[turn.language] for item in items if item.id in sold] or [i.name[turn.language] for i in items]
    joined = action.phrase(turn, "search.joiner").join(titles[:_CHOICES])
    reply = action.say(turn, "reference.which_of", {"titles": joined}, suggestions=titles[:_CHOICES])
    return Answer(reply, understood=False)
