"""One item of a feed in the terms of a store pack, whatever format it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Literal

from store.product import AvailabilityState


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item for sale, perhaps one variant of a product: items with the same ``group`` are the same product.

    Prices are whole units of the shop's currency. ``category`` is a path from general to special, ``state`` is None
    when the feed does not tell.
    """

    id: str
    group: str
    title: str
    price: int
    description: str = ""
    brand: str = ""
    category: tuple[str, ...] = ()
    sale_price: int | None = None
    sale_starts: datetime | None = None
    sale_ends: datetime | None = None
    colors: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    review_count: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    state: AvailabilityState | None = None

    @property
    def product_id(self) -> str:
        """The product it is a variant of, else the item itself."""
        return self.group or self.id


def without_html(text: str) -> str:
    """Text as people read it: shops put whole pages into descriptions."""
    if "<" not in text and "&" not in text:
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"\s*\n\s*", "\n", "".join(reader.parts))).strip()


def plain(value: str) -> str:
    """A value that may stand in a list of a store pack, where | and : part values."""
    return re.sub(r"\s*[|:]\s*", "/", value).strip(" /")


def filled_in(details: dict[str, str]) -> dict[str, str]:
    """The details that say something, as attributes of a product."""
    return {name: text for name, value in details.items() if value and (text := plain(value))}


def language_of(text: str) -> Literal["ko", "en"]:
    """Feeds are written in one language and do not say which: Korean where there is any Hangul."""
    return "ko" if re.search("[가-힣ㄱ-ㆎ]", text) else "en"


class _Reader(HTMLParser):
    _BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"})
    _SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        self._silent += tag in self._SILENT
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
