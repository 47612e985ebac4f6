"""What is common to answers about one product: it is found out, shown as a card, and stays in focus."""

from __future__ import annotations

from abc import abstractmethod

from bot.actions.cards import card
from bot.actions.product_list import Shown
from bot.actions.product_words import first_sentence
from bot.actions.reference import product_meant
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.product import Product


class ProductTopic(ShopAction):
    """An intent about one product."""

    @abstractmethod
    def about(self, turn: Turn, product: Product) -> Answer:
        """The answer about a product."""

    def answer(self, turn: Turn) -> Answer:
        """About the product meant; where that is not clear, the question which one."""
        product = product_meant(self, turn)
        if isinstance(product, Answer):
            return product
        answer = self.about(turn, product)
        answer.reply.products = answer.reply.products or [
            card(self.services.shop, Shown(product, why=first_sentence(product, turn.language)), turn.language)
        ]
        answer.shopping = answer.shopping or turn.shopping.focusing(
            product.id, turn.entity("color") or "", turn.entity("size") or ""
        )
        return answer
