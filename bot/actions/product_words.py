"""Facts of a product in words: its colours, sizes and the first thing its description says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from annae.types import Language
from bot.actions.goods.line_words import color_word
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.product import Product
from store.shop import Shop

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def first_sentence(product: Product, language: Language) -> str:
    """How the description begins; empty when there is none."""
    return _SENTENCE_END.split(product.description[language].strip())[0]


def variant_words(shop: Shop, color: str, size: str, language: Language) -> str:
    """``블랙 245``; empty for no colour and no size."""
    return " ".join(filter(None, [color_word(shop, color, language) if color else "", size]))


def in_a_row(action: ShopAction, turn: Turn, words: Iterable[str]) -> str:
    """``words`` as a list in a sentence."""
    *others, last = list(words)
    if not others:
        return last
    comma = action.phrase(turn, "products.comma")
    return action.phrase(turn, "products.and", {"first": comma.join(others), "last": last})
