"""Parking: where, what it costs, and what a purchase saves."""

from __future__ import annotations

from typing import Any, ClassVar

from annae.types import Language, Money
from bot.actions.faq import NEARLY_THE_SAME
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.info import StoreInfo


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
        values = _values(info, turn.language)
        sentences = [self.phrase(turn, f"parking.{key}", values) for key in ("place", "fee") if _known(key, values)]
        if values["note"]:
            sentences.append(str(values["note"]))
        if not sentences:
            return Answer(self.say(turn, "parking.unknown"), yes_means="staff_call")
        return Answer(self.say(turn, "parking.answer", {"facts": " ".join(sentences)}))


def _known(key: str, values: dict[str, object]) -> bool:
    needed = {"place": ("place",), "fee": ("base_fee", "base_minutes", "extra_fee", "extra_minutes")}[key]
    return all(values[name] for name in needed)


def _values(info: StoreInfo, language: Language) -> dict[str, object]:
    facts: dict[str, Any] = info.parking

    def text(name: str) -> str:
        value = facts.get(name) or ""
        return str(value.get(language) or next(iter(value.values()), "")) if isinstance(value, dict) else str(value)

    def money(name: str) -> str:
        return Money(int(facts[name]), info.currency).written(language) if facts.get(name) else ""

    return {
        "place": text("place"),
        "base_minutes": facts.get("base_minutes"),
        "base_fee": money("base_fee"),
        "extra_minutes": facts.get("extra_minutes"),
        "extra_fee": money("extra_fee"),
        "note": text("note"),
    }
