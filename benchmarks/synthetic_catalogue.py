"""A catalogue of any size whose attributes hang together as a shop's do; the same number gives the same catalogue.

A brand sells one category, has a price level, a quality and colours it prefers; few brands sell most products. The
kind, style and material of a product come from its category, its price from its category, brand and material, its size
from its category, its reviews from its brand's quality. What it is made of lies in ``data/scale/catalogue.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from annae.types import Money
from store.bilingual import Bilingual
from store.product import Product

STORE: Final = "bench"
_CURRENCY: Final = "KRW"
_PRODUCTS_A_BRAND: Final = 200
_FEWEST_BRANDS: Final = 20
_SYLLABLES: Final = (3, 4)
_FAVOURITE: Final = 0.5
"""Share of its products that a brand makes in the colour it prefers."""
_ORDER_OF_NAMES: Final = 7
"""Seed of the order in which names are given out: a larger catalogue has the brands of a smaller one and more."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Name:
    """A word in both scripts."""

    ko: str
    en: str


@dataclass(frozen=True)
class Attributes:
    """Of each product, int64 [products]: numbers into the lists of its category, except ``brand`` and ``price``.

    ``colors``: int64 [products, 2]; both may be the same, -1 where the category has none.
    """

    category: Numbers
    kind: Numbers
    style: Numbers
    material: Numbers
    brand: Numbers
    model: Numbers
    price: Numbers
    colors: npt.NDArray[np.int64]
    reviews: Numbers
    rating: npt.NDArray[np.float64]

    @property
    def size(self) -> int:
        """Number of products."""
        return len(self.category)


class SyntheticCatalogue:
    """``size`` products, made anew each time they are gone through, so that they need no memory."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.categories: list[tuple[str, dict[str, Any]]] = list(catalogue_words()["categories"].items())
        self.brands = invented_names(max(_FEWEST_BRANDS, size // _PRODUCTS_A_BRAND))
        self.attributes = self._drawn(size, np.random.default_rng(seed))

    def info(self) -> dict[str, Any]:
        """The store.yml of the shop that sells it."""
        words = catalogue_words()
        return {
            "id": STORE,
            "name": "Bench",
            "hours": {"store": {"daily": "10:00-20:00"}},
            "floors": [{"id": "1F", "name": "1F"}],
            "zones": [{"id": "hall", "floor": "1F", "name": "Hall", "x": 1, "y": 1}],
            "categories": {
                name: {
                    "name": dict(zip(("ko", "en"), entry["name"], strict=True)),
                    "synonyms": {
                        "ko": [kind[0] for kind in entry["kinds"]],
                        "en": [kind[1] for kind in entry["kinds"]],
                    },
                }
                for name, entry in self.categories
            },
            "colors": {name: _color(entry) for name, entry in words["colors"].items()},
            "brands": {name.en: {"name": {"ko": name.ko, "en": name.en}} for name in self.brands},
        }

    def products(self) -> Iterator[Product]:
        """Every product, by id."""
        return map(self.product, range(self.attributes.size))

    def product(self, number: int) -> Product:
        """The product with this number, which is its row in ``attributes``."""
        of = self.attributes
        category, entry = self.categories[of.category[number]]
        kind, style = entry["kinds"][of.kind[number]], entry["styles"][of.style[number]]
        material, brand = entry["materials"][of.material[number]], self.brands[of.brand[number]]
        model_ko, model_en = catalogue_words()["models"][of.model[number] // 100].split()
        version = of.model[number] % 100
        colors = list(entry["colors"])
        return Product(
            id=f"P{number:07}",
            title=Bilingual(
                f"{brand.ko} {style[0]} {material[0]} {kind[0]} {model_ko} {version}",
                f"{brand.en} {style[1]} {material[1]} {kind[1]} {model_en} {version}".title(),
            ),
            description=Bilingual(style[2], style[3]),
            brand=brand.en,
            category=category,
            price=Money(int(of.price[number]), _CURRENCY),
            sale_price=None,
            colors=tuple(dict.fromkeys(colors[color] for color in of.colors[number] if color >= 0)),
            sizes=tuple(entry["sizes"]),
            tags=(style[0], style[1]),
            image="",
            rating=round(float(of.rating[number]), 1),
            review_count=int(of.reviews[number]),
            zone="hall",
            attributes={"material": material[1]},
        )

    def _drawn(self, size: int, random: np.random.Generator) -> Attributes:
        entries = [entry for _, entry in self.categories]
        brand = _first_often(random, size, len(self.brands))
        category = np.arange(len(self.brands))[brand] % len(entries)
        level, quality = random.lognormal(0, 0.4, len(self.brands)), random.normal(4.2, 0.3, len(self.brands))

        def drawn(name: str) -> Numbers:
            of_category = [_first_often(random, size, len(entry[name])) for entry in entries]
            return np.choose(category, of_category)

        material = drawn("materials")
        typical = np.array([entry["price"] for entry in entries])[category] * level[brand] * (1 + 0.15 * material)
        favourite = np.choose(category, [brand % max(len(entry["colors"]), 1) for entry in entries])
        colors = np.stack(
            [np.where(random.random(size) < _FAVOURITE, favourite, drawn("colors")), drawn("colors")], axis=1
        )
        return Attributes(
            category=category,
            kind=random.integers(0, np.array([len(entry["kinds"]) for entry in entries])[category]),
            style=drawn("styles"),
            material=material,
            brand=brand,
            model=random.integers(0, 100 * len(catalogue_words()["models"]), size),
            price=(typical * random.lognormal(0, 0.3, size) // 100 * 100).astype(np.int64),
            colors=np.where(np.array([bool(entry["colors"]) for entry in entries])[category][:, None], colors, -1),
            reviews=(random.pareto(1.2, size) * 5).astype(np.int64),
            rating=np.clip(quality[brand] + random.normal(0, 0.2, size), 1, 5),
        )


def invented_names(count: int) -> list[Name]:
    """``count`` different names of three syllables, and of four when those are used up."""
    syllables = [Name(*pair.split()) for pair in catalogue_words()["syllables"]]
    names: list[Name] = []
    for length in _SYLLABLES:
        order = np.random.default_rng(_ORDER_OF_NAMES).permutation(len(syllables) ** length)
        names += [_name(number, length, syllables) for number in order[: count - len(names)].tolist()]
    return names


def _name(number: int, length: int, syllables: Sequence[Name]) -> Name:
    """The syllables are the digits of ``number``."""
    parts = [syllables[number // len(syllables) ** place % len(syllables)] for place in range(length)]
    return Name("".join(part.ko for part in parts), "".join(part.en for part in parts).title())


def _first_often(random: np.random.Generator, size: int, count: int) -> Numbers:
    """``size`` numbers below ``count`` (0 where there is none), the first ones far more often than the last."""
    weights = 1 / np.arange(1, max(count, 1) + 1) ** 0.7
    return random.choice(len(weights), size, p=weights / weights.sum())


def _color(words: Sequence[str]) -> dict[str, Any]:
    korean = [word for word in words if not word.isascii()]
    english = [word for word in words if word.isascii()]
    return {
        "name": {"ko": korean[0], "en": english[0]},
        "synonyms": {"ko": korean[1:], "en": english[1:]},
    }


@cache
def catalogue_words() -> dict[str, Any]:
    """The file of words."""
    path = Path(__file__).parent / "data" / "scale" / "catalogue.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
