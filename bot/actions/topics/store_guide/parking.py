"""Parking: where, what it costs, and what a purchase saves."""

from __future__ import annotations

from typing import ClassVar

from annae.types import Language, Money
from bot.actions.faq import NEARLY_THE_SAME
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.sections.services import Parking as CarPark


class Parking(ShopAction):
    """Tells what the store pack says of its car park."""

    intent: ClassVar[str] = "parking"

    def answer(self, turn: Turn) -> Answer:
        """The shop's answer to just that question, else place, fee and its note."""
        info = self.services.shop.info
        if known := self.services.faq.answer(turn.text, turn.language, NEARLY_THE_SAME):
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        if not info.parking:
            return Answer(self.say(turn, "parking.none"), yes_means="staff_call")
        values = _values(info.parking, info.currency, turn.language)
        sentences = [self.phrase(turn, f"parking.{key}", values) for key in ("place", "fee") if _known(key, values)]
        if values["note"]:
            sentences.append(str(values["note"]))
        if not sentences:
            return Answer(self.say(turn, "parking.unknown"), yes_means="staff_call")
        return Answer(self.say(turn, "parking.answer", {"facts": " ".join(sentences)}))


def _known(key: str, values: dict[str, object]) -> bool:
    needed = {"place": ("place",), "fee": ("base_fee", "base_minutes", "extra_fee", "extra_minutes")}[key]
    return all(values[name] for name in needed)


def _values(parking: CarPark, currency: str, language: Language) -> dict[str, object]:
    def money(amount: int | None) -> str:
        return Money(amount, currency).written(language) if amount else ""

    return {
        "place": parking.place[language],
        "base_minutes": parking.base_minutes,
        "base_fee": money(parking.base_fee),
        "extra_minutes": parking.extra_minutes,
        "extra_fee": money(parking.extra_fee),
        "note": parking.note[language],
    }
