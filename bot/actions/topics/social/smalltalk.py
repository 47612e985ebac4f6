"""Small talk: a pleasant sentence or two by what it is about, and back to shopping."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of

_WORDS: Final = read_words(__file__, "smalltalk_words.yml")


class Smalltalk(ShopAction):
    """Answers in kind; knows nothing of the weather and of itself that is not so."""

    intent: ClassVar[str] = "smalltalk"

    def answer(self, turn: Turn) -> Answer:
        """The answer of the first kind that a word of the message belongs to."""
        return Answer(self.say(turn, f"smalltalk.{said_of(turn.text, _WORDS, *_WORDS) or 'other'}"))
