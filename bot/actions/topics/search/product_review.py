"""What other customers say of a product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from annae.types import Language
from bot.actions.shop_action import Answer
from bot.actions.topics.search.about_product import ProductTopic
from bot.actions.turn import Turn
from store.product import Product, Review

_LONGEST_QUOTE: Final = 80
_GOOD: Final = 4.0


class ProductReview(ProductTopic):
    """Tells rating and number of reviews, and quotes one that praises and one that does not."""

    intent: ClassVar[str] = "product_review"

    def about(self, turn: Turn, product: Product) -> Answer:
        """The rating and quotes in the customer's language; what is not there is said."""
        reviews = self.services.shop.reviews(product.id)
        values: dict[str, object] = {
            "title": product.title[turn.language],
            "rating": f"{product.rating:g}" if product.rating else "",
            "count": product.review_count,
        }
        if not product.rating and not reviews:
            return Answer(self.say(turn, "review.none", values), yes_means="staff_call")
        key = "review.rated" if product.rating and product.review_count else "review.unrated"
        reply = self.say(turn, key, values)
        quotes = self._quoted(turn, reviews)
        if quotes:
            reply.text = f"{reply.text} {quotes}"
        return Answer(reply)

    def _quoted(self, turn: Turn, reviews: Sequence[Review]) -> str:
        own = [review for review in reviews if review.language == turn.language]
        good = [review for review in own if (review.rating or 0) >= _GOOD]
        poor = [review for review in own if review.rating is not None and review.rating < _GOOD]
        if good and poor:
            values = {"good": _quote(good[0], turn.language), "poor": _quote(poor[-1], turn.language)}
            return self.phrase(turn, "review.both", values)
        return self.phrase(turn, "review.quote", {"quote": _quote(own[0], turn.language)}) if own else ""


def _quote(review: Review, language: Language) -> str:
    """The review without its full stop, its first sentence where it is long."""
    text = review.text.strip()
    if len(text) > _LONGEST_QUOTE:
        text = text.split(". ")[0]
    return text.rstrip(".") if language == "ko" else text
