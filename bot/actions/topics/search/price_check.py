"""What a product costs now."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.shop_action import Answer
from bot.actions.topics.search.about_product import ProductTopic
from bot.actions.turn import Turn
from store.product import Product
from store.rules.price import Price


class PriceCheck(ProductTopic):
    """Tells the price, and the sale or promotion that makes it."""

    intent: ClassVar[str] = "price_check"

    def about(self, turn: Turn, product: Product) -> Answer:
        """The price of one piece, of several where so many are named, and a promotion still to come."""
        price = self.services.shop.price(product)
        values: dict[str, object] = {
            "title": product.title[turn.language],
            "regular": price.regular.written(turn.language),
            "price": price.pays.written(turn.language),
            "saved": price.saved.written(turn.language),
            "promotion": price.promotions[0].name[turn.language] if price.promotions else "",
        }
        reply = self.say(turn, f"price.{price.why}", values)
        sentences = [reply.text, self._together(turn, product), self._besides(turn, price)]
        reply.text = " ".join(filter(None, sentences))
        return Answer(reply)

    def _together(self, turn: Turn, product: Product) -> str:
        quantity = int(turn.entity("quantity") or 1)
        if quantity == 1:
            return ""
        total = self.services.shop.order_price([(product, quantity)]).pays
        return self.phrase(turn, "price.together", {"count": quantity, "total": total.written(turn.language)})

    def _besides(self, turn: Turn, price: Price) -> str:
        """A promotion for just this product that would make it cheaper later today, or with a code."""
        passed = [
            entry.promotion
            for entry in price.passed_over
            if entry.rule in ("not_now", "needs_code", "below_minimum") and not entry.promotion.for_whole_order
        ]
        offers = [*passed, *(gift for gift in price.gifts if not gift.for_whole_order)]
        if not offers:
            return ""
        offer = offers[0]
        values = {"promotion": offer.name[turn.language], "condition": offer.condition[turn.language]}
        return self.phrase(turn, "price.besides" if offer.condition[turn.language] else "price.besides_named", values)
