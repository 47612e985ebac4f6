"""Telling a customer when something is there again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from bot.actions.details.form import DetailedAction
from bot.actions.goods.line_words import choice_words, variant_words
from bot.actions.proposal import Proposal
from bot.actions.reference import product_meant, variant_meant
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.changes.restock_alert import ask_for_alert
from store.line import Variant
from store.product import Product
from store.systems.order_system import Refused


class RestockAlert(DetailedAction):
    """Asks which colour and size, and for a phone where the channel does not know the customer; then remembers it."""

    intent: ClassVar[str] = "restock_alert"

    def answer(self, turn: Turn) -> Answer:
        """What is missing, that it is there, or that the customer will be told."""
        product = product_meant(self, turn)
        if isinstance(product, Answer):
            return product
        return self._for(turn, product, variant_meant(self, turn, product), "")

    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The same with the colour, size or phone that was asked for."""
        product = self.services.shop.product(arguments["id"])
        if product is None:
            return Answer(self.say(turn, "reference.unknown"), yes_means="staff_call")
        variant = Variant(product.id, arguments.get("color") or "", arguments.get("size") or "")
        return self._for(turn, product, variant, arguments.get("phone") or "")

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Nothing is proposed: who asks to be told has said all that it takes."""
        return self.go_on(turn, proposal.arguments)

    def _for(self, turn: Turn, product: Product, variant: Variant, phone: str) -> Answer:
        variant, asked = self._whole(turn, product, variant)
        answer = asked or self._remembered(turn, product, variant, phone)
        answer.shopping = turn.shopping.focusing(product.id, variant.color, variant.size)
        return answer

    def _whole(self, turn: Turn, product: Product, variant: Variant) -> tuple[Variant, Answer | None]:
        """The variant with what need not be said, or the question which of those that are sold out."""
        for what, choices in (("color", product.colors), ("size", product.sizes)):
            if getattr(variant, what) or not choices:
                continue
            gone = [choice for choice in choices if self._is_gone(product, replace(variant, **{what: choice}))]
            if not gone and len(choices) > 1:
                return variant, self._there(turn, product, variant)
            variant_of_one = replace(variant, **{what: (gone or choices)[0]})
            if len(gone) > 1:
                return variant, self._ask_which(turn, product, variant, what, gone)
            variant = variant_of_one
        return variant, None

    def _ask_which(self, turn: Turn, product: Product, variant: Variant, what: str, gone: list[str]) -> Answer:
        arguments = {"id": product.id, "color": variant.color, "size": variant.size}
        choices = choice_words(self.services.shop, what, gone, turn.language)
        values = {"title": product.title[turn.language]}
        if what == "color":
            return self.ask(turn, "color", arguments, "alert.ask_color", values, choices)
        return self.ask(turn, "size", arguments, "alert.ask_size", values, choices)

    def _is_gone(self, product: Product, variant: Variant) -> bool:
        return self.services.shop.stock_of(product, variant.color, variant.size).state != "in_stock"

    def _remembered(self, turn: Turn, product: Product, variant: Variant, phone: str) -> Answer:
        if self.services.shop.stock_of(product, variant.color, variant.size).state == "in_stock":
            return self._there(turn, product, variant)
        contact = turn.account or turn.customer or phone
        values = {"what": variant_words(self.services.shop, variant, product.title, turn.language)}
        if not contact:
            arguments = {"id": product.id, "color": variant.color, "size": variant.size}
            return self.ask(turn, "phone", arguments, "alert.ask_phone", values)
        outcome = ask_for_alert(self.services.shop, variant, contact, turn.actor, turn.key(self.intent))
        if isinstance(outcome, Refused):
            key = "alert.in_stock" if outcome.rule == "in_stock" else "alert.not_made"
            return Answer(self.say(turn, key, values), yes_means="staff_call")
        key = "alert.done_by_phone" if contact == phone else "alert.done"
        return Answer(self.say(turn, key, values, action="restock_alert"))

    def _there(self, turn: Turn, product: Product, variant: Variant) -> Answer:
        what = variant_words(self.services.shop, variant, product.title, turn.language)
        return Answer(self.say(turn, "alert.in_stock", {"what": what}))
