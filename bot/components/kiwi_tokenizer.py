"""Splits Korean into morphemes with Kiwi, everything else into words, and keeps exact places in the text."""

from __future__ import annotations

import re
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.components.morphemes import morphology

_HANGUL: Final = re.compile("[가-힣ㄱ-ㆎ]")
_WORD: Final = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")

Span = tuple[int, int]
"""Start and end of a token in its text, end exclusive."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class KiwiTokenizer(Tokenizer):  # type: ignore[misc]  # Rasa's classes carry no types
    """Rasa tokenizer; ``text[token.start:token.end] == token.text`` holds for every token."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._kiwi = morphology()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own options: intents are never split."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_"}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["kiwipiepy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of a message; a text without any becomes one token."""
        text = message.get(attribute)
        spans = self._morphemes(text) if _HANGUL.search(text) else words(text)
        return [Token(text[start:end], start, end) for start, end in spans] or [Token(text, 0, len(text))]

    def _morphemes(self, text: str) -> list[Span]:
        return without_overlaps([(token.start, token.start + token.len) for token in self._kiwi.tokenize(text)])


def words(text: str) -> list[Span]:
    """Words of a text in a language that writes spaces; punctuation marks stand alone."""
    return [match.span() for match in _WORD.finditer(text)]


def without_overlaps(spans: list[Span]) -> list[Span]:
    """Joins spans that share characters: contracted endings (했 = 하 + 았) are two morphemes in one syllable."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
