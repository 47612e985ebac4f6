"""Two wishes in one sentence: both are answered, in the order they were said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Final

from annae.types import Reply
from bot.actions.services import Services
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn

_SHOWN: Final = ("products", "location", "order", "cart", "action", "mood", "gesture", "presentation")
"""Fields of a reply of which there is one: that of the answer given last, else the other's."""
_SUGGESTIONS: Final = 5


class Both(ShopAction):
    """Answers with what the actions of the two wishes say."""

    intent: ClassVar[str] = "both"

    def __init__(self, services: Services, actions: Mapping[str, ShopAction]) -> None:
        super().__init__(services)
        self._actions = actions

    def answer(self, turn: Turn) -> Answer:
        """One reply out of two; where the first has to ask for something, the second is answered before."""
        answers: list[Answer] = []
        for part in turn.parts:
            answer = self._actions[part.intent].answer(turn.of_part(part))
            answers.append(answer)
            turn = replace(turn, shopping=answer.shopping or turn.shopping)
        answers.sort(key=lambda answer: _asks(answer.reply))  # a question comes last: it is what gets answered next
        return _joined(turn, answers)


def _asks(reply: Reply) -> bool:
    return (reply.action or "").startswith("ask_") or reply.action == "confirm"


def _joined(turn: Turn, answers: list[Answer]) -> Answer:
    replies = [answer.reply for answer in answers]
    shown: dict[str, Any] = {
        name: next((value for reply in reversed(replies) if (value := getattr(reply, name))), None) for name in _SHOWN
    }
    shown["products"] = shown["products"] or []
    reply = Reply(
        text=" ".join(reply.text for reply in replies),
        language=replies[-1].language,
        intent=turn.intent,
        confidence=turn.confidence,
        speech=" ".join(reply.speech or reply.text for reply in replies),
        suggestions=list(dict.fromkeys(s for reply in replies for s in reply.suggestions))[:_SUGGESTIONS],
        **shown,
    )
    return Answer(
        reply,
        [event for answer in answers for event in answer.events],
        yes_means=next((answer.yes_means for answer in reversed(answers) if answer.yes_means), None),
        shopping=next((answer.shopping for answer in reversed(answers) if answer.shopping), None),
        understood=any(answer.understood for answer in answers),
    )
