"""Gift wrapping: where, what it costs, from when it is free."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Money
from bot.actions.faq import NEARLY_THE_SAME
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from store.sections.services import GiftWrap as Terms

_SPOKEN: Final = 3
"""Facts said aloud; the others are on the screen."""


class GiftWrap(ShopAction):
    """Tells what the store pack says of wrapping."""

    intent: ClassVar[str] = "gift_wrap"

    def answer(self, turn: Turn) -> Answer:
        """The shop's answer to just that question, else place and prices, with its own note on the screen."""
        if known := self.services.faq.answer(turn.text, turn.language, NEARLY_THE_SAME):
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        shop = self.services.shop
        terms = shop.info.gift_wrap
        facts = self._facts(turn, terms) if terms else []
        note = terms.note[turn.language] if terms else ""
        if not terms or not (facts or note):
            return Answer(self.say(turn, "gift_wrap.unknown"), yes_means="staff_call")
        reply = self.say(turn, "gift_wrap.answer", {"facts": " ".join(facts[:_SPOKEN] or [note])})
        shown = [*facts[_SPOKEN:], *([note] if facts and not _repeats(note, terms) else [])]
        if shown:
            reply.speech, reply.text = reply.text, " ".join([reply.text, *shown])
        zone = shop.zone(terms.zone) if terms.zone else None
        if zone is None:
            return Answer(reply)
        reply.location = location_of(zone, turn.language)
        return Answer(way_to(self, turn, [zone]).shown_with(reply))

    def _facts(self, turn: Turn, terms: Terms) -> list[str]:
        """One sentence for each thing that is known."""

        def money(amount: int) -> str:
            return Money(amount, self.services.shop.info.currency).written(turn.language)

        known: list[tuple[str, dict[str, object]]] = []
        if place := terms.place[turn.language]:
            known.append(("place", {"place": place}))
        if terms.fee and terms.large_fee:
            known.append(("fees", {"fee": money(terms.fee), "large": money(terms.large_fee)}))
        elif terms.fee is not None:
            known.append(("fee", {"fee": money(terms.fee)}) if terms.fee else ("free", {}))
        if terms.free_from:
            known.append(("free_from", {"amount": money(terms.free_from)}))
        if terms.minutes:
            known.append(("minutes", {"minutes": terms.minutes}))
        return [self.phrase(turn, f"gift_wrap.with_{key}", values) for key, values in known]


def _repeats(note: str, terms: Terms) -> bool:
    """Whether the shop's own note says the price again, or nothing."""
    return not note or bool(terms.fee and f"{terms.fee:,}" in note)
