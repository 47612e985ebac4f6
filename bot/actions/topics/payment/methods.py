"""Ways to pay: all of them, one that is named, instalments."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.own_answers import answer_on
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.sections.services import Installments, PaymentMethod

_WORDS: Final = read_words(__file__, "payment_words.yml")
_WAYS: Final = ("foreign_card", "simple_pay", "voucher", "cash", "bank_transfer", "points", "card")
"""Narrower ones first: a foreign card is a card too."""


class PaymentMethodInfo(ShopAction):
    """Yes or no for a way the store pack speaks of; that it is not known for any other."""

    intent: ClassVar[str] = "payment_method"

    def answer(self, turn: Turn) -> Answer:
        """What can be paid with."""
        if says(turn.text, _WORDS["installments"]):
            return self._installments(turn)
        ways = self.services.shop.info.payment_methods
        if not ways or says(turn.text, _WORDS["unknown"]):
            return self._unknown(turn, ways)
        if said := self._way_named(turn, ways):
            return self._about(turn, said, ways)
        return Answer(self.say(turn, "payment.ways", {"ways": self._joined(turn, ways)}))

    def _way_named(self, turn: Turn, ways: list[PaymentMethod]) -> str | PaymentMethod:
        """A way of the shop by its own name or by a usual word; else the id of one it does not name."""
        text = turn.text.casefold().replace(" ", "")
        for way in ways:
            if any(name.casefold().replace(" ", "") in text for name in way.name.both()):
                return way
        usual = next((way for way in _WAYS if says(turn.text, _WORDS[f"way_{way}"])), "")
        words = _WORDS.get(f"way_{usual}", {})
        called = (way for way in ways if way.id == usual or any(says(name, words) for name in way.name.both()))
        return next(called, usual)

    def _about(self, turn: Turn, said: str | PaymentMethod, ways: list[PaymentMethod]) -> Answer:
        values = {"ways": self._joined(turn, ways)}
        if isinstance(said, str):
            key = "payment.cannot_say" if says(turn.text, _WORDS["brand"]) else "payment.not_taken"
            return Answer(self.say(turn, key, values), yes_means="staff_call")
        values["way"] = said.name[turn.language]
        if says(turn.text, _WORDS["brand"]):
            return Answer(self.say(turn, "payment.taken_brand_unknown", values), yes_means="staff_call")
        return Answer(self.say(turn, "payment.taken", values))

    def _installments(self, turn: Turn) -> Answer:
        rules = self.services.shop.info.installments
        if rules and (told := self._rules(turn, rules)):
            return Answer(self.say(turn, "payment.installments", {"rules": told}))
        if known := answer_on(self.services, turn, _WORDS["installments"]):
            return Answer(self.say(turn, "payment.installments", {"rules": known}))
        return Answer(self.say(turn, "payment.installments_unknown"), yes_means="staff_call")

    def _rules(self, turn: Turn, rules: Installments) -> str:
        if rules.note[turn.language]:
            return rules.note[turn.language]
        if not rules.months:
            return ""
        months = self.phrase(turn, "goods.joiner").join(str(month) for month in rules.months)
        return self.phrase(turn, "payment.months", {"months": months})

    def _unknown(self, turn: Turn, ways: list[PaymentMethod]) -> Answer:
        key = "payment.cannot_say" if ways else "payment.none_known"
        return Answer(self.say(turn, key, {"ways": self._joined(turn, ways)}), yes_means="staff_call")

    def _joined(self, turn: Turn, ways: list[PaymentMethod]) -> str:
        return self.phrase(turn, "goods.joiner").join(way.name[turn.language] for way in ways)
