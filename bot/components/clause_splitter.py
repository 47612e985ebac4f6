"""Puts the clauses a sentence may fall into beside it, so that the pipeline reads them like messages of their own."""

from __future__ import annotations

from typing import Any, Final

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.joints import Span, splits

CLAUSES: Final = "clauses"
"""Property of a message: pairs of messages, the ways to read it as two wishes."""
START, END = "start", "end"
"""Properties of a clause: its place in the whole."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ClauseSplitter(GraphComponent):  # type: ignore[misc]  # Rasa's classes carry no types
    """Comes first in the pipeline; ``TwoWishes`` after the classifier takes the clauses out again."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa passes it by position and by name
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa passes it by position and by name
        resource: Resource,  # noqa: ARG003 - Rasa passes it by position and by name
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by position and by name
    ) -> ClauseSplitter:
        """Rasa's constructor."""
        return cls()

    # Rasa finds what feeds a component by this parameter name.
    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, and after them their clauses."""
        found: list[Message] = []
        for message in messages:
            found += _clauses(message)
        return [*messages, *found]


def _clauses(message: Message) -> list[Message]:
    text = message.get(TEXT) or ""
    if text.startswith("/"):  # names an intent
        return []
    clauses: dict[Span, Message] = {}
    pairs = []
    for split in splits(text):
        for start, end in (split.first, split.second):
            clauses.setdefault((start, end), Message({TEXT: text[start:end], START: start, END: end}))
        pairs.append((clauses[split.first], clauses[split.second]))
    if pairs:
        message.set(CLAUSES, pairs)
    return list(clauses.values())
