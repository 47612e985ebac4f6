"""What a product is called: its whole title, the title without its brand or its amount, the brand with part of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.components.names_file import plain
from catalog_index.understanding.vocabulary import vocabulary
from store.product import Product

_SHORTEST: Final = 4
"""Letters of a name that is found inside a sentence."""
_WORDS: Final = 3
"""Words without the brand that are more than a kind (린넨 셔츠)."""
_WITH_BRAND: Final = 2
"""Words beside the brand that tell one product from another; one is a kind (카르덴 로퍼)."""
_RANKS: Final = 4
"""Whole title, title without amount, without brand, brand and part."""


def product_names(products: Iterable[Product], brands: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Id by plain name; a name that two products share, and none of them is wholly called so, is left out."""
    known = list(products)
    rare = _rare_words(known)
    ranked: list[dict[str, set[str]]] = [{} for _ in range(_RANKS)]
    for product in known:
        for rank, name in _names(product, brands.get(product.brand, ()), rare):
            ranked[rank].setdefault(plain(name), set()).add(product.id)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for called in ranked:
        for name, ids in called.items():
            if len(ids) == 1 and name not in taken and len(name) >= _SHORTEST:
                names[name] = next(iter(ids))
        taken.update(called)
    return names


def _names(product: Product, brand: Sequence[str], rare: frozenset[str]) -> Iterator[tuple[int, str]]:
    for title in dict.fromkeys(product.title.both()):
        yield 0, title
        head = _without_amount(title)
        yield 1, head
        named, rest = _brand_and_rest(head, brand)
        if len(rest) >= _WORDS or (len(rest) == _WITH_BRAND and rest[0].casefold() in rare):
            yield 2, " ".join(rest)
        if named:
            for count in range(_WITH_BRAND, len(rest)):
                yield 3, " ".join([named, *rest[:count]])
                yield 3, " ".join([named, *rest[-count:]])


def _without_amount(title: str) -> str:
    return re.sub(vocabulary()["asked"]["amounts"], "", title.partition(",")[0])


def _brand_and_rest(title: str, brand: Sequence[str]) -> tuple[str, list[str]]:
    words = title.split()
    for spelling in brand:
        count = len(spelling.split())
        if plain(" ".join(words[:count])) == plain(spelling):
            return " ".join(words[:count]), words[count:]
    return "", words


def _rare_words(products: Iterable[Product]) -> frozenset[str]:
    counts = Counter(word for product in products for title in product.title.both() for word in set(title.split()))
    return frozenset(word.casefold() for word, count in counts.items() if count == 1)
