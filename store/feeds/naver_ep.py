"""Naver Shopping's engine page (EP) 3.0: tab-separated, never quoted, one item a line.

It lists what is for sale and says nothing of the stock; only the summary EP marks an item that went (class D).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from store.feeds.item import FeedItem, filled_in, plain, without_html
from store.pack.cells import Count, Id, Money
from store.pack.rows import Row

_OPTION = re.compile(r"(?P<name>[^:,]+):(?P<value>[^,]+)")
_COLOR_NAMES = frozenset({"색상", "컬러", "칼라", "색", "color", "colour"})
_SIZE_NAMES = frozenset({"사이즈", "크기", "치수", "용량", "size"})
_GONE = "D"
_NEW = frozenset({"신상품", "새상품", "new"})


class NaverEpItem(Row):
    """The columns of one item that say something to a customer in the shop; others are left out."""

    id: Id
    title: str
    price_pc: Money
    normal_price: Money | None = None
    image_link: str = ""
    category_name1: str = ""
    category_name2: str = ""
    category_name3: str = ""
    category_name4: str = ""
    condition: str = ""
    model_number: str = ""
    brand: str = ""
    maker: str = ""
    origin: str = ""
    search_tag: str = ""
    group_id: Id | None = None
    review_count: Count = 0
    option_detail: str = ""
    age_group: str = ""
    gender: str = ""
    item_class: str = Field(default="", alias="class")

    def item(self) -> FeedItem:
        """In the terms of a store pack."""
        reduced = self.normal_price is not None and self.normal_price > self.price_pc
        options = list(_options(self.option_detail))
        details = {name: getattr(self, name) for name in ("maker", "origin", "age_group", "gender")}
        details["model"] = self.model_number
        details["condition"] = "" if self.condition in _NEW else self.condition
        return FeedItem(
            id=self.id,
            group=self.group_id or "",
            title=without_html(self.title),
            brand=self.brand,
            category=tuple(filter(None, (getattr(self, f"category_name{level}") for level in range(1, 5)))),
            price=self.normal_price if reduced and self.normal_price else self.price_pc,
            sale_price=self.price_pc if reduced else None,
            colors=_values(options, _COLOR_NAMES),
            sizes=_values(options, _SIZE_NAMES),
            tags=tuple(tag for tag in map(str.strip, self.search_tag.split("|")) if tag),
            image=self.image_link,
            review_count=self.review_count,
            attributes=filled_in(details),
            state="out_of_stock" if self.item_class == _GONE else None,
        )


def _options(detail: str) -> Iterator[tuple[str, str]]:
    """``색상:블랙, 사이즈:M^0|색상:화이트, 사이즈:M^1000``: names and values; the number is what it costs more."""
    for option in detail.split("|"):
        for found in _OPTION.finditer(option.partition("^")[0]):
            yield found["name"].strip().lower(), plain(found["value"])


def _values(options: list[tuple[str, str]], names: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value in options if name in names and value))
