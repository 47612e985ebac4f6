"""What customers say more about a wish ("cheaper ones", "in black", "no leather"): limits merged, words added."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Excluded, Limits, Query
from catalog_index.understanding.vocabulary import vocabulary

_ROOM: Final = 1.2
"""How many times the lower end of a price its upper end is at least, for a choice between them."""
_LISTS: Final = ("colors", "brands", "materials", "kinds")


@dataclass(frozen=True)
class Refinement:
    """One thing more, said after the wish.

    ``below`` and ``above``, in whole units of the currency: what "cheaper" and "dearer" were said of. ``adds``: whether
    its words tell more of what is wanted, besides its limits; ``excludes``: whether they tell what is not wanted.
    """

    text: str
    below: int | None = None
    above: int | None = None
    adds: bool = True
    excludes: bool = False


def refined_by(wish: Query, said: Query, refinement: Refinement, splitter: TokenSplitter) -> Query:
    """``wish`` with what was ``said`` (the text of ``refinement``, read) since.

    A new price, size, brand or order takes the place of the one before, as do colours; what is not wanted adds up.
    """
    words = telling(said.wanted, splitter)
    unwanted = said.unwanted
    if refinement.excludes and words and not unwanted and not said.limits.excluded:
        unwanted = (" ".join(words),)
    adds = said.wanted if refinement.adds and words and not refinement.excludes else ""
    return replace(
        wish,
        text=f"{wish.text} {adds}".strip(),
        wanted=f"{wish.wanted} {adds}".strip(),
        limits=_merged(wish.limits, said.limits, refinement),
        order=said.order or wish.order,
        heard=said.heard if said.limits.brand else wish.heard,
        unwanted=tuple(dict.fromkeys([*wish.unwanted, *unwanted])),
        refined=True,
        quantity=said.quantity or wish.quantity,
    )


def _merged(before: Limits, said: Limits, refinement: Refinement) -> Limits:
    out = said.excluded
    return Limits(
        price=_price(said.price or before.price, refinement),
        size=said.size or before.size,
        colors=said.colors or before.colors - out.colors,
        brand=said.brand or (None if before.brand in out.brands else before.brand),
        people=said.people or before.people,
        age=before.age if said.age is None else said.age,
        excluded=_excluded(before.excluded, said),
    )


def _price(price: PriceRange | None, refinement: Refinement) -> PriceRange | None:
    """``price`` with one end moved; the other end goes when there would be next to nothing between them."""
    low, high = (price.low, price.high) if price else (None, None)
    if refinement.below is not None:
        high = refinement.below - 1
        low = None if low is not None and low * _ROOM > high else low
    if refinement.above is not None:
        low = refinement.above + 1
        high = None if high is not None and high < low * _ROOM else high
    return PriceRange(low, high) if (low, high) != (None, None) else None


def _excluded(before: Excluded, said: Limits) -> Excluded:
    both = {name: getattr(before, name) | getattr(said.excluded, name) for name in _LISTS}
    both["colors"] -= said.colors  # black after all
    both["brands"] -= {said.brand}
    return Excluded(**both)


def telling(text: str, splitter: TokenSplitter) -> list[str]:
    """Words of ``text`` that tell something of a product, unlike "those in another colour, please"."""
    return [word for word in splitter.words(text) if not _fillers().fullmatch(word)]


@cache
def _fillers() -> re.Pattern[str]:
    words = vocabulary()["refine"]
    return re.compile("|".join([*words["ko"], *words["en"]]), re.IGNORECASE)
