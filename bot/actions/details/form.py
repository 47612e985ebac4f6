"""One detail that a change still needs (colour, size, how many, a phone): asked by a form that survives digressions.

Owner of the slots ``details_for`` (the change that waits, with what is known of it) and ``detail_<what>``.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Literal, get_args

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.change_action import ChangeAction
from bot.actions.details.readers import READERS
from bot.actions.services import Services
from bot.actions.shop_action import END_FORM, Answer, ShopAction
from bot.actions.turn import Turn

FORM: Final = "details_form"
Detail = Literal["color", "size", "quantity", "phone"]
_SHOWN: Final = 5
_GIVING: Final = ("inform", "affirm", "correction", "select_ordinal", "select_attribute", "refine_color", "refine_size",
                  "color_option", "size_option", "out_of_scope")  # fmt: skip
"""Intents whose words may be the detail; other wishes that name a colour name it for their own sake."""
_BARE: Final = 2
"""Words up to which a message is the detail and nothing else, whatever it was taken for."""


@dataclass(frozen=True)
class Waiting:
    """``change`` is the intent that waits for ``asks``, of which there are ``choices``; ``arguments`` are known."""

    change: str
    asks: Detail
    choices: tuple[str, ...]
    arguments: dict[str, Any]

    @classmethod
    def of(cls, slot: Mapping[str, Any] | None) -> Waiting | None:
        """From the slot ``details_for``."""
        return cls(slot["change"], slot["asks"], tuple(slot["choices"]), slot["arguments"]) if slot else None


class DetailedAction(ChangeAction):
    """A change that may have to ask for a detail first."""

    @abstractmethod
    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The answer once the detail is known; it stands among ``arguments``."""

    def ask(
        self,
        turn: Turn,
        asks: Detail,
        arguments: dict[str, Any],
        key: str,
        values: Mapping[str, object],
        choices: Sequence[tuple[str, str]] = (),
        **fields: Any,
    ) -> Answer:
        """The question of text ``key``; ``choices`` are values and the words for them."""
        names = [words for _, words in choices]
        if names:
            fields = {"suggestions": names[:_SHOWN], **fields}
        joined = self.phrase(turn, "search.joiner").join(names)
        reply = self.say(turn, key, {**values, "choices": joined}, **fields)
        waiting = Waiting(self.intent, asks, tuple(value for value, _ in choices), arguments)
        return Answer(reply, _ask_on(waiting))


class ActionDetails(ShopAction):
    """What follows the form: the change that waited."""

    intent: ClassVar[str] = "details"
    digresses: ClassVar[bool] = False

    def __init__(self, services: Services, changes: Mapping[str, DetailedAction]) -> None:
        super().__init__(services)
        self._changes = changes

    def answer(self, turn: Turn) -> Answer:
        """The change's answer."""
        waiting = Waiting.of(turn.slots.get("details_for"))
        assert waiting, "the form ends with a detail that something waits for"
        given = turn.slots.get(_slot(waiting.asks))
        answer = self._changes[waiting.change].go_on(turn, {**waiting.arguments, waiting.asks: given})
        answer.events = [SlotSet("details_for", None), SlotSet(_slot(waiting.asks), None), *answer.events]
        return answer


class AskDetail(ShopAction):
    """Asks again; Rasa calls it only where the form goes on without a digression."""

    intent: ClassVar[str] = "details"
    digresses: ClassVar[bool] = False

    def __init__(self, services: Services, asks: Detail) -> None:
        super().__init__(services)
        self._asks = asks

    def name(self) -> str:
        """Rasa's name for asking a form's slot."""
        return f"action_ask_{FORM}_{_slot(self._asks)}"

    def answer(self, turn: Turn) -> Answer:
        """The question."""
        return Answer(self.say(turn, f"{FORM}.not_understood_{_slot(self._asks)}"), understood=False)


class ValidateDetailsForm(Action):  # type: ignore[misc]  # rasa_sdk's classes carry no types
    """Reads the detail out of what the customer says; anything else is a digression."""

    def __init__(self, services: Services) -> None:
        self._shop = services.shop

    def name(self) -> str:
        """Rasa's name for the check of a form's slots."""
        return f"validate_{FORM}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,  # noqa: ARG002 - rasa_sdk passes it
        tracker: Tracker,
        domain: Mapping[str, Any],  # noqa: ARG002 - rasa_sdk passes it
    ) -> list[EventType]:
        """Nothing for a digression: with any event Rasa would take the form for answered."""
        turn = Turn.of(tracker)
        waiting = Waiting.of(turn.slots.get("details_for"))
        if waiting is None or not _may_give(turn, waiting):
            return []
        value = await asyncio.to_thread(READERS[waiting.asks], self._shop, turn, waiting.choices)
        return [SlotSet(_slot(waiting.asks), value), *END_FORM] if value else []


def details_form_actions(services: Services, changes: Mapping[str, DetailedAction]) -> list[Action]:
    """What Rasa calls for the form; ``changes`` by intent."""
    asking = [AskDetail(services, asks) for asks in get_args(Detail)]
    return [ValidateDetailsForm(services), ActionDetails(services, changes), *asking]


def _may_give(turn: Turn, waiting: Waiting) -> bool:
    return turn.intent in (*_GIVING, waiting.change) or len(turn.text.split()) <= _BARE or waiting.asks == "phone"


def _slot(asks: Detail) -> str:
    return f"detail_{asks}"


def _ask_on(waiting: Waiting) -> list[EventType]:
    """The form waits; our own reply has asked, so Rasa must only listen."""
    slot = _slot(waiting.asks)
    return [
        SlotSet("details_for", asdict(waiting)),
        SlotSet(slot, None),
        ActiveLoop(FORM),
        SlotSet("requested_slot", slot),
        FollowupAction("action_listen"),
    ]
