"""Points: earned, spent, expiring. Balances are not stored here, and that is said."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Money
from bot.actions.code import code_in_hand
from bot.actions.own_answers import answer_on
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.payment.where_to_ask import where_to_ask
from bot.actions.turn import Turn
from bot.actions.word_list import Words, read_words, said_of
from store.changes.cart import cart
from store.rules.points import points_earned
from store.sections.points import Points as Rules

_WORDS: Final = read_words(__file__, "points_words.yml")
_POINTS: Final[Words] = {"ko": ["포인트", "적립"], "en": ["points"]}


class Points(ShopAction):
    """Answers by the shop's rules, with what the cart or the product spoken of would earn."""

    intent: ClassVar[str] = "points"

    def answer(self, turn: Turn) -> Answer:
        """What the rules say, or where to ask."""
        rules = self.services.shop.info.points
        if rules is None:
            known = answer_on(self.services, turn, _POINTS)
            reply = self.say(turn, "points.answer", {"answer": known}) if known else self.say(turn, "points.none")
            return Answer(reply, yes_means=None if known else "staff_call")
        topic = said_of(turn.text, _WORDS, "unknown", "expiry", "balance", "spend", "earn")
        if topic in ("unknown", "balance"):
            values = {**self._values(turn, rules), **where_to_ask(self, turn)}
            return Answer(self.say(turn, f"points.{topic}", values), yes_means="staff_call")
        if topic == "expiry" and rules.valid_months is None:
            return Answer(self.say(turn, "points.unknown", self._values(turn, rules) | where_to_ask(self, turn)),
                          yes_means="staff_call")  # fmt: skip
        reply = self.say(turn, f"points.{topic or 'rules'}", self._values(turn, rules))
        if topic in ("earn", "") and (earned := self._earned(turn)):
            reply.text = f"{reply.text} {earned}"
        return Answer(reply)

    def _values(self, turn: Turn, rules: Rules) -> dict[str, object]:
        name = rules.name[turn.language] or self.phrase(turn, "points.name")
        rate = f"{rules.rate_percent:g}%"
        return {
            "name": name,
            "rate": rate,
            "min": f"{max(rules.min_use, 1):,}",
            "worth": Money(rules.worth, self.services.shop.info.currency).written(turn.language),
            "months": rules.valid_months or "",
            "note": rules.note[turn.language] or self.phrase(turn, "points.note", {"rate": rate}),
        }

    def _earned(self, turn: Turn) -> str:
        """What an amount that is said, the product spoken of, or the cart would earn."""
        shop, what = self.services.shop, "points.earned_cart"
        amount = cart(shop, turn.actor, code_in_hand(turn)).total.amount
        if product := shop.product(turn.shopping.focus) if turn.shopping.focus else None:
            amount, what = shop.price(product).pays.amount, "points.earned_product"
        if said := turn.entity("money"):
            amount, what = int(said), "points.earned_amount"
        if not amount:
            return ""
        values = {
            "amount": Money(amount, shop.info.currency).written(turn.language),
            "points": f"{points_earned(shop.info, amount) or 0:,}",
            "title": product.title[turn.language] if product else "",
        }
        return self.phrase(turn, what, values)
