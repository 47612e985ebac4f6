"""What sending costs, where to and how long it takes: the shop's rules, without any order."""

from __future__ import annotations

from datetime import time
from typing import ClassVar, Final

from annae.types import Money, Reply
from bot.actions.calendar_words import day_words, time_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of
from store.rules.delivery import DeliveryDates
from store.sections.delivery import Delivery
from store.shop import DeliveryTerms

_WORDS: Final = read_words(__file__, "delivery_words.yml")


class DeliveryInfo(ShopAction):
    """Answers from the rules what they settle, and from the shop's list of questions what they do not."""

    intent: ClassVar[str] = "delivery_info"

    def answer(self, turn: Turn) -> Answer:
        """The fee, the time, the area or the whole, as the customer asks."""
        rules = self.services.shop.info.delivery
        if rules is None:
            return Answer(self.say(turn, "delivery.none"), yes_means="staff_call")
        terms = self.services.shop.delivery(turn.text)
        asked = said_of(turn.text, _WORDS, "abroad", "same_day", "fee", "time")
        if not terms.allowed.allowed:
            return Answer(self._nowhere(turn, rules, terms), yes_means="staff_call")
        if asked == "same_day":
            return Answer(self.say(turn, f"delivery.{_same_day(terms)}", self._same_day_values(turn, rules)))
        sentences = self._sentences(turn, rules, terms, asked)
        settled = terms.area is not None or asked in ("fee", "time")
        known = None if settled else self.services.faq.answer(turn.text, turn.language)
        if known:
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        if not sentences:
            return Answer(self.say(turn, "delivery.not_said"), yes_means="staff_call")
        reply = self.say(turn, "delivery.answer", {"answer": " ".join(sentences)})
        return Answer(reply)

    def _nowhere(self, turn: Turn, rules: Delivery, terms: DeliveryTerms) -> Reply:
        area = terms.area.name[turn.language] if terms.area else ""
        values = {"area": area, "coverage": rules.coverage[turn.language]}
        return self.say(turn, "delivery.not_there", values, action="decline")

    def _sentences(self, turn: Turn, rules: Delivery, terms: DeliveryTerms, asked: str) -> list[str]:
        fee, days = self._fee(turn, rules, terms), self._time(turn, rules, terms)
        coverage = rules.coverage[turn.language]
        if asked == "abroad":
            return [coverage] if coverage else []
        if asked in ("fee", "time"):
            return fee if asked == "fee" else days
        if terms.area:
            return [*days, *fee]
        return [*fee[:1], *days, *([coverage] if coverage else [])]

    def _fee(self, turn: Turn, rules: Delivery, terms: DeliveryTerms) -> list[str]:
        surcharge = terms.area.extra_fee if terms.area else 0
        values = {
            "fee": self._money(turn, rules.fee),
            "free_from": self._money(turn, rules.free_from or 0),
            "surcharge": self._money(turn, surcharge),
            "area": terms.area.name[turn.language] if terms.area else "",
        }
        sentences = [self.phrase(turn, "delivery.fee" if rules.free_from is None else "delivery.fee_free_from", values)]
        if surcharge:
            sentences.append(self.phrase(turn, "delivery.surcharge", values))
        elif extra := [area.name[turn.language] for area in rules.all_areas if area.extra_fee and area.name]:
            values["area"] = self.phrase(turn, "search.joiner").join(extra)
            values["surcharge"] = self._money(turn, max(area.extra_fee for area in rules.all_areas))
            sentences.append(self.phrase(turn, "delivery.surcharge_elsewhere", values))
        return sentences

    def _time(self, turn: Turn, rules: Delivery, terms: DeliveryTerms) -> list[str]:
        if terms.dates is None:
            return [rules.eta[turn.language]] if rules.eta else []
        return [self.phrase(turn, "delivery.dates", self._dates(turn, terms.dates))]

    def _dates(self, turn: Turn, dates: DeliveryDates) -> dict[str, str]:
        today = self.services.shop.now().date()
        return {
            "first": day_words(self, turn, dates.earliest, today),
            "last": day_words(self, turn, dates.latest, today),
        }

    def _same_day_values(self, turn: Turn, rules: Delivery) -> dict[str, object]:
        if rules.same_day is None:
            return {}
        hour, minute = map(int, rules.same_day.order_before.split(":"))
        return {
            "fee": self._money(turn, rules.same_day.fee),
            "area": rules.same_day.area[turn.language],
            "arrives": rules.same_day.arrives[turn.language],
            "before": time_words(self, turn, time(hour, minute)),
        }

    def _money(self, turn: Turn, amount: int) -> str:
        return Money(amount, self.services.shop.info.currency).written(turn.language)


def _same_day(terms: DeliveryTerms) -> str:
    """The text's key: whether it is offered at all, still today, and there."""
    return f"same_day_{terms.same_day.rule or 'offered'}"
