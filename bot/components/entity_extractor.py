"""Rasa entities: what is listed, reckoned or named by the store, found without training."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.entities import find_entities


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ListedEntityExtractor(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]  # Rasa's classes carry no types
    """Adds what ``find_entities`` finds to every message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa passes it by position and by name
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa passes it by position and by name
        resource: Resource,  # noqa: ARG003 - Rasa passes it by position and by name
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by position and by name
    ) -> ListedEntityExtractor:
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
