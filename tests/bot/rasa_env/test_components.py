"""Run with Rasa's interpreter (see tests/bot/test_rasa_environment.py)."""

import asyncio
import itertools
import logging
import unittest

import numpy as np
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.nlu.training_data.message import Message

from bot.channels.quiet_rest import QuietRestInput
from bot.components.entity_extractor import ListedEntityExtractor
from bot.components.intent_classifier import LinearIntentClassifier
from bot.components.kiwi_tokenizer import KiwiTokenizer, without_overlaps, words

TEXTS = (
    "운동화 어디서 팔아요?",
    "했었는데요  그랬잖아요",
    "A1024 뒷자리 삼공일칠이요",
    "what's on 3F?",
    "ㅎㅇ",
    "😀",
    "한국어 and English 섞어서",
    "기차 장난감",
)


class KiwiTokens(unittest.TestCase):
    def setUp(self) -> None:
        self.tokenizer = KiwiTokenizer(KiwiTokenizer.get_default_config())

    def test_stand_exactly_where_they_say_and_do_not_overlap(self) -> None:
        for text in TEXTS:
            tokens = self.tokenizer.tokenize(Message({"text": text}), "text")
            assert tokens, text
            for token in tokens:
                assert text[token.start : token.end] == token.text
            for left, right in itertools.pairwise(tokens):
                assert left.end <= right.start

    def test_leave_no_letter_out(self) -> None:
        for text in TEXTS:
            covered = {
                i for t in self.tokenizer.tokenize(Message({"text": text}), "text") for i in range(t.start, t.end)
            }
            assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []

    def test_part_a_noun_from_its_particle(self) -> None:
        texts = [token.text for token in self.tokenizer.tokenize(Message({"text": "운동화는"}), "text")]
        assert texts == ["운동화", "는"]

    def test_join_morphemes_of_one_syllable(self) -> None:
        assert without_overlaps([(0, 1), (0, 1), (1, 3), (3, 3)]) == [(0, 1), (1, 3)]

    def test_keep_english_words_whole(self) -> None:
        assert words("what's up, e-mail") == [(0, 6), (7, 9), (9, 10), (11, 17)]


class Entities(unittest.TestCase):
    def test_come_in_rasas_shape(self) -> None:
        message = Message({"text": "3층 화장실"})
        ListedEntityExtractor().process([message])
        found = [(entity["entity"], entity["value"], entity["extractor"]) for entity in message.get("entities")]
        assert found == [("floor", "3F", "ListedEntityExtractor"), ("facility", "restroom", "ListedEntityExtractor")]


class Danger(unittest.TestCase):
    def decided(self, text: str, likelihoods: list[float]) -> dict[str, object]:
        classifier = LinearIntentClassifier(LinearIntentClassifier.get_default_config(), None, None)
        classifier._weights = {"intents": np.array(["product_search", "staff_call", "thanks"])}
        message = Message({"text": text})
        classifier._decide(message, np.array(likelihoods))
        return message.get("intent")

    def test_calls_staff_whatever_seems_likelier(self) -> None:
        assert self.decided("불이 났어요", [0.9, 0.05, 0.05]) == {"name": "staff_call", "confidence": 1.0}

    def test_calls_staff_below_the_threshold_too(self) -> None:
        assert self.decided("an old man fell on the stairs", [0.2, 0.1, 0.1])["name"] == "staff_call"

    def test_is_not_heard_in_what_only_sounds_like_it(self) -> None:
        assert self.decided("is there a fire sale", [0.9, 0.05, 0.05])["name"] == "product_search"


class QuietChannel(unittest.TestCase):
    def test_reports_an_error_without_the_customers_words(self) -> None:
        async def fail(_: UserMessage) -> None:
            raise ValueError("주민번호 900101")

        handler = None

        class Blueprint:
            pass

        def capture(_: object, on_new_message: object) -> Blueprint:
            nonlocal handler
            handler = on_new_message
            return Blueprint()

        parent = QuietRestInput.__mro__[1]
        original, parent.blueprint = parent.blueprint, capture
        try:
            QuietRestInput().blueprint(fail)
        finally:
            parent.blueprint = original
        with self.assertLogs("bot.channels.quiet_rest", logging.ERROR) as logs:
            asyncio.run(handler(UserMessage("제 번호는 900101", CollectingOutputChannel(), "s")))
        assert "ValueError" in logs.output[0]
        assert "900101" not in "".join(logs.output)
