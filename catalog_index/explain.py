"""One line a product: why it is there, from the product's own data and the templates in ``explain.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from annae.types import Language
from catalog_index.lexical import LexicalIndex
from catalog_index.understanding.query import Query
from store.product import Product

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_GOOD_RATING: Final = 4.5


def explain(product: Product, query: Query, language: Language, lexical: LexicalIndex, *, exact: bool) -> str:
    """The reason in ``language``: named, or within the budget, then the sentence of its description that fits best."""
    said = _templates()[language]
    price = product.pays.written(language)
    reasons = []
    if exact:
        reasons.append(said["exact"])
    elif query.limits.price:
        reasons.append(said["in_budget"].format(price=price))
    sentences = _SENTENCE_END.split(product.description[language].strip())
    if sentences != [""]:
        # max keeps the first of equals: a description opens with what matters most
        reasons.append(max(sentences, key=lambda sentence: lexical.overlap(query.wanted, sentence)))
    elif product.sale_price:
        reasons.append(said["sale"].format(price=price))
    elif product.rating and product.rating >= _GOOD_RATING:
        reasons.append(said["rating"].format(rating=product.rating))
    return " ".join(reasons) or said["price"].format(price=price)


@cache
def _templates() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("explain.toml").read_text(encoding="utf-8"))
