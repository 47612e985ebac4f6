"""A store pack as a whole: all its files read once and checked against each other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError
from store.building.checks import path_warnings
from store.clock import DEFAULT_ZONE
from store.feeds.table import FeedTable
from store.info import DEFAULT_CURRENCY, StoreInfo
from store.pack.checks import RowChecks, check_store
from store.pack.problems import PackError, Problem
from store.pack.rows import (
    FaqLine,
    MenuLine,
    OrderLine,
    ProductLine,
    PromotionLine,
    ReviewLine,
    StockLine,
)
from store.pack.store_yml import FILE, StoreFile, read_store_file
from store.pack.table import RowT, Table

Advance = Callable[[float], None]
ProductTable = Table[ProductLine] | FeedTable
_PRODUCTS = "products.csv"
_FEEDS = ("products.xml", "products.tsv")


@dataclass(frozen=True)
class Tables:
    """The files of rows, in the order they refer to each other; read from disk row by row whenever iterated."""

    products: ProductTable
    menu: Table[MenuLine]
    stock: Table[StockLine]
    orders: Table[OrderLine]
    promotions: Table[PromotionLine]
    faq: Table[FaqLine]
    reviews: Table[ReviewLine]

    def line_count(self) -> int:
        """Lines in all files: about how many rows to expect."""
        return sum(getattr(self, field.name).line_count() for field in fields(self))


@dataclass(frozen=True)
class StorePack:
    """A valid store pack; ``data`` is store.yml as plain data, ``info`` the same validated.

    ``products_only``: it is a product feed for a store that has the rest already. ``warnings`` are what looks wrong
    but does not keep it from being imported.
    """

    info: StoreInfo
    data: dict[str, Any]
    tables: Tables
    products_only: bool = False
    warnings: tuple[Problem, ...] = ()


def read_pack(folder: Path, advance: Advance = lambda _: None) -> StorePack:
    """The store pack in ``folder``; ``advance`` is told of every line read.

    Raises PackError with every problem in it, AnnaeError when there is no such folder.
    """
    if not folder.is_dir():
        raise AnnaeError(f"{folder}: there is no such folder; expected a store pack with store.yml and products.csv")
    problems = list(_wrong_files(folder))
    store = read_store_file(folder / FILE, problems) if (folder / FILE).is_file() else StoreFile({}, None, None)
    if store.info:
        problems.extend(check_store(store, store.info))
    tables = open_tables(folder, store.info, advance)
    problems.extend(_check_rows(tables, store.info, advance))
    pack = _valid(str(folder), store.data, store.info, tables, problems)
    return replace(pack, warnings=tuple(store.problem(loc, text) for loc, text in path_warnings(pack.info)))


def read_feed(feed: Path, info: StoreInfo, data: Mapping[str, Any], advance: Advance = lambda _: None) -> StorePack:
    """The product feed ``feed`` for a store whose store.yml is ``data``; ``advance`` is told of every line read.

    Raises PackError with every problem in it.
    """
    tables = open_feed(feed, info, advance)
    problems = list(_check_rows(tables, info, advance))
    return replace(_valid(str(feed), data, info, tables, problems), products_only=True)


def open_tables(folder: Path, info: StoreInfo | None, advance: Advance = lambda _: None) -> Tables:
    """The files of rows in ``folder``, read with the currency, the time zone and the words of ``info``."""
    feed = next((folder / name for name in _FEEDS if (folder / name).is_file()), None)
    if feed is None or (folder / _PRODUCTS).is_file():
        return _tables(folder, info, Table(folder / _PRODUCTS, ProductLine, _context(info)))
    return _tables(folder, info, FeedTable(feed, info, advance))


def open_feed(feed: Path, info: StoreInfo | None, advance: Advance = lambda _: None) -> Tables:
    """The product feed ``feed`` alone, as the products of a pack that has nothing else."""
    return _tables(Path(os.devnull), info, FeedTable(feed, info, advance))


def _tables(folder: Path, info: StoreInfo | None, products: ProductTable) -> Tables:
    context = _context(info)
    return Tables(
        products=products,
        menu=Table(folder / "menu.csv", MenuLine, context),
        stock=Table(folder / "stock.csv", StockLine, context),
        orders=Table(folder / "orders.csv", OrderLine, context),
        promotions=Table(folder / "promotions.csv", PromotionLine, context),
        faq=Table(folder / "faq.csv", FaqLine, context),
        reviews=Table(folder / "reviews.csv", ReviewLine, context),
    )


def _context(info: StoreInfo | None) -> dict[str, str]:
    return {
        "currency": info.currency if info else DEFAULT_CURRENCY,
        "timezone": info.timezone if info else DEFAULT_ZONE,
    }


def _wrong_files(folder: Path) -> Iterator[Problem]:
    if not (folder / FILE).is_file():
        yield Problem(FILE, 1, "the file is missing, expected it in the store pack")
    found = [name for name in (_PRODUCTS, *_FEEDS) if (folder / name).is_file()]
    if not found:
        expected = f"expected it or a feed ({' or '.join(_FEEDS)}) in the store pack"
        yield Problem(_PRODUCTS, 1, f"the file is missing, {expected}")
    for name in found[1:]:
        yield Problem(name, 1, f"there is {found[0]} too, expected the products in one file")


def _check_rows(tables: Tables, info: StoreInfo | None, advance: Advance) -> Iterator[Problem]:
    checks = RowChecks(info, tables.products.file)
    from_feed = isinstance(tables.products, FeedTable)
    yield from _checked(tables.products, checks.feed_product if from_feed else checks.product, advance)
    yield from _checked(tables.menu, checks.menu, advance)
    checks.excuse(tables.products.rejected | tables.menu.rejected)
    yield from _checked(tables.stock, checks.stock, advance)
    yield from _checked(tables.orders, checks.order, advance)
    yield from _checked(tables.promotions, checks.promotion, advance)
    yield from _checked(tables.faq, checks.faq, advance)
    yield from _checked(tables.reviews, checks.review, advance)


def _checked(
    table: Table[RowT] | FeedTable, check: Callable[[Any, int], Iterator[str]], advance: Advance
) -> Iterator[Problem]:
    problems: list[Problem] = []
    for line, row in table.read(problems):
        advance(1)
        problems.extend(Problem(table.file, line, message) for message in check(row, line))
    yield from problems


def _valid(
    name: str, data: Mapping[str, Any], info: StoreInfo | None, tables: Tables, problems: list[Problem]
) -> StorePack:
    if not problems and not any(True for _ in tables.products):
        problems.append(Problem(tables.products.file, 1, "there is no product, expected at least one"))
    if problems or info is None:
        raise PackError(name, problems)
    if isinstance(tables.products, FeedTable) and (terms := tables.products.terms(data)):
        data = {**data, **terms}
        info = StoreInfo.model_validate(data)
    return StorePack(info, dict(data), tables)
