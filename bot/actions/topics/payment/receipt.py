"""Receipts: what the shop says of the kind that is asked for."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.own_answers import answer_on
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of

_WORDS: Final = read_words(__file__, "payment_words.yml")
_KINDS: Final = ("receipt_tax", "receipt_cash", "receipt_digital", "receipt_gift", "receipt_other")


class Receipt(ShopAction):
    """We print none; where to get one, the shop's own list of answers says."""

    intent: ClassVar[str] = "receipt"

    def answer(self, turn: Turn) -> Answer:
        """The shop's answer, or that it is not known and staff."""
        kind = said_of(turn.text, _WORDS, *_KINDS)
        if known := answer_on(self.services, turn, _WORDS[kind or "receipt_again"]):
            return Answer(self.say(turn, "receipt.answer", {"answer": known}))
        key = "receipt.unknown_kind" if kind else "receipt.unknown"
        return Answer(self.say(turn, key), yes_means="staff_call")
