"""A product feed in the place of products.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from store.clock import DEFAULT_ZONE
from store.feeds.google_merchant import GoogleMerchantItem
from store.feeds.item import FeedItem
from store.feeds.naver_ep import NaverEpItem
from store.feeds.record import Record, UnreadableFeedError
from store.feeds.rss import read_rss
from store.feeds.tsv import read_header, read_tsv
from store.feeds.variants import product, together
from store.feeds.vocabulary import Vocabulary
from store.info import DEFAULT_CURRENCY, StoreInfo
from store.pack.problems import PackError, Problem, shown
from store.pack.rows import ProductLine
from store.pack.table import row_message
from store.pack.text_file import UnreadableTextError, encoding_of


@dataclass(frozen=True)
class FeedFormat:
    """How one kind of feed is read; ``group`` is the field that holds variants together."""

    item_type: type[GoogleMerchantItem] | type[NaverEpItem]
    group: str
    records: Callable[[Path], Iterator[Record]]


Advance = Callable[[float], None]
_GOOGLE_RSS = FeedFormat(GoogleMerchantItem, "item_group_id", read_rss)
_GOOGLE_TSV = FeedFormat(GoogleMerchantItem, "item_group_id", lambda path: read_tsv(path, quoted=True))
_NAVER_EP = FeedFormat(NaverEpItem, "group_id", lambda path: read_tsv(path, quoted=False))
_PORTION = 1 << 20
_GOOGLE_REQUIRED, _NAVER_REQUIRED = ("id", "title", "price"), ("id", "title", "price_pc")


class UnknownFeedError(ValueError):
    """A file that is no feed of a known format; the message says what is expected."""


class FeedTable:
    """The products of the feed ``path``, read as a stream whenever iterated, in the words of the shop.

    Stands where ``Table[ProductLine]`` stands; ``rejected`` is the same. ``advance`` is told of no progress, but that
    there is life, while the feed is looked through for variants before the first product.
    """

    def __init__(self, path: Path, info: StoreInfo | None, advance: Advance = lambda _: None) -> None:
        self.path, self.file, self._advance = path, path.name, advance
        self.rejected: set[str] = set()
        self._categories = Vocabulary(info.categories if info else {})
        self._colors = Vocabulary(info.colors if info else {})
        self._context = {
            "currency": info.currency if info else DEFAULT_CURRENCY,
            "timezone": info.timezone if info else DEFAULT_ZONE,
        }

    def __iter__(self) -> Iterator[ProductLine]:
        """Every product. Raises PackError at the end when some are not valid: the file changed since it was checked."""
        problems: list[Problem] = []
        for _, row in self.read(problems):
            yield row
        if problems:
            raise PackError(str(self.path), problems)

    def line_count(self) -> int:
        """Items in the file, counted without reading it closely: about how many rows to expect."""
        items = lines = 0
        with self.path.open("rb") as file:
            while portion := file.read(_PORTION):
                items += portion.count(b"<item>")
                lines += portion.count(b"\n")
        return items or lines

    def read(self, problems: list[Problem]) -> Iterator[tuple[int, ProductLine]]:
        """Each product with the line its first variant starts in; what is wrong is added to ``problems``."""
        try:
            for line, variants in together(self._items(problems), self._variant_counts):
                yield line, product(variants, self._categories, self._colors)
        except (UnreadableTextError, UnreadableFeedError) as error:
            problems.append(Problem(self.file, error.line, str(error)))
        except UnknownFeedError as error:
            problems.append(Problem(self.file, 1, str(error)))

    def terms(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The sections of store.yml, given as plain ``data``, that grow by what the feed names; empty for none."""
        added = {"categories": self._categories.added, "colors": self._colors.added}
        return {name: {**data.get(name, {}), **terms} for name, terms in added.items() if terms}

    def _items(self, problems: list[Problem]) -> Iterator[tuple[int, FeedItem]]:
        first_lines: dict[str, int] = {}
        for record in self._records():
            row, wrong = self._validated(record)
            if row and row.id in first_lines:
                wrong = [f"the id is given twice, expected once (first in line {first_lines[row.id]})"]
            if wrong:
                self.rejected.add(self._product_id(record))
                problems.extend(Problem(self.file, record.line, _of_item(record, message)) for message in wrong)
            elif row:
                first_lines[row.id] = record.line
                yield record.line, row.item()

    def _validated(self, record: Record) -> tuple[GoogleMerchantItem | NaverEpItem | None, list[str]]:
        if record.problem:
            return None, [record.problem]
        try:
            given = {name: texts[0] for name, texts in record.fields.items()}
            return self._format.item_type.model_validate(given, context=self._context), []
        except ValidationError as invalid:
            return None, [row_message(error) for error in invalid.errors(include_url=False)]

    def _records(self) -> Iterator[Record]:
        return self._format.records(self.path)

    @cached_property
    def _format(self) -> FeedFormat:
        with self.path.open(encoding=encoding_of(self.path)) as file:
            start = file.read(256).lstrip()
        return _GOOGLE_RSS if start.startswith("<") else _tsv_format(read_header(self.path))

    @cached_property
    def _variant_counts(self) -> dict[str, int]:
        """How many items each product has that has more than one."""
        counts: Counter[str] = Counter()
        for record in self._records():
            counts[self._product_id(record)] += 1
            self._advance(0)
        return {product_id: count for product_id, count in counts.items() if count > 1}

    def _product_id(self, record: Record) -> str:
        return (record.fields.get(self._format.group) or record.fields.get("id") or [""])[0]


def _of_item(record: Record, message: str) -> str:
    """Feeds written by programs may be one long line: the id tells more than its number."""
    ids = record.fields.get("id")
    return f"item {shown(ids[0])}: {message}" if ids else message


def _tsv_format(columns: list[str]) -> FeedFormat:
    for feed, required in ((_NAVER_EP, _NAVER_REQUIRED), (_GOOGLE_TSV, _GOOGLE_REQUIRED)):
        if all(name in columns for name in required):
            return feed
    raise UnknownFeedError(
        f"found no header of a known feed; expected columns parted by tabs, with {', '.join(_GOOGLE_REQUIRED)} "
        f"(Google Merchant Center) or {', '.join(_NAVER_REQUIRED)} (Naver Shopping EP)"
    )
