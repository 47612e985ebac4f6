"""Gives every message the sentence vector of multilingual-e5-small as a dense feature.

Vectors of training examples are kept on disk by their text: after a change only new lines are encoded.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from annae.paths import cache_dir, models_dir
from catalog_index.encoders.encoder import Vectors
from catalog_index.encoders.onnx_model import OnnxSentenceModel
from catalog_index.encoders.vector_cache import cached
from models.manifest import model

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
        self._model = config["model"]
        self._encoder = OnnxSentenceModel(models_dir() / self._model, _LONGEST)

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
            portion = examples[i : i + _PORTION]
            known = self._kept([example.get(TEXT) for example in portion])
            for example in portion:
                self._add(example, known[_key(example.get(TEXT))])
            _LOG.info("encoded %d of %d examples", i + len(portion), len(examples))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feature to every message with a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        for message, vector in zip(with_text, self._encode([m.get(TEXT) for m in with_text]), strict=True):
            self._add(message, vector)
        return messages

    def _add(self, message: Message, vector: Vectors) -> None:
        self.add_features_to_message(None, vector.reshape(1, -1), TEXT, message)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode([_PREFIX + text for text in texts])

    def _kept(self, texts: Sequence[str]) -> dict[bytes, Vectors]:
        """Vectors of examples by their key, from the disk where they are known."""
        dimension = self._encode([""]).shape[1]
        items = {_key(text): text for text in texts}
        return cached(_cache(self._model), items, self._encode, dimension, "Examples", "lines")


def _cache(name: str) -> Path:
    return cache_dir() / "vectors" / f"{model(name).identity}.db"


def _key(text: str) -> bytes:
    return hashlib.sha256((_PREFIX + text).encode()).digest()
