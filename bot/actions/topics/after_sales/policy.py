"""The rules of returns and exchanges; for an order in hand its own date."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.calendar_words import day_words
from bot.actions.order_form import known_order
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.after_sales.goods_back import WORDS
from bot.actions.turn import Turn
from bot.actions.way import location_of
from bot.actions.word_list import said_of
from store.sections.returns import Exchange, Returns


class ReturnPolicy(ShopAction):
    """Answers from the shop's list of questions where it has just this one, else from its rules."""

    intent: ClassVar[str] = "return_policy"

    def answer(self, turn: Turn) -> Answer:
        """The rule asked for, and the date of the order in hand."""
        rules = self.services.shop.info.returns
        if rules is None:
            return Answer(self.say(turn, "return_policy.none"), yes_means="staff_call")
        asked = said_of(turn.text, WORDS, "fee", "place", "defect")
        known = None if asked else self.services.faq.answer(turn.text, turn.language)
        text = known or self._rule(turn, rules, asked)
        if not text:
            return Answer(self.say(turn, "return_policy.none"), yes_means="staff_call")
        reply = self.say(turn, "return_policy.answer", {"text": text})
        if zone := self.services.shop.zone(rules.zone) if asked == "place" and rules.zone else None:
            reply.location = location_of(zone, turn.language)
        if own := self._of_order(turn):
            reply.text = f"{reply.text} {own}"
        return Answer(reply)

    def _rule(self, turn: Turn, rules: Returns, asked: str) -> str:
        if asked == "fee" and rules.shipping_payer:
            return rules.shipping_payer[turn.language]
        if asked == "place" and rules.place:
            return self.phrase(turn, "goods_back.place", {"place": rules.place[turn.language]})
        if asked == "defect" and rules.defect_window_days is not None:
            return self.phrase(turn, "return_policy.defect", {"days": rules.defect_window_days})
        exchange = self.services.shop.info.exchange
        section: Returns | Exchange = rules
        if exchange and exchange.conditions and said_of(turn.text, WORDS, "exchange"):
            section = exchange
        if section.conditions:
            return section.conditions[turn.language]
        return self.phrase(turn, "return_policy.window", {"days": section.window_days})

    def _of_order(self, turn: Turn) -> str:
        """Until when the order in hand can come back; empty without one, or where it is not open."""
        order = known_order(self.services, turn)
        window = self.services.shop.returns(order) if order else None
        if order is None or window is None or not window.open or window.until is None:
            return ""
        day = day_words(self, turn, window.until.date(), self.services.shop.now().date())
        return self.phrase(turn, "return_policy.of_order", {"order": order.id, "day": day})
