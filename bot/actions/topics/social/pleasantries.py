"""Pleasantries: greeting, goodbye, thanks, another language."""

from __future__ import annotations

from typing import ClassVar

from rasa_sdk.events import AllSlotsReset

from annae.types import Language, as_language
from bot.actions.cart_keeping import leave_cart
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn


class Greeting(ShopAction):
    """Welcomes; a customer who greets again is greeted back shorter."""

    intent: ClassVar[str] = "greeting"

    def answer(self, turn: Turn) -> Answer:
        """A greeting."""
        return Answer(self.say(turn, "social.greeting" if turn.last_reply is None else "social.greeting_again"))


class Goodbye(ShopAction):
    """Says goodbye and ends the session."""

    intent: ClassVar[str] = "goodbye"

    def answer(self, turn: Turn) -> Answer:
        """A farewell."""
        leave_cart(self.services.shop, turn)
        # The next customer at this kiosk must not find an order of this one in hand.
        return Answer(self.say(turn, "social.goodbye", action="end_session"), [AllSlotsReset(), *END_FORM])


class Thanks(ShopAction):
    """You are welcome."""

    intent: ClassVar[str] = "thanks"

    def answer(self, turn: Turn) -> Answer:
        """An answer to thanks."""
        return Answer(self.say(turn, "social.thanks"))


class LanguageSwitch(ShopAction):
    """Goes on in the language asked for, or in the other one when none is named."""

    intent: ClassVar[str] = "language_switch"

    def answer(self, turn: Turn) -> Answer:
        """A confirmation in the new language."""
        return Answer(self.say(turn, "social.language_switch", language=_wanted(turn), action="switch_lang"))


def _wanted(turn: Turn) -> Language:
    """The language named last: "한국어 말고 영어로" wants English."""
    named = [str(entity["value"]) for entity in turn.entities if entity["entity"] == "language"]
    if named:
        return as_language(named[-1])
    return "en" if turn.language == "ko" else "ko"
