"""How many there are of a colour and size: here, in other branches, or not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from store.product import Product, Stock

StockState = Literal["in_stock", "sold_out", "preorder", "backorder", "unknown", "not_made"]
_BEST_FIRST: tuple[StockState, ...] = ("in_stock", "preorder", "backorder", "sold_out")


@dataclass(frozen=True, slots=True)
class StockAnswer:
    """What is known of the stock of a product, or of one colour and size of it, in this shop.

    ``quantity`` is None where only a feed's word is known, or nothing. ``not_made``: the product does not come in that
    colour or size. ``others_here`` are variants (colour, size, quantity) that were not asked for and are in stock here,
    ``elsewhere`` the branches that have what was asked for, most first.
    """

    state: StockState
    quantity: int | None
    others_here: tuple[tuple[str, str, int], ...]
    elsewhere: tuple[tuple[str, int], ...]


def stock_answer(product: Product, rows: Iterable[Stock], color: str = "", size: str = "") -> StockAnswer:
    """The stock of ``product`` in ``color`` and ``size`` (empty: any), by ``rows`` of all branches.

    A row without a colour (or size) speaks for a product that has at most one. Without rows of this shop the feed's
    word counts. A variant nobody has counted is unknown, not sold out.
    """
    known = list(rows)
    here = [row for row in known if not row.branch]
    asked = [row for row in here if _is(product, row, color, size)]
    others = tuple((row.color, row.size, row.quantity) for row in here if row not in asked and row.quantity > 0)
    branches: Counter[str] = Counter()
    for row in known:
        if row.branch and row.quantity > 0 and _is(product, row, color, size):
            branches[row.branch] += row.quantity
    elsewhere = tuple(sorted(branches.items(), key=lambda entry: (-entry[1], entry[0])))
    if asked:
        quantity = sum(row.quantity for row in asked)
        return StockAnswer("in_stock" if quantity else "sold_out", quantity, others, elsewhere)
    state = "not_made" if _not_made(product, known, color, size) else _feed_state(product, color, size)
    return StockAnswer(state, None, others, elsewhere)


def _is(product: Product, row: Stock, color: str, size: str) -> bool:
    return _same(row.color, color, product.colors) and _same(row.size, size, product.sizes)


def _same(given: str, asked: str, made: tuple[str, ...]) -> bool:
    return not asked or given == asked or (not given and len(made) <= 1 and asked in (*made, ""))


def _not_made(product: Product, rows: list[Stock], color: str, size: str) -> bool:
    counted_colors, counted_sizes = {row.color for row in rows}, {row.size for row in rows}
    return any(
        asked and made and asked not in made and asked not in counted
        for asked, made, counted in ((color, product.colors, counted_colors), (size, product.sizes, counted_sizes))
    )


def _feed_state(product: Product, color: str, size: str) -> StockState:
    said: set[StockState] = {
        "sold_out" if entry.state == "out_of_stock" else entry.state
        for entry in product.availability
        if _same(entry.color, color, product.colors) and _same(entry.size, size, product.sizes)
    }
    return next((state for state in _BEST_FIRST if state in said), "unknown")
