"""Which sizes and colours a product comes in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Final

from bot.actions.goods.line_words import color_word
from bot.actions.product_list import NAMED
from bot.actions.product_words import in_a_row
from bot.actions.shop_action import Answer
from bot.actions.topics.search.about_product import ProductTopic
from bot.actions.turn import Turn
from store.product import Product
from store.rules.stock import StockState

_ENUMERATED: Final = 6
"""Choices read out one by one; of more, the first and the last."""
_GONE: Final[tuple[StockState, ...]] = ("sold_out",)


class _Options(ProductTopic):
    """Lists the choices and those of them that are sold out."""

    @abstractmethod
    def choices(self, product: Product) -> Sequence[str]:
        """The choices, as in the data."""

    @abstractmethod
    def word(self, turn: Turn, choice: str) -> str:
        """A choice in words."""

    @abstractmethod
    def sold_out(self, product: Product, choice: str) -> bool:
        """Whether nothing of that choice is left here."""

    def about(self, turn: Turn, product: Product) -> Answer:
        """All choices; that there is but one; or that the data does not say."""
        choices, title = self.choices(product), product.title[turn.language]
        if not choices:
            return Answer(self.say(turn, f"{self.intent}.unknown", {"title": title}), yes_means="staff_call")
        words = [self.word(turn, choice) for choice in choices]
        gone = [self.word(turn, choice) for choice in choices if self.sold_out(product, choice)]
        values: dict[str, object] = {
            "title": title,
            "choices": in_a_row(self, turn, words),
            "first": words[0],
            "last": words[-1],
            "count": len(words),
        }
        key = "one" if len(words) == 1 else "several" if len(words) <= _ENUMERATED else "many"
        reply = self.say(turn, f"{self.intent}.{key}", values)
        if gone and len(gone) == len(words):
            reply.text += " " + self.phrase(turn, "options.all_gone")
        elif gone:
            reply.text += " " + self.phrase(turn, "options.gone", {"gone": in_a_row(self, turn, gone)})
        return Answer(reply)


class SizeOption(_Options):
    """Sizes."""

    intent: ClassVar[str] = "size_option"

    def choices(self, product: Product) -> Sequence[str]:
        """Sizes as in the data."""
        return product.sizes

    def word(self, turn: Turn, choice: str) -> str:  # noqa: ARG002 - colours need the turn
        """The size itself."""
        return choice

    def sold_out(self, product: Product, choice: str) -> bool:
        """By the stock."""
        return self.services.shop.stock_of(product, size=choice).state in _GONE


class ColorOption(_Options):
    """Colours; for one that it does not come in, others like it that do."""

    intent: ClassVar[str] = "color_option"

    def choices(self, product: Product) -> Sequence[str]:
        """Ids of colours."""
        return product.colors

    def word(self, turn: Turn, choice: str) -> str:
        """The shop's word."""
        return color_word(self.services.shop, choice, turn.language)

    def sold_out(self, product: Product, choice: str) -> bool:
        """By the stock."""
        return self.services.shop.stock_of(product, choice).state in _GONE

    def about(self, turn: Turn, product: Product) -> Answer:
        """The colours; of one asked for that there is not, that it is not made, and what is like it."""
        answer = super().about(turn, product)
        asked = turn.entity("color")
        if not asked or not product.colors or asked in product.colors:
            return answer
        color = color_word(self.services.shop, asked, turn.language)
        alike = self.services.alikes.in_color(product.id, asked, NAMED)
        values = {"color": color, "first": alike[0].product.title[turn.language] if alike else ""}
        sentence = self.phrase(turn, "color_option.alike" if alike else "color_option.not_in", values)
        answer.reply.text += " " + sentence
        return answer
