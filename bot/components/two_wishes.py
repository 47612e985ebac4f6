"""Decides whether a sentence holds two wishes, and names them: ``stock_check+location_in_store`` with its ``parts``."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.components.clause_splitter import CLAUSES, END, START
from bot.components.intent_classifier import PAIR, PAIR_LIKELIHOOD

PARTS: Final = "parts"
"""Property of a message with two wishes: ``[{"intent", "start", "end"}, ...]`` in the order they stand."""
_NO_WISHES: Final = {
    "affirm", "deny", "inform", "select_ordinal", "select_attribute", "show_more", "repeat", "correction", "start_over",
    "stop", "greeting", "goodbye", "thanks", "smalltalk", "help", "bot_identity", "praise", "out_of_scope", "abuse",
    "injection", "refine_price", "refine_cheaper", "refine_expensive", "refine_color", "refine_size", "refine_brand",
    "refine_feature", "refine_exclude", "refine_sort",
}  # fmt: skip
"""What goes beside a wish without being one ("네, 그리고 ...", "thanks, where is ..."), and what a clause looks like
that only says which one is meant."""


@dataclass(frozen=True)
class _Reading:
    """Two clauses and what each asks for; ``confidence`` is the product of both."""

    clauses: tuple[Message, Message]
    intents: tuple[str, str]
    confidence: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TwoWishes(GraphComponent):  # type: ignore[misc]  # Rasa's classes carry no types
    """Comes after the intent classifier and takes out the clauses that ``ClauseSplitter`` put in."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``threshold``: how likely two wishes must be, by what the whole and both clauses look like."""
        return {"threshold": 0.2}

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa passes it by position and by name
        resource: Resource,  # noqa: ARG003 - Rasa passes it by position and by name
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by position and by name
    ) -> TwoWishes:
        """Rasa's constructor."""
        return cls(config["threshold"])

    # Rasa finds what feeds a component by this parameter name.
    def process(self, messages: list[Message]) -> list[Message]:
        """The messages without their clauses, those with two wishes named so."""
        wholes = [message for message in messages if message.get(START) is None]
        for message in wholes:
            readings = [reading for pair in message.data.pop(CLAUSES, []) for reading in _readings(pair)]
            if readings:
                self._decide(message, max(readings, key=lambda reading: reading.confidence))
        return wholes

    def _decide(self, message: Message, reading: _Reading) -> None:
        # The whole's likelihood counts twice: clauses of one wish may well look like two.
        likelihood = (message.get(PAIR_LIKELIHOOD) ** 2 * reading.confidence) ** (1 / 3)
        if likelihood < self._threshold:
            return
        parts = [
            {"intent": intent, START: clause.get(START), END: clause.get(END)}
            for clause, intent in zip(reading.clauses, reading.intents, strict=True)
        ]
        message.set(INTENT, {"name": PAIR.join(reading.intents), "confidence": likelihood}, add_to_output=True)
        message.set(PARTS, parts, add_to_output=True)


def _readings(pair: tuple[Message, Message]) -> Iterator[_Reading]:
    """Every two different wishes that the clauses may be."""
    for first, second in itertools.product(*(_wishes(clause) for clause in pair)):
        if first[0] != second[0]:
            yield _Reading(pair, (first[0], second[0]), first[1] * second[1])


def _wishes(clause: Message) -> list[tuple[str, float]]:
    """Likeliest intents of a clause that are wishes, with their confidence."""
    ranking = clause.get("intent_ranking") or []
    return [(each["name"], each["confidence"]) for each in ranking if each["name"] not in _NO_WISHES]
