"""Run with Rasa's interpreter (see tests/bot/test_rasa_environment.py)."""

import unittest

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.components.clause_splitter import ClauseSplitter
from bot.components.intent_classifier import PAIR_LIKELIHOOD
from bot.components.two_wishes import TwoWishes
from bot.policies.two_wishes_policy import next_action

TEXT = "이거 있어요 그리고 어디서 팔아요"


def decided(text: str, pair_likelihood: float, **clauses: tuple[str, float]) -> Message:
    """The message after both components, its clauses classified as given (``first`` and ``second``)."""
    whole, *parts = ClauseSplitter().process([Message({"text": text})])
    whole.set("intent", {"name": "stock_check", "confidence": 0.6})
    whole.set(PAIR_LIKELIHOOD, pair_likelihood)
    for part, (name, confidence) in zip(parts, clauses.values()):  # noqa: B905 - a text without joints has no parts
        part.set("intent_ranking", [{"name": name, "confidence": confidence}])
    (message,) = TwoWishes(0.2).process([whole, *parts])
    return message


class TwoWishesInOneSentence(unittest.TestCase):
    def test_are_named_in_order_with_their_places(self) -> None:
        message = decided(TEXT, 0.9, first=("stock_check", 0.9), second=("location_in_store", 0.8))
        assert message.get("intent")["name"] == "stock_check+location_in_store"
        found = [(part["intent"], TEXT[part["start"] : part["end"]]) for part in message.get("parts")]
        assert found == [("stock_check", "이거 있어요"), ("location_in_store", "어디서 팔아요")]
        assert "parts" in message.as_dict(only_output_properties=True)

    def test_need_a_whole_that_looks_like_two(self) -> None:
        message = decided(TEXT, 0.01, first=("stock_check", 0.9), second=("location_in_store", 0.8))
        assert message.get("intent")["name"] == "stock_check"
        assert message.get("parts") is None

    def test_are_two_different_ones(self) -> None:
        message = decided(TEXT, 0.9, first=("stock_check", 0.9), second=("stock_check", 0.9))
        assert message.get("parts") is None

    def test_are_wishes_and_not_politeness(self) -> None:
        message = decided(TEXT, 0.9, first=("thanks", 0.9), second=("location_in_store", 0.9))
        assert message.get("parts") is None

    def test_need_clauses(self) -> None:
        assert decided("어디서 팔아요", 0.9).get("parts") is None

    def test_are_not_looked_for_in_the_name_of_an_intent(self) -> None:
        message = Message({"text": "/stock_check and then"})
        assert ClauseSplitter().process([message]) == [message]


class AnyTwoWishes(unittest.TestCase):
    def test_are_answered_once_whether_declared_or_not(self) -> None:
        for name in ("stock_check+location_in_store", "points+wayfinding"):
            events = [ActionExecuted("action_listen"), UserUttered("...", {"name": name, "confidence": 0.9})]
            tracker = DialogueStateTracker.from_events("c", events)
            assert next_action(tracker) == "action_both"
            tracker.update(ActionExecuted("action_both"))
            assert next_action(tracker) == "action_listen"

    def test_leave_single_ones_to_the_rules(self) -> None:
        events = [ActionExecuted("action_listen"), UserUttered("...", {"name": "points", "confidence": 0.9})]
        assert next_action(DialogueStateTracker.from_events("c", events)) is None
