"""The membership: what it costs and brings, how to join. Whose membership it is, is not stored here."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Money
from bot.actions.own_answers import answer_on
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.payment.where_to_ask import where_to_ask
from bot.actions.turn import Turn
from bot.actions.word_list import Words, read_words, said_of
from store.sections.points import Membership as Rules
from store.sections.points import Tier

_WORDS: Final = read_words(__file__, "points_words.yml")
_MEMBERSHIP: Final[Words] = {"ko": ["멤버십", "회원"], "en": ["membership", "member"]}


class Membership(ShopAction):
    """Answers from the store pack and the shop's own list of answers."""

    intent: ClassVar[str] = "membership"

    def answer(self, turn: Turn) -> Answer:
        """What is known; the rest only staff can tell."""
        rules = self.services.shop.info.membership
        topic = said_of(turn.text, _WORDS, "mine", "account", "fee", "join", "tiers")
        if topic in ("mine", "account"):
            return Answer(self.say(turn, f"membership.{topic}", where_to_ask(self, turn)), yes_means="staff_call")
        known = answer_on(self.services, turn, _MEMBERSHIP) if topic in ("join", "fee", "") or not rules else ""
        if topic == "fee" and rules:
            key = "membership.fee" if rules.fee else "membership.free"
            return Answer(self.say(turn, key, self._values(turn, rules)))
        if known:
            return Answer(self.say(turn, "membership.answer", {"answer": known}))
        if rules and rules.tiers:
            return Answer(self.say(turn, "membership.tiers", self._values(turn, rules)))
        if rules and rules.note[turn.language]:
            return Answer(self.say(turn, "membership.answer", {"answer": rules.note[turn.language]}))
        return Answer(self.say(turn, "membership.unknown", where_to_ask(self, turn)), yes_means="staff_call")

    def _values(self, turn: Turn, rules: Rules) -> dict[str, object]:
        tiers = sorted(rules.tiers, key=lambda tier: tier.from_yearly_spend)
        return {
            "name": rules.name[turn.language] or self.phrase(turn, "membership.name"),
            "fee": Money(rules.fee, self.services.shop.info.currency).written(turn.language),
            "tiers": self.phrase(turn, "membership.tier_joiner").join(self._tier(turn, tier) for tier in tiers),
        }

    def _tier(self, turn: Turn, tier: Tier) -> str:
        currency = self.services.shop.info.currency
        values = {
            "name": tier.name[turn.language],
            "amount": Money(tier.from_yearly_spend, currency).written(turn.language),
            "benefit": tier.benefit[turn.language],
        }
        return self.phrase(turn, "membership.tier" if tier.from_yearly_spend else "membership.first_tier", values)
