"""Variants of one product, which feeds list as items of their own, as one product again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from store.feeds.item import FeedItem, language_of
from store.feeds.vocabulary import Vocabulary
from store.pack.rows import ProductLine
from store.product import AvailabilityState

_BEST_FIRST: tuple[AvailabilityState, ...] = ("in_stock", "preorder", "backorder", "out_of_stock")
_BETWEEN = r"[\s\-–—/,·|()\[\]_]"


def together(items: Iterable[tuple[int, FeedItem]], counts: Mapping[str, int]) -> Iterator[tuple[int, list[FeedItem]]]:
    """The items of each product, with the line of the first, as soon as all ``counts`` of them have come.

    Variants mostly stand side by side, so that few products wait at a time.
    """
    waiting: dict[str, tuple[int, list[FeedItem]]] = {}
    for line, item in items:
        _, variants = waiting.setdefault(item.product_id, (line, []))
        variants.append(item)
        if len(variants) >= counts.get(item.product_id, 1):
            yield waiting.pop(item.product_id)
    yield from waiting.values()


def product(variants: list[FeedItem], categories: Vocabulary, colors: Vocabulary) -> ProductLine:
    """One product of its ``variants``: the price is the lowest, what they do not agree on is left out."""
    first = variants[0]
    cheapest = min(variants, key=lambda item: item.price if item.sale_price is None else item.sale_price)
    attributes = dict(set.intersection(*(set(item.attributes.items()) for item in variants)))
    highest = max(item.price for item in variants)
    if highest > cheapest.price:
        attributes["price_to"] = str(highest)
    title = _without_variant(first) if first.group else first.title
    return ProductLine.model_construct(
        **_by_language("title", title),
        **_by_language("description", _first(item.description for item in variants)),
        id=first.product_id,
        brand=_first(item.brand for item in variants),
        category=categories.path(next((item.category for item in variants if item.category), ())),
        price=cheapest.price,
        sale_price=cheapest.sale_price,
        sale_starts=cheapest.sale_starts,
        sale_ends=cheapest.sale_ends,
        colors=_distinct(colors.word(color) for item in variants for color in item.colors),
        sizes=_distinct(size for item in variants for size in item.sizes),
        tags=_distinct(tag for item in variants for tag in item.tags),
        image=_first(item.image for item in variants),
        review_count=max(item.review_count for item in variants),
        attributes=dict(sorted(attributes.items())),
        availability=_availability(variants, colors),
    )


def _availability(variants: list[FeedItem], colors: Vocabulary) -> list[dict[str, str]]:
    states: dict[tuple[str, str], AvailabilityState] = {}
    for item in variants:
        if item.state is None:
            continue
        # An item with several colours (a Naver EP) says nothing of each.
        color = colors.word(item.colors[0]) if len(item.colors) == 1 else ""
        size = item.sizes[0] if len(item.sizes) == 1 else ""
        states[color, size] = min(states.get((color, size), item.state), item.state, key=_BEST_FIRST.index)
    if len(states) > 1:
        states.pop(("", ""), None)  # the product as a whole: its variants say it better
    return [{"color": color, "size": size, "state": state} for (color, size), state in states.items()]


def _without_variant(item: FeedItem) -> str:
    """``오버핏 니트 - 블랙 / M`` is the knit in one colour and size: ``오버핏 니트``."""
    title = item.title
    for value in 2 * (*item.sizes, *item.colors):  # they stand in either order
        cut = re.sub(f"{_BETWEEN}+{re.escape(value)}{_BETWEEN}*$", "", title, flags=re.IGNORECASE)
        title = cut.strip() or title
    return title


def _by_language(name: str, text: str) -> dict[str, Any]:
    language = language_of(text)
    return {f"{name}_ko": text if language == "ko" else "", f"{name}_en": text if language == "en" else ""}


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, values)))
