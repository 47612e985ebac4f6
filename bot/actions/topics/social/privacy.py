"""What is kept of a customer and for how long, and forgetting it on request."""

from __future__ import annotations

from functools import cache
from typing import ClassVar, Final

import yaml

from annae.paths import PROJECT
from bot.actions.shop_action import Answer, ShopAction, start_afresh
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.changes import cart

_WORDS: Final = read_words(__file__, "privacy_words.yml")


class Privacy(ShopAction):
    """Tells what is kept; asked to delete, clears this conversation and its cart at once."""

    intent: ClassVar[str] = "privacy"

    def answer(self, turn: Turn) -> Answer:
        """What the store holds of a customer beyond the conversation, a person has to remove."""
        if not says(turn.text, _WORDS["delete"]) or says(turn.text, _WORDS["asking"]):
            values = {"minutes": _minutes_remembered(), "days": self.services.settings.privacy.keep_days}
            return Answer(self.say(turn, "social.privacy", values))
        cart.clear(self.services.shop, turn.actor, turn.key("privacy"))
        if turn.customer or says(turn.text, _WORDS["account"]):
            reply = self.say(turn, "social.forgotten_but_account")
            return Answer(reply, start_afresh(turn), yes_means="human_handoff")
        return Answer(self.say(turn, "social.forgotten"), start_afresh(turn))


@cache
def _minutes_remembered() -> int:
    """After so many quiet minutes Rasa begins a new conversation that knows nothing of the last."""
    domain = yaml.safe_load((PROJECT / "bot" / "domain" / "settings.yml").read_text(encoding="utf-8"))
    return int(domain["session_config"]["session_expiration_time"])
