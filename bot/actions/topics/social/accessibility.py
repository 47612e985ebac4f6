"""Louder, slower, larger: changes how everything that follows is presented."""

from __future__ import annotations

from typing import ClassVar, Final

from rasa_sdk.events import SlotSet

from annae.types import Aspect, Presentation
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of, says

_WORDS: Final = read_words(__file__, "accessibility_words.yml")
_STEPS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_CHANGES: Final[dict[str, tuple[Aspect, int]]] = {
    "louder": ("volume", 1),
    "quieter": ("volume", -1),
    "slower": ("speed", -1),
    "faster": ("speed", 1),
    "larger": ("text_size", 1),
    "smaller": ("text_size", -1),
}
_CANNOT: Final = ("blind", "deaf", "reach", "screen", "sign_language")
"""Needs that are met in another way than by a factor; each has a text."""


class Accessibility(ShopAction):
    """Steps volume, speed and text size up and down within bounds, and back to normal."""

    intent: ClassVar[str] = "accessibility"

    def answer(self, turn: Turn) -> Answer:
        """What was changed, what cannot be changed any further, or the question what should change."""
        if says(turn.text, _WORDS["normal"]):
            return self._presenting(turn, Presentation(), "accessibility.normal")
        wanted = _wanted(turn.text)
        if not wanted:
            need = said_of(turn.text, _WORDS, *_CANNOT)
            return Answer(
                self.say(turn, f"accessibility.{need or 'which'}"),
                yes_means="staff_call" if need else None,
                understood=bool(need),
            )
        before = Presentation.of(turn.slots.get("presentation"))
        after = before
        steps = 2 if says(turn.text, _WORDS["much"]) else 1
        for change in wanted:
            aspect, direction = _CHANGES[change]
            after = after.changed(aspect, _stepped(getattr(after, aspect), direction * steps))
        if after == before:
            return Answer(self.say(turn, f"accessibility.at_the_end_{_CHANGES[wanted[0]][0]}"))
        return self._presenting(turn, after, f"accessibility.{wanted[0] if len(wanted) == 1 else 'changed'}")

    def _presenting(self, turn: Turn, presentation: Presentation, key: str) -> Answer:
        """From this reply on: the customer hears and sees at once what it does."""
        fields = presentation.as_fields()
        return Answer(self.say(turn, key, presentation=fields), [SlotSet("presentation", fields)])


def _wanted(text: str) -> list[str]:
    """The changes asked for, one of each aspect: who cannot hear because it is loud wants us louder."""
    plain = " ".join(word for word in text.split() if word not in _WORDS["degree"]["ko"])
    said = [change for change in _CHANGES if says(text, _WORDS[change]) or says(plain, _WORDS[change])]
    return list({_CHANGES[change][0]: change for change in reversed(said)}.values())[::-1]


def _stepped(factor: float, steps: int) -> float:
    nearest = min(range(len(_STEPS)), key=lambda index: abs(_STEPS[index] - factor))
    return _STEPS[max(0, min(len(_STEPS) - 1, nearest + steps))]
