"""Gives every message the sentence vector of multilingual-e5-small as a dense feature."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from annae.paths import models_dir
from catalog_index.encoders.onnx_model import OnnxSentenceModel

_LOG = logging.getLogger(__name__)

_PREFIX = "query: "
"""As the model was trained."""
_LONGEST = 128
"""Tokens looked at; a shopper's sentence has ten."""
_PORTION = 256
"""Examples between two lines of progress."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class E5Featurizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]  # Rasa's classes carry no types
    """Sentence feature float32 [1, 384]. ``model`` in the config names a prepared model below ``$ANNAE_HOME``."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = OnnxSentenceModel(models_dir() / config["model"], _LONGEST)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The packaged encoder."""
        return {**DenseFeaturizer.get_default_config(), "model": "e5-small"}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["onnxruntime", "tokenizers"]

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check beyond the folder, which loading does."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa passes it by position and by name
        resource: Resource,  # noqa: ARG003 - Rasa passes it by position and by name
        execution_context: ExecutionContext,
    ) -> E5Featurizer:
        """Rasa's constructor."""
        return cls(config, execution_context.node_name)

    # Rasa finds what feeds a component by these parameter names.
    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature to every example and logs how far it is."""
        # Texts of a length go together, so that little padding is encoded.
        examples = sorted((e for e in training_data.training_examples if e.get(TEXT)), key=lambda e: len(e.get(TEXT)))
        for i in range(0, len(examples), _PORTION):
            portion = self.process(examples[i : i + _PORTION])
            _LOG.info("encoded %d of %d examples", len(portion), len(examples))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feature to every message with a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        vectors = self._encoder.encode([_PREFIX + message.get(TEXT) for message in with_text])
        for message, vector in zip(with_text, vectors, strict=True):
            self.add_features_to_message(None, vector.reshape(1, -1), TEXT, message)
        return messages
