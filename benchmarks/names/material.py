"""What is spoken: names of the store in the sentences customers put them in, and sentences without a name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from annae.text.hangul import fitting
from annae.types import LANGUAGES, Language
from store.product import Product
from store.shop import Shop

Kind = Literal["brand", "product", "none"]
Split = Literal["dev", "test"]

_NAMES: Final = 80
_NOT_SPOKEN: Final = re.compile(r"[\d,]")
"""Nobody says the sizes and counts in a title."""
_PARTICLE: Final = re.compile(r"\{([은이을])\}")


@dataclass(frozen=True)
class Sentence:
    """``text`` as spoken, which names the brand or product ``id`` (empty: none) belonging to one half of the names.

    ``brand``: the brand whose name is in it, also as part of a product's; empty when there is none.
    """

    text: str
    language: Language
    kind: Kind
    id: str
    brand: str
    split: Split


def sentences(shop: Shop) -> list[Sentence]:
    """All of them, the halves for development and for testing one after the other."""
    given = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    every = [*_with_names(shop, given["carriers"]), *_without_names(given["wishes"])]
    return sorted(every, key=lambda sentence: sentence.split)


def _with_names(shop: Shop, carriers: dict[Language, list[str]]) -> Iterator[Sentence]:
    brands = {brand: term.name for brand, term in shop.info.brands.items()}
    products = _sample(list(shop.products()), _NAMES - len(brands))
    for language in LANGUAGES:
        for brand, name in brands.items():
            text = _carried(name[language], language, carriers)
            yield Sentence(text, language, "brand", brand, brand, _half(brand))
        for product in products:
            text = _carried(product.title[language], language, carriers)
            yield Sentence(text, language, "product", product.id, product.brand, _half(product.id))


def _without_names(wishes: dict[Language, list[str]]) -> Iterator[Sentence]:
    for language in LANGUAGES:
        for text in wishes[language]:
            yield Sentence(text, language, "none", "", "", _half(text))


def _sample(products: Sequence[Product], count: int) -> list[Product]:
    can_be_said = [one for one in products if not any(_NOT_SPOKEN.search(title) for title in one.title.both())]
    return sorted(can_be_said, key=lambda product: _digest(product.id))[:count]


def _carried(name: str, language: Language, carriers: dict[Language, list[str]]) -> str:
    choice = carriers[language]
    carrier = choice[_digest(name) % len(choice)].replace("{name}", name)
    return _PARTICLE.sub(lambda found: fitting(name, found[1]), carrier)


def _half(name: str) -> Split:
    return "dev" if _digest(f"half {name}") % 2 else "test"


def _digest(text: str) -> int:
    return int(sha256(text.encode()).hexdigest()[:12], 16)
