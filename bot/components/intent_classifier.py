"""Intents by logistic regression on sentence vectors, n-grams and entity flags, and by the nearest training lines.

Trains in seconds where a transformer head takes minutes. A message whose best intent is less likely than ``threshold``
becomes ``out_of_scope``, which is also a class with examples of its own. Examples of two wishes ("first+second") are
one class together: how likely it is tells ``TwoWishes`` whether to look for them. Somebody in danger is sure, whatever
the rest of the message looks like.
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

from bot.components import emergency
from bot.components.intent_features import features, rarities
from bot.components.linear_model import Array, LinearModel, fit, softmax
from bot.components.nearest_lines import NearestLines

OUT_OF_SCOPE: Final = "out_of_scope"
PAIR: Final = "+"
"""Stands between the intents of two wishes, and is the class of all of them."""
PAIR_LIKELIHOOD: Final = "pair_likelihood"
"""Property of a message: how likely it holds two wishes."""
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
        return ["scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``c``: inverse strength of regularisation; ``threshold``: the least confidence that is believed.

        ``nearness``: what a cosine of 1 to the nearest training lines of an intent adds to its log-odds.
        """
        return {"c": 10.0, "threshold": 0.3, "iterations": 100, "nearness": 8.0}

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
        names, classes = np.unique([_class(example.get(INTENT)) for example in examples], return_inverse=True)
        vectors, counts = _inputs(examples)
        mean, rarity = vectors.mean(axis=0), rarities(counts)
        rows = features([example.get(TEXT) for example in examples], vectors, counts, mean, rarity)
        model = fit(rows, classes, len(names), self._config["c"], self._config["iterations"])
        lines = NearestLines.of(vectors - mean, classes, len(names))
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / _FILE,
                lines=lines.vectors,
                ends=lines.ends,
                mean=mean,
                rarity=rarity,
                dense=model.dense,
                sparse=model.sparse,
                bias=model.bias,
                intents=names,
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
        texts = [message.get(TEXT) for message in messages]
        weights = self._weights
        rows = features(texts, vectors, counts, weights["mean"], weights["rarity"])
        scores = LinearModel(weights["dense"], weights["sparse"], weights["bias"]).scores(rows)
        likeness = NearestLines(weights["lines"], weights["ends"]).likeness(vectors - weights["mean"])
        return softmax(scores + self._config["nearness"] * likeness)

    def _decide(self, message: Message, likelihoods: Array) -> None:
        names = self._weights["intents"]
        pair = float(likelihoods[names == PAIR].sum())
        single = np.where(names == PAIR, 0.0, likelihoods) / max(1.0 - pair, 1e-9)
        best = np.argsort(-single)[:_RANKED]
        ranking = [{"name": str(names[i]), "confidence": float(single[i])} for i in best]
        highest = float(single[best[0]])
        unsure = highest < self._config["threshold"]
        chosen = {"name": OUT_OF_SCOPE, "confidence": 1.0 - highest} if unsure else ranking[0]
        if emergency.is_emergency(message.get(TEXT)):
            chosen, pair = {"name": emergency.INTENT, "confidence": 1.0}, 0.0
        message.set(INTENT, chosen, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set(PAIR_LIKELIHOOD, pair)


def _class(intent: str) -> str:
    return PAIR if PAIR in intent else intent


def _inputs(messages: list[Message]) -> tuple[Array, Any]:
    """Dense [n, d] and sparse [n, k] sentence features of messages."""
    dense = [message.get_dense_features(TEXT)[1].features for message in messages]
    sparse = [message.get_sparse_features(TEXT)[1].features for message in messages]
    return np.concatenate(dense), scipy.sparse.vstack(sparse)
