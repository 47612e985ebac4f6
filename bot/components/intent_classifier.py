"""Intents by logistic regression on sentence vectors, character n-grams and entity flags, with a threshold.

Trains in seconds where a transformer head takes minutes. A message whose best intent is less likely than ``threshold``
becomes ``out_of_scope``, which is also a class with examples of its own. Somebody in danger is sure, whatever the rest
of the message looks like.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.components import emergency
from bot.components.intent_features import Array, features

OUT_OF_SCOPE: Final = "out_of_scope"
_FILE: Final = "weights.npz"
_RANKED: Final = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):  # type: ignore[misc]  # Rasa's classes carry no types
    """Needs one dense and one sparse featurizer before it."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Featurizers."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``c``: inverse strength of regularisation; ``threshold``: the least confidence that is believed."""
        return {"c": 10.0, "threshold": 0.3, "max_iter": 200}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._weights: dict[str, Array] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by position and by name
    ) -> LinearIntentClassifier:
        """Rasa's constructor."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, **_: Any
    ) -> LinearIntentClassifier:
        """A trained classifier."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE, allow_pickle=False) as weights:
            classifier._weights = dict(weights)
        return classifier

    # Rasa finds what feeds a component by these parameter names.
    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights and stores them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        vectors, counts = _inputs(examples)
        mean = vectors.mean(axis=0)
        rows = features([example.get(TEXT) for example in examples], vectors, counts, mean)
        model = LogisticRegression(C=self._config["c"], max_iter=self._config["max_iter"])
        model.fit(rows, [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                mean=mean,
                coefficients=model.coef_.T,
                intercepts=model.intercept_,
                intents=np.array(model.classes_, dtype=np.str_),
            )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leaves the examples as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent and the five likeliest ones."""
        with_text = [message for message in messages if message.get(TEXT)]
        if with_text:
            for message, likelihoods in zip(with_text, self._likelihoods(with_text), strict=True):
                self._decide(message, likelihoods)
        return messages

    def _likelihoods(self, messages: list[Message]) -> Array:
        vectors, counts = _inputs(messages)
        rows = features([message.get(TEXT) for message in messages], vectors, counts, self._weights["mean"])
        scores = rows @ self._weights["coefficients"] + self._weights["intercepts"]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        likelihoods: Array = powers / powers.sum(axis=1, keepdims=True)
        return likelihoods

    def _decide(self, message: Message, likelihoods: Array) -> None:
        best = np.argsort(-likelihoods)[:_RANKED]
        ranking = [{"name": str(self._weights["intents"][i]), "confidence": float(likelihoods[i])} for i in best]
        highest = float(likelihoods[best[0]])
        unsure = highest < self._config["threshold"]
        chosen = {"name": OUT_OF_SCOPE, "confidence": 1.0 - highest} if unsure else ranking[0]
        if emergency.is_emergency(message.get(TEXT)):
            chosen = {"name": emergency.INTENT, "confidence": 1.0}
        message.set(INTENT, chosen, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)


def _inputs(messages: list[Message]) -> tuple[Array, Any]:
    """Dense [n, d] and sparse [n, k] sentence features of messages."""
    dense = [message.get_dense_features(TEXT)[1].features for message in messages]
    sparse = [message.get_sparse_features(TEXT)[1].features for message in messages]
    return np.concatenate(dense), scipy.sparse.vstack(sparse)
