"""Rasa entities from the lexicon (facility, area, day) and from codes (order_id, phone_last4)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.codes import find_codes
from bot.components.lexicon import find_terms


def find_entities(text: str) -> list[dict[str, Any]]:
    """Entities in Rasa's shape, in the order they stand in the text."""
    found = [
        {"entity": code.kind, "value": code.value, "start": code.start, "end": code.end} for code in find_codes(text)
    ]
    found += [
        {"entity": term.entity, "value": term.value, "start": term.start, "end": term.end} for term in find_terms(text)
    ]
    return sorted(found, key=lambda entity: (entity["start"], entity["entity"]))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ListedEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]  # Rasa's classes carry no types
    """Adds what ``find_entities`` finds to every message."""

    @classmethod
    def create(cls, **_: Any) -> ListedEntityExtractor:
        """Rasa's constructor."""
        return cls()

    # Rasa finds what feeds a component by this parameter name.
    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities to every message with a text."""
        for message in messages:
            if text := message.get(TEXT):
                entities = self.add_extractor_name(find_entities(text))
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
