"""The shop's own answer on a topic: of its frequent questions, the one that speaks of what the customer named."""

from __future__ import annotations

from collections import Counter

from bot.actions.services import Services
from bot.actions.turn import Turn
from bot.actions.word_list import Words, says
from store.product import Faq


def answer_on(services: Services, turn: Turn, topic: Words) -> str:
    """The answer in the customer's language; empty where no question of the list names the ``topic``."""
    named = [faq for faq in services.shop.faq() if any(says(text, topic) for text in faq.question.both())]
    if not named:
        return ""
    nearest = max(named, key=lambda faq: _likeness(turn.text, faq))
    return nearest.answer[turn.language]


def _likeness(text: str, faq: Faq) -> float:
    """How many pairs of letters the nearer of both questions shares with ``text``."""
    return max(_shared(_pairs(text), _pairs(question)) for question in faq.question.both())


def _shared(said: Counter[str], question: Counter[str]) -> float:
    return 2 * sum((said & question).values()) / max(1, sum(said.values()) + sum(question.values()))


def _pairs(text: str) -> Counter[str]:
    close = text.casefold().replace(" ", "")
    return Counter(close[at : at + 2] for at in range(len(close) - 1))
