"""A store pack as a whole: all its files read once and checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from annae.errors import AnnaeError
from store.clock import DEFAULT_ZONE
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


@dataclass(frozen=True)
class Tables:
    """The CSV files, in the order they refer to each other; read from disk row by row whenever iterated."""

    products: Table[ProductLine]
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
    """A valid store pack; ``data`` is store.yml as plain data, ``info`` the same validated."""

    info: StoreInfo
    data: dict[str, Any]
    tables: Tables


def read_pack(folder: Path, advance: Advance = lambda _: None) -> StorePack:
    """The store pack in ``folder``; ``advance`` is told of every row read.

    Raises PackError with every problem in it, AnnaeError when there is no such folder.
    """
    if not folder.is_dir():
        raise AnnaeError(f"{folder}: there is no such folder; expected a store pack with store.yml and products.csv")
    problems = [_missing(name) for name in (FILE, "products.csv") if not (folder / name).is_file()]
    store = read_store_file(folder / FILE, problems) if (folder / FILE).is_file() else StoreFile({}, None, None)
    if store.info:
        problems.extend(check_store(store, store.info))
    tables = open_tables(folder, store.info)
    problems.extend(_check_rows(tables, store.info, advance))
    if not problems and not any(True for _ in tables.products):
        problems.append(Problem(tables.products.file, 1, "there is no product, expected at least one"))
    if problems or store.info is None:
        raise PackError(str(folder), problems)
    return StorePack(store.info, store.data, tables)


def open_tables(folder: Path, info: StoreInfo | None) -> Tables:
    """The CSV files in ``folder``, read with the currency and time zone of ``info``."""
    context = {
        "currency": info.currency if info else DEFAULT_CURRENCY,
        "timezone": info.timezone if info else DEFAULT_ZONE,
    }
    return Tables(
        products=Table(folder / "products.csv", ProductLine, context),
        menu=Table(folder / "menu.csv", MenuLine, context),
        stock=Table(folder / "stock.csv", StockLine, context),
        orders=Table(folder / "orders.csv", OrderLine, context),
        promotions=Table(folder / "promotions.csv", PromotionLine, context),
        faq=Table(folder / "faq.csv", FaqLine, context),
        reviews=Table(folder / "reviews.csv", ReviewLine, context),
    )


def _check_rows(tables: Tables, info: StoreInfo | None, advance: Advance) -> Iterator[Problem]:
    checks = RowChecks(info)
    yield from _checked(tables.products, checks.product, advance)
    yield from _checked(tables.menu, checks.menu, advance)
    checks.excuse(tables.products.rejected | tables.menu.rejected)
    yield from _checked(tables.stock, checks.stock, advance)
    yield from _checked(tables.orders, checks.order, advance)
    yield from _checked(tables.promotions, checks.promotion, advance)
    yield from _checked(tables.faq, checks.faq, advance)
    yield from _checked(tables.reviews, checks.review, advance)


def _checked(table: Table[RowT], check: Callable[[RowT, int], Iterator[str]], advance: Advance) -> Iterator[Problem]:
    problems: list[Problem] = []
    for line, row in table.read(problems):
        advance(1)
        problems.extend(Problem(table.file, line, message) for message in check(row, line))
    yield from problems


def _missing(name: str) -> Problem:
    return Problem(name, 1, "the file is missing, expected it in the store pack")
