"""Answers any two wishes with ``action_both``: rules can name only some of the thousands of pairs."""

from __future__ import annotations

from typing import Any, Final

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

PAIR: Final = "+"
BOTH: Final = "action_both"
_OVER_RULES: Final = 7  # RulePolicy's is 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TwoWishesPolicy(Policy):  # type: ignore[misc]  # Rasa's classes carry no types
    """Has nothing to learn."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``priority``: above the rules', which would take a form on or fall back."""
        return {"priority": _OVER_RULES}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules, so that Rasa does not ask for stories."""
        return SupportedData.RULE_DATA

    # Rasa finds what feeds a policy by these parameter names.
    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],  # noqa: ARG002 - Rasa passes it by name
        domain: Domain,  # noqa: ARG002 - Rasa passes it by name
        **_: Any,
    ) -> Resource:
        """Nothing to store."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,  # noqa: ARG002 - Rasa passes it by name
        **_: Any,
    ) -> PolicyPrediction:
        """``action_both`` after a message with two wishes, then the next message; otherwise nothing."""
        probabilities = self._default_predictions(domain)
        if action := next_action(tracker):
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)


def next_action(tracker: DialogueStateTracker) -> str | None:
    """What follows in a conversation whose latest message holds two wishes; None where it does not."""
    message = tracker.latest_message
    if message is None or PAIR not in str((message.intent or {}).get("name")):
        return None
    return {ACTION_LISTEN_NAME: BOTH, BOTH: ACTION_LISTEN_NAME}.get(str(tracker.latest_action_name))
