"""So many of one colour and size of a product: a line of a cart or an order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Variant:
    """A product in one colour and size; both are empty where the product has none.

    It may be an item of the menu too: then ``size`` is one of its options (hot, iced), or empty.
    """

    product_id: str
    color: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``quantity`` (one or more) of a variant."""

    variant: Variant
    quantity: int = 1
