"""Whether a product is there: in a colour, in a size, in a branch."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.actions.goods.line_words import color_word
from bot.actions.product_list import NAMED
from bot.actions.product_words import in_a_row, variant_words
from bot.actions.reference import variant_meant
from bot.actions.shop_action import Answer
from bot.actions.topics.search.about_product import ProductTopic
from bot.actions.turn import Turn
from store.line import Variant
from store.product import Product
from store.rules.stock import StockAnswer

_FEW: Final = 5
"""Pieces up to which their number is told."""
_LOOKED_AT: Final = 10
_ELSEWHERE: Final = re.compile(
    r"(?:다른|딴|타)\s?(?:지점|매장|점포|점)|[가-힣]{2,}점(?:에|은|도|이|\s|$)"
    r"|\b(?:other|another) (?:branch|store|shop)",
    re.IGNORECASE,
)


class StockCheck(ProductTopic):
    """Tells whether it is there and how many; what else there is where it is not."""

    intent: ClassVar[str] = "stock_check"

    def about(self, turn: Turn, product: Product) -> Answer:
        """By the store's stock and rules."""
        variant = variant_meant(self, turn, product)
        stock = self.services.shop.stock_of(product, variant.color, variant.size)
        values: dict[str, object] = {
            "title": product.title[turn.language],
            "what": self._what(turn, product, variant),
            "quantity": stock.quantity,
        }
        answer = self._in_branch(turn, stock, values) or self._here(turn, product, variant, stock, values)
        answer.shopping = turn.shopping.focusing(product.id, variant.color, variant.size)
        return answer

    def _here(
        self, turn: Turn, product: Product, variant: Variant, stock: StockAnswer, values: dict[str, object]
    ) -> Answer:
        if stock.state == "in_stock":
            return self._there(turn, product, variant, stock, values)
        if stock.state in ("preorder", "backorder", "unknown"):
            unknown = stock.state == "unknown"
            return Answer(self.say(turn, f"stock.{stock.state}", values), yes_means="staff_call" if unknown else None)
        if stock.state == "not_made":
            return Answer(self.say(turn, "stock.not_made", {**values, **self._made(turn, product, variant)}))
        reply = self.say(turn, "stock.sold_out", values)
        reply.text += " " + self._instead(turn, product, variant, stock)
        return Answer(reply, yes_means="restock_alert")

    def _there(
        self, turn: Turn, product: Product, variant: Variant, stock: StockAnswer, values: dict[str, object]
    ) -> Answer:
        wanted, left = int(turn.entity("quantity") or 1), stock.quantity
        if left is not None and left < wanted:
            return Answer(self.say(turn, "stock.not_enough", {**values, "wanted": wanted}))
        reply = self.say(turn, "stock.few" if left is not None and left <= _FEW else "stock.there", values)
        missing = [
            what
            for what, choices, said in (("color", product.colors, variant.color), ("size", product.sizes, variant.size))
            if len(choices) > 1 and not said
        ]
        if missing:
            reply.text += " " + self.phrase(turn, f"stock.say_{'_and_'.join(missing)}")
        return Answer(reply)

    def _in_branch(self, turn: Turn, stock: StockAnswer, values: dict[str, object]) -> Answer | None:
        """About other branches, where one is named or they are spoken of."""
        said = turn.text.casefold()
        for branch, quantity in stock.elsewhere:
            if branch.casefold() in said:
                return Answer(self.say(turn, "stock.in_branch", {**values, "branch": branch, "quantity": quantity}))
        if not _ELSEWHERE.search(turn.text):
            return None
        if stock.elsewhere:
            branches = in_a_row(self, turn, [branch for branch, _ in stock.elsewhere[:NAMED]])
            return Answer(self.say(turn, "stock.in_branches", {**values, "branches": branches}))
        return Answer(self.say(turn, "stock.branch_unknown", values), yes_means="staff_call")

    def _instead(self, turn: Turn, product: Product, variant: Variant, stock: StockAnswer) -> str:
        """Other sizes and colours of it, branches that have it, else something like it; and an offer to tell."""
        shop = self.services.shop
        near = [entry for entry in stock.others_here if variant.size and entry[1] == variant.size]
        others = [variant_words(shop, color, size, turn.language) for color, size, _ in (near or stock.others_here)]
        others = [words for words in others if words]
        if stock.elsewhere:
            branches = in_a_row(self, turn, [branch for branch, _ in stock.elsewhere[:NAMED]])
            sentence = self.phrase(turn, "stock.elsewhere", {"branches": branches})
        elif others:
            sentence = self.phrase(turn, "stock.others", {"others": in_a_row(self, turn, others[:NAMED])})
        else:
            alike = self.services.alikes.like(product.id, _LOOKED_AT)
            there = next((one.product for one in alike if shop.in_stock(one.product.id)), None)
            sentence = self.phrase(turn, "stock.alike", {"other": there.title[turn.language]}) if there else ""
        return " ".join(filter(None, [sentence, self.phrase(turn, "stock.offer_alert")]))

    def _made(self, turn: Turn, product: Product, variant: Variant) -> dict[str, object]:
        """What it comes in instead of what was asked for."""
        if variant.color and product.colors and variant.color not in product.colors:
            words = [color_word(self.services.shop, color, turn.language) for color in product.colors]
        else:
            words = list(product.sizes)
        return {"choices": in_a_row(self, turn, words) if words else ""}

    def _what(self, turn: Turn, product: Product, variant: Variant) -> str:
        """The product, with the colour and size asked for."""
        words = variant_words(self.services.shop, variant.color, variant.size, turn.language)
        title = product.title[turn.language]
        return self.phrase(turn, "stock.variant", {"title": title, "variant": words}) if words else title
