"""What customers of the synthetic catalogue say: the templates of ``data/scale/catalogue.toml`` about its products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from annae.types import Language
from benchmarks.synthetic_catalogue import SyntheticCatalogue, catalogue_words

_LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")
_ROUNDED: Final = 10_000
"""Won that a customer's budget is rounded up to."""


@dataclass(frozen=True)
class SyntheticQuery:
    """A customer's words."""

    text: str
    language: Language


def synthetic_queries(catalogue: SyntheticCatalogue, times: int, seed: int = 3) -> list[SyntheticQuery]:
    """Every template filled in ``times`` times, in both languages; each time about another product."""
    random = np.random.default_rng(seed)
    return [
        SyntheticQuery(_filled(template, place, catalogue, random), language)
        for place, language in enumerate(_LANGUAGES)
        for template in catalogue_words()["queries"][language]
        for _ in range(times)
    ]


def _filled(template: str, place: int, catalogue: SyntheticCatalogue, random: np.random.Generator) -> str:
    """``place``: of the language in the catalogue's pairs of words."""
    of, colors = catalogue.attributes, catalogue_words()["colors"]
    while True:
        number = int(random.integers(of.size))
        _, entry = catalogue.categories[of.category[number]]
        if not ("{size}" in template and not entry["sizes"]) and not ("{color}" in template and not entry["colors"]):
            break
    brand = catalogue.brands[of.brand[number]]
    color = colors[entry["colors"][max(int(of.colors[number][0]), 0)]] if entry["colors"] else ["", ""]
    return template.format(
        kind=entry["kinds"][of.kind[number]][place],
        style=entry["styles"][of.style[number]][place],
        material=entry["materials"][of.material[number]][place],
        color=color[0] if place == 0 else color[-1],
        brand=(brand.ko, brand.en)[place],
        size=entry["sizes"][0] if entry["sizes"] else "",
        price=-(-int(of.price[number]) // _ROUNDED) * _ROUNDED,
    )
