"""Having one thing for another."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, cast

from bot.actions.change_form import Details
from bot.actions.order_view import line_as_json, line_of, order_view
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.topics.after_sales.goods_back import ITEMS, OPENED, REASON, WORDS, GoodsBack
from bot.actions.topics.order.changing import CartModify, is_about_the_cart
from bot.actions.turn import Turn
from bot.actions.word_list import said_of, says
from store.line import Line, Variant
from store.order import Order, OrderItem
from store.product import Product
from store.rules.returns import ReturnReason, ReturnWindow
from store.systems.order_system import Done

WANTED: Final = "wanted"
_CHOICES: Final = 4


class ExchangeRequest(GoodsBack):
    """Asks for what instead, looks whether it is there, and registers it after a yes."""

    intent: ClassVar[str] = "exchange_request"

    def answer(self, turn: Turn) -> Answer:
        """About the order; another size of what just went into the cart is no exchange yet."""
        if is_about_the_cart(turn) and not turn.entity("order_id"):
            return CartModify(self.services).answer(turn)
        return super().answer(turn)

    def window(self, order: Order, reason: ReturnReason, *, opened: bool) -> ReturnWindow:
        """The rules of exchanges."""
        return self.services.shop.exchanges(order, reason, opened=opened)

    def heard(self, turn: Turn, order: Order, asked: str) -> Details:
        """Also the colour and size wanted, or one size up or down."""
        heard = dict(super().heard(turn, order, asked))
        kept = turn.slots.get("change_details") or {}
        positions = heard.get(ITEMS) or (kept.get(ITEMS) if asked else None)
        if positions and len(positions) == 1 and (wanted := self._wanted(turn, order.items[positions[0]["position"]])):
            heard[WANTED] = wanted
        return heard

    def _wanted(self, turn: Turn, item: OrderItem) -> dict[str, str]:
        product = self.services.shop.product(item.product_id)
        if product is None:
            return {}
        color, size = self._color(turn, product, item), _size(turn, product, item)
        if says(turn.text, WORDS["same"]) and not (color or size):
            return {"color": item.color, "size": item.size}
        return {"color": color or item.color, "size": size or item.size} if color or size else {}

    def _color(self, turn: Turn, product: Product, item: OrderItem) -> str:
        """The colour wanted; of two named ("검정 말고 네이비") the one that is not the order's."""
        said = turn.text.casefold()
        named = turn.values("color") + [
            color
            for color in product.colors
            if (term := self.services.shop.color(color)) and any(word.casefold() in said for word in term.words())
        ]
        return next((color for color in named if color != item.color), named[0] if named else "")

    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:
        """A question, a rule against it, or the proposal."""
        if closed := self.closed(turn, order):
            return closed
        if len(known.get(ITEMS, ())) != 1:
            return self.ask_items(turn, order, {name: known[name] for name in known if name != ITEMS})
        (item,) = self.chosen(order, known)
        return (
            self._without_wanted(turn, order, item, known)
            or self._not_there(turn, order, item, known)
            or self.missing(turn, order, known)
            or self._proposal(turn, order, item, known)
        )

    def _without_wanted(self, turn: Turn, order: Order, item: OrderItem, known: Details) -> Answer | None:
        """The question for colour and size, or that there are no others; None where they are known."""
        product = self.services.shop.product(item.product_id)
        if product is None:
            return self.refused(turn, "unknown_product")
        if len(product.colors) <= 1 and len(product.sizes) <= 1:
            return self.refused(turn, "same_variant")
        return None if WANTED in known else self._ask_wanted(turn, order, product, known)

    def _ask_wanted(self, turn: Turn, order: Order, product: Product, known: Details) -> Answer:
        (item,) = self.chosen(order, known)
        choices = self._in_stock(turn, product, item)
        values = {"title": product.title[turn.language]}
        return self.ask(turn, order, WANTED, known, values=values, suggestions=choices)

    def _not_there(self, turn: Turn, order: Order, item: OrderItem, known: Details) -> Answer | None:
        """The rule against just this colour and size, or what else there is; None while nothing is against it."""
        product = self.services.shop.product(item.product_id)
        assert product
        color, size = known[WANTED]["color"], known[WANTED]["size"]
        if (color, size) == (item.color, item.size):
            return self.refused(turn, "same_variant")
        stock = self.services.shop.stock_of(product, color, size)
        if stock.state == "in_stock" and (stock.quantity is None or stock.quantity >= known[ITEMS][0]["quantity"]):
            return None
        if stock.state == "not_made":
            return self.refused(turn, "no_such_size" if color in product.colors else "no_such_color")
        if stock.state not in ("in_stock", "sold_out"):
            return self.refused(turn, "stock_unknown")
        others = self._in_stock(turn, product, item)
        if not others:
            return self.refused(turn, "out_of_stock")
        answer = self._ask_wanted(turn, order, product, {name: known[name] for name in known if name != WANTED})
        values = {"wanted": self._variant(turn, color, size), "others": self.phrase(turn, "search.joiner").join(others)}
        answer.reply.text = self.phrase(turn, "exchange_request.sold_out", values)
        return answer

    def _in_stock(self, turn: Turn, product: Product, item: OrderItem) -> list[str]:
        """Other colours and sizes that are there, those nearest to the order's first."""
        there = [entry for entry in self.services.shop.stock(product.id) if not entry.branch and entry.quantity > 0]
        others = [entry for entry in there if (entry.color, entry.size) != (item.color, item.size)]
        others.sort(key=lambda entry: (entry.color != item.color) + (entry.size != item.size))
        return [self._variant(turn, entry.color, entry.size) for entry in others[:_CHOICES]]

    def _variant(self, turn: Turn, color: str, size: str) -> str:
        term = self.services.shop.color(color)
        return " ".join(part for part in (term.name[turn.language] if term else color, size) if part)

    def _proposal(self, turn: Turn, order: Order, item: OrderItem, known: Details) -> Answer:
        window = self.window_of(order, known)
        if not window.open:
            return self.not_open(turn, order, window)
        if not any(item is open_item for open_item in window.items):
            return self.excluded(turn, window, [item])
        wanted, (line,) = known[WANTED], self.lines(order, known, [item])
        values = {
            "order": order.id,
            "title": item.title[turn.language] or item.product_id,
            "wanted": self._variant(turn, wanted["color"], wanted["size"]),
            "who_pays": self.who_pays(turn, window),
        }
        what = self.phrase(turn, "exchange_request.what", values)
        arguments = {
            "order": order.id,
            "item": line_as_json(line),
            "wanted": line_as_json(Line(Variant(item.product_id, wanted["color"], wanted["size"]))),
            "reason": known[REASON],
            "opened": bool(known.get(OPENED)),
        }
        return self.forgetting(self.proposed(turn, "exchange_request.propose", what, values, arguments))

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Registers it; what is wanted is set aside."""
        arguments: dict[str, Any] = proposal.arguments
        outcome = self.services.orders.request_exchange(
            arguments["order"],
            line_of(arguments["item"]),
            line_of(arguments["wanted"]).variant,
            cast(ReturnReason, arguments["reason"]),
            turn.actor,
            proposal.key,
            opened=arguments["opened"],
        )
        order = self.services.orders.find(arguments["order"])
        if not isinstance(outcome, Done):
            return self.refused_outcome(turn, outcome)
        shown = order_view(order, turn.language) if order else None
        reply = self.say(turn, "exchange_request.done", action="exchange_request", order=shown)
        rules = self.services.shop.info.exchange or self.services.shop.info.returns
        place = (rules and rules.place) or (self.services.shop.info.returns and self.services.shop.info.returns.place)
        if place:
            reply.text = f"{reply.text} {self.phrase(turn, 'goods_back.place', {'place': place[turn.language]})}"
        return Answer(reply)


def _size(turn: Turn, product: Product, item: OrderItem) -> str:
    """The size wanted: named, or the next one up or down; of two named the one that is not the order's."""
    if not product.sizes:
        return ""
    named = turn.values("size") + [size for size in product.sizes if _says_size(turn.text, size)]
    if named:
        return next((size for size in named if size != item.size), named[0])
    step = {"larger": 1, "smaller": -1}.get(said_of(turn.text, WORDS, "larger", "smaller"), 0)
    if not step or item.size not in product.sizes:
        return ""
    position = product.sizes.index(item.size) + step
    return product.sizes[position] if 0 <= position < len(product.sizes) else ""


def _says_size(text: str, size: str) -> bool:
    return bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(size)}(?![A-Za-z0-9])", text, re.IGNORECASE))
