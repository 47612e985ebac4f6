"""One line a product: why it is there, from the product's own data and the templates in ``explain.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from annae.types import Language
from catalog_index.lexical import LexicalIndex
from catalog_index.moment.standing import Standing
from catalog_index.moment.times import Times
from catalog_index.understanding.query import Query
from catalog_index.wishes import Mention
from store.product import Product

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_GOOD_RATING: Final = 4.5


@dataclass(frozen=True, slots=True)
class Context:
    """What reasons are found with: the query, what it mentions, the words of the index, and words for the weather."""

    query: Query
    mentions: Sequence[Mention]
    lexical: LexicalIndex
    weather: Times


def explain(product: Product, standing: Standing, context: Context, language: Language, *, exact: bool) -> str:
    """Why ``product`` is there, in ``language``, and that it is sold out if it is.

    Named or within the budget, for what was mentioned, on sale, for the weather; then the sentence of its description
    that fits best.
    """
    said = _templates()[language]
    price = product.pays.written(language)
    reasons = [said["sold_out"]] if standing.sold_out else []
    if exact:
        reasons.append(said["exact"])
    elif limit := context.query.limits.price:
        reasons.append(said["in_range" if limit.high is None else "in_budget"].format(price=price))
    sentence = _fitting_sentence(product, context, language)
    reasons += _suited(product, context.mentions, sentence, said)
    if standing.on_sale and (sentence or not product.sale_price):  # else it is said with the price below
        reasons.append(said["on_sale"])
    if standing.weather:
        reasons.append(context.weather.why(standing.weather, language))
    if sentence:
        reasons.append(sentence)
    elif product.sale_price:
        reasons.append(said["sale"].format(price=price))
    elif product.rating and product.rating >= _GOOD_RATING:
        reasons.append(said["rating"].format(rating=product.rating))
    return " ".join(filter(None, reasons)) or said["price"].format(price=price)


def _fitting_sentence(product: Product, context: Context, language: Language) -> str:
    sentences = _SENTENCE_END.split(product.description[language].strip())
    # max keeps the first of equals: a description opens with what matters most
    return max(sentences, key=lambda sentence: context.lexical.overlap(context.query.wanted, sentence))


def _suited(product: Product, mentions: Sequence[Mention], sentence: str, said: Mapping[str, str]) -> list[str]:
    """Which of the ``mentions`` its texts name, as they were said, else which it suits by what it is.

    Without those that the ``sentence`` speaks of anyway.
    """
    told = sentence.casefold()
    text = " | ".join([*product.title.both(), *product.tags, *product.description.both()]) if mentions else ""
    untold = [mention for mention in mentions if mention.said.casefold() not in told and mention.is_met_by(text)]
    for template, met in (
        ("mentioned", [mention.said for mention in untold if mention.is_named_by(text)]),
        ("suitable", [mention.said for mention in untold if not mention.is_broad]),
    ):
        if met:
            return [said[template].format(mentioned=", ".join(met))]
    return []


@cache
def _templates() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("explain.toml").read_text(encoding="utf-8"))
