"""What every action has in common: read the turn, give one reply, and never fail in front of a customer."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from annae.text import spoken
from annae.types import Reply
from bot.actions.customer import recognised
from bot.actions.proposal import Proposal
from bot.actions.services import Services
from bot.actions.shopping import Shopping
from bot.actions.turn import Turn
from store.systems.order_system import OrderSystemDown

_LOG = logging.getLogger(__name__)

_SUGGESTIONS: Final = 5
_OWN_SUGGESTIONS: Final = 2
"""Of them, those of the reply itself where staff are offered besides."""
END_FORM: Final[list[EventType]] = [ActiveLoop(None), SlotSet("requested_slot", None)]
"""Events after which no form asks on."""


def start_afresh(turn: Turn) -> list[EventType]:
    """Events after which all that was said is forgotten, but for how the customer wants to be spoken to."""
    return [AllSlotsReset(), *END_FORM, SlotSet("presentation", turn.slots.get("presentation"))]


@dataclass
class Answer:
    """A reply and what goes with it.

    ``yes_means``: what a yes to it stands for, an intent (``staff_call``) or a change proposed; None where it asks
    nothing. ``shopping``: the context after it, None where it stays. ``understood``: False where the customer has to
    say it again in other words.
    """

    reply: Reply
    events: list[EventType] = field(default_factory=list)
    yes_means: str | Proposal | None = None
    shopping: Shopping | None = None
    understood: bool = True


class ShopAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk's classes carry no types
    """``action_<intent>``; a subclass says what it answers."""

    intent: ClassVar[str]
    digresses: ClassVar[bool] = True
    """Whether answering leaves a waiting form aside; the form's own actions do not."""
    reminds: ClassVar[bool] = True
    """Whether the form left aside is brought back to mind."""

    def __init__(self, services: Services) -> None:
        self.services = services

    def name(self) -> str:
        """Rasa's name of the action."""
        return f"action_{self.intent}"

    @abstractmethod
    def answer(self, turn: Turn) -> Answer:
        """The answer to a turn; may take its time, it runs in a thread of its own."""

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002 - rasa_sdk passes it
    ) -> list[EventType]:
        """Answer with one message."""
        turn = Turn.of(tracker)
        try:
            answer = await asyncio.to_thread(self._answer, turn)
        except OrderSystemDown as error:
            _LOG.error("%s: %s", self.name(), error)  # it names no customer
            answer = Answer(self._sorry(turn, "system.orders_down"), list(END_FORM), yes_means="staff_call")
        except Exception as error:  # noqa: BLE001 - whatever it is, the customer gets an answer
            # Neither the message nor the error's own text is logged: both may hold personal data.
            _LOG.error("%s failed: %s", self.name(), _where(error))
            answer = Answer(self._sorry(turn, "system.failed"))
        self._keep_proposal(turn, answer)
        self._offer_staff(turn, answer)
        reply = answer.reply
        if self._leaves_form(turn, answer):
            if self.reminds:
                self._remind(turn, reply)
            # Without these Rasa would let the form ask in a second message, or, told to listen, not take it up again.
            answer.events += [ActiveLoop(turn.form), FollowupAction("action_listen")]
        reply.presentation = reply.presentation or turn.slots.get("presentation")
        aloud = spoken(reply.speech or reply.text, reply.language)
        reply.speech = aloud if aloud != reply.text else None
        dispatcher.utter_message(text=reply.text, json_message=reply.custom())
        return [*answer.events, *_slots(turn, answer)]

    def _answer(self, turn: Turn) -> Answer:
        return self.answer(recognised(self.services.shop, turn))

    def leaves_aside(self, turn: Turn) -> bool:  # noqa: ARG002 - for actions that do so in some turns only
        """Whether what waits, a form or a change proposed, goes on waiting after the answer to this turn."""
        return self.digresses

    def say(self, turn: Turn, key: str, values: Mapping[str, object] | None = None, **fields: Any) -> Reply:
        """The reply worded by a text; ``fields`` are other fields of it and win over the text's own."""
        language = fields.pop("language", turn.language)
        entry = self.services.texts.entry(language, key)
        known = {"store": self.services.shop.info.name[language], **(values or {})}
        worded = {"suggestions": list(entry.suggestions), "mood": entry.mood, "gesture": entry.gesture, **fields}
        return Reply(
            text=entry.wording(turn.number, known),
            language=language,
            intent=turn.intent,
            confidence=turn.confidence,
            **worded,
        )

    def _sorry(self, turn: Turn, key: str) -> Reply:
        """Needs neither the shop nor its database: they may be what failed."""
        entry = self.services.texts.entry(turn.language, key)
        text, suggestions = entry.wording(turn.number, {}), list(entry.suggestions)
        return Reply(
            text,
            turn.language,
            turn.intent,
            turn.confidence,
            suggestions=suggestions,
            action="handoff",
            mood=entry.mood,
        )

    def phrase(self, turn: Turn, key: str, values: Mapping[str, object] | None = None) -> str:
        """A text alone, for building a longer one."""
        return self.say(turn, key, values).text

    def _leaves_form(self, turn: Turn, answer: Answer) -> bool:
        """Whether this is a digression: a form waits and goes on waiting."""
        ends = _changes_form(answer)
        return bool(turn.form and turn.asked_slot and not ends and self.leaves_aside(turn))

    def _remind(self, turn: Turn, reply: Reply) -> None:
        """Bring the waiting form back to mind."""
        _append(reply, self.say(turn, f"{turn.form}.still_{turn.asked_slot}", language=reply.language).text)

    def _offer_staff(self, turn: Turn, answer: Answer) -> None:
        """After the second failure in a row: things to tap, and a person."""
        if answer.understood or not turn.slots.get("failures") or answer.yes_means or turn.form:
            return
        offer = self.say(turn, "system.twice", language=answer.reply.language)
        _append(answer.reply, offer.text)
        answer.reply.suggestions = [*answer.reply.suggestions[:_OWN_SUGGESTIONS], *offer.suggestions][:_SUGGESTIONS]
        answer.yes_means = "staff_call"

    def _keep_proposal(self, turn: Turn, answer: Answer) -> None:
        """A change proposed in the last turn is brought back to mind once, and then it lapses."""
        pending = Proposal.of(turn.slots.get("yes_means"))
        if not (pending and self.reminds and self.leaves_aside(turn)) or pending.reminded or answer.yes_means:
            return
        if _changes_form(answer):
            return  # it asks for something itself: two questions at once get no answer
        _append(answer.reply, self.say(turn, "dialogue.still_proposed", {"what": pending.what}).text)
        answer.yes_means = pending.once_more()


def _changes_form(answer: Answer) -> bool:
    return any(event.get("event") == "active_loop" for event in answer.events)


def _append(reply: Reply, sentence: str) -> None:
    reply.speech = f"{reply.speech or reply.text} {sentence}"
    reply.text = f"{reply.text} {sentence}"


def _slots(turn: Turn, answer: Answer) -> list[EventType]:
    """The slots that every answer sets."""
    means = answer.yes_means.as_slot() if isinstance(answer.yes_means, Proposal) else answer.yes_means
    failures = 0 if answer.understood else int(turn.slots.get("failures") or 0) + 1
    events = [SlotSet("language", answer.reply.language), SlotSet("yes_means", means), SlotSet("failures", failures)]
    if answer.shopping is not None:
        events.append(SlotSet("shopping", answer.shopping.as_slot()))
    return events


def _where(error: Exception) -> str:
    """Kind and place of an error, without its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"
