"""The order a customer asks for: the cheapest, the best rated."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from catalog_index.understanding.vocabulary import vocabulary

Order = Literal["cheapest", "dearest", "best_rated", "popular"]


def find_order(text: str) -> tuple[Order | None, str]:
    """The order asked for, and the text without the words that ask for it."""
    for order, pattern in _patterns():
        if match := pattern.search(text):
            return order, " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return None, text


@cache
def _patterns() -> list[tuple[Order, re.Pattern[str]]]:
    return [
        (cast(Order, order), re.compile(rf"(?:{words['ko']})|\b(?:{words['en']})\b", re.IGNORECASE))
        for order, words in vocabulary()["sort"].items()
    ]
