"""Facts about a product: what it is made of, how it is washed, what fits in."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.product_words import first_sentence
from bot.actions.shop_action import Answer
from bot.actions.topics.search.about_product import ProductTopic
from bot.actions.turn import Turn
from catalog_index.details import Fact, Told
from store.product import Product


class ProductDetail(ProductTopic):
    """Tells what the shop's data says of what was asked, and says so where it says nothing."""

    intent: ClassVar[str] = "product_detail"

    def about(self, turn: Turn, product: Product) -> Answer:
        """The attributes asked for, else the sentence of the description that speaks of it."""
        told = self.services.details.of(product, turn.text, turn.language)
        title = product.title[turn.language]
        if told.in_general:
            facts = self._facts(turn, told)
            sentences = [first_sentence(product, turn.language), *facts[:2]]
            values = {"title": title, "facts": " ".join(filter(None, sentences))}
            key = "detail.general" if values["facts"] else "detail.nothing"
            return Answer(self.say(turn, key, values), yes_means=None if values["facts"] else "staff_call")
        if not told.known:
            values = {"title": title, "asked": told.asked[turn.language]}
            key = "detail.unknown" if values["asked"] else "detail.unknown_thing"
            return Answer(self.say(turn, key, values), yes_means="staff_call")
        answer = " ".join(self._facts(turn, told)) or told.sentence
        return Answer(self.say(turn, "detail.answer", {"title": title, "facts": answer}))

    def _facts(self, turn: Turn, told: Told) -> list[str]:
        return [self._fact(turn, fact) for fact in told.facts]

    def _fact(self, turn: Turn, fact: Fact) -> str:
        values = {"label": fact.label[turn.language], "value": fact.value[turn.language]}
        return self.phrase(turn, f"detail.{fact.kind}", values)
