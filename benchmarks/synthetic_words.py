"""The lexical index of the synthetic catalogue without splitting a million titles, which takes a quarter of an hour.

Its texts are made of a few thousand phrases. Each phrase is split once; what a product holds is the sum of its phrases,
all but the pairs of syllables that run from one into the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from scipy import sparse

from benchmarks.synthetic_catalogue import SyntheticCatalogue, catalogue_words
from catalog_index.lexical import NAMING, LexicalIndex
from catalog_index.tokens import PAIR, TokenSplitter
from store.bilingual import Bilingual
from store.info import StoreInfo

_TITLE: Final = 3.0
_BRAND: Final = 3.0
_TAGS: Final = 2.0
_REST: Final = 1.0
_VERSIONS: Final = 100
_NOTHING: Final = 1e-9
"""Weight of what only says that a word names a product; a 0 would be lost where matrices are multiplied."""


class _Phrases:
    """Weighted terms of phrases, a row each."""

    def __init__(self, splitter: TokenSplitter) -> None:
        self._splitter = splitter
        self._rows: list[Mapping[str, float]] = []

    def add(self, *texts: tuple[str, float]) -> int:
        """Row of a phrase given as texts with the weight of their field; those of a title name the product."""
        terms: dict[str, float] = {}
        for text, weight in texts:
            for term, count in self._splitter.counts(text).items():
                terms[term] = terms.get(term, 0.0) + weight * count
                if weight == _TITLE and not term.startswith(PAIR):
                    terms.setdefault(NAMING + term, _NOTHING)
        self._rows.append(terms)
        return len(self._rows) - 1

    def matrix(self) -> tuple[list[str], sparse.csr_array]:
        """Terms, and their weights, float32 [phrases, terms]."""
        terms = list(dict.fromkeys(term for row in self._rows for term in row))
        column = {term: place for place, term in enumerate(terms)}
        columns = [column[term] for row in self._rows for term in row]
        ends = np.cumsum([0, *map(len, self._rows)])
        values = np.array([value for row in self._rows for value in row.values()], np.float32)
        return terms, sparse.csr_array((values, columns, ends), shape=(len(self._rows), len(terms)))


def synthetic_lexical(catalogue: SyntheticCatalogue, splitter: TokenSplitter) -> LexicalIndex:
    """The index of every product's words."""
    phrases, of, info = _Phrases(splitter), catalogue.attributes, StoreInfo.model_validate(catalogue.info())
    categories = [entry for _, entry in catalogue.categories]
    brand = np.array([phrases.add((f"{one.ko} {one.en}", _TITLE), (one.en, _BRAND)) for one in catalogue.brands])

    def rows(name: str, *more: tuple[int, float]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """Rows of the phrases of each category's list ``name``; ``more``: places in the entry, with their weight."""
        return np.array(
            [
                [
                    phrases.add((" ".join(one[:2]), _TITLE), *((one[place], weight) for place, weight in more))
                    for one in entry[name]
                ]
                for entry in categories
            ]
        )

    kind, style = rows("kinds"), rows("styles", (0, _TAGS), (1, _TAGS), (2, _REST), (3, _REST))
    material = rows("materials", (1, _REST))
    words = [phrases.add((" ".join(info.categories[name].words()), _REST)) for name, _ in catalogue.categories]
    models = np.array([phrases.add((model, _TITLE)) for model in catalogue_words()["models"]])
    versions = np.array([phrases.add((f"{version} {version}", _TITLE)) for version in range(_VERSIONS)])
    colors = [phrases.add((_both(info.colors[name].name), _REST)) for name in catalogue_words()["colors"]]
    place = dict(zip(catalogue_words()["colors"], colors, strict=True))
    none = phrases.add()
    longest = max(len(entry["colors"]) for entry in categories)
    color = np.array(
        [
            [*(place[name] for name in entry["colors"]), *[none] * (longest + 1 - len(entry["colors"]))]
            for entry in categories
        ]
    )
    second = np.where(of.colors[:, 1] == of.colors[:, 0], -1, of.colors[:, 1])
    parts = [
        brand[of.brand], kind[of.category, of.kind], style[of.category, of.style], material[of.category, of.material],
        np.array(words)[of.category], models[of.model // _VERSIONS], versions[of.model % _VERSIONS],
        color[of.category, of.colors[:, 0]], color[of.category, second],
    ]  # fmt: skip
    terms, weights = phrases.matrix()
    held = np.stack(parts, axis=1).astype(np.int32)
    ends = np.arange(0, held.size + 1, held.shape[1])
    members = sparse.csr_array((np.ones(held.size, np.float32), held.ravel(), ends), shape=(of.size, weights.shape[0]))
    return LexicalIndex.of_counts(terms, members @ weights, splitter)


def _both(name: Bilingual) -> str:
    return " ".join(name.both())
