"""What is sold, in both languages of the matter: our product, colour and size; WooCommerce's product and variation.

Ours is theirs when our id is their SKU or, without one, their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from urllib.parse import unquote

from store.bilingual import Bilingual
from store.changes.idempotency import Forbidden
from store.changes.stock import described
from store.line import Line, Variant
from store.product import Product
from store.shop import Shop
from store.systems.woocommerce.api import WooCommerceApi
from store.systems.woocommerce.payload import LineItem, ProductPayload, read, read_all

_COLOR_FIELDS: Final = frozenset({"color", "colour", "색상", "색깔", "색", "컬러"})
_SIZE_FIELDS: Final = frozenset({"size", "사이즈", "크기", "치수"})


@dataclass(frozen=True, slots=True)
class About:
    """What the shop knows of a product; empty where it does not have it."""

    title: Bilingual
    category: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a line of an order is."""

    variant: Variant
    about: About


@dataclass(frozen=True, slots=True)
class Sold:
    """A variant as WooCommerce sells it; ``left`` is None where there is enough or nobody counts, ``price`` of one."""

    product_id: int
    variation_id: int
    left: int | None
    price: Decimal


class Catalogue:
    """The products of one shop on both sides; safe to share between threads."""

    def __init__(self, shop: Shop, api: WooCommerceApi) -> None:
        self._shop, self._api = shop, api
        self._parent_skus: dict[int, str] = {}

    def product(self, product_id: str) -> Product | None:
        """Our product with this id."""
        return self._shop.product(product_id) if product_id else None

    def about(self, product: Product | None) -> About:
        """What there is to say of it."""
        return About(product.title, product.category, product.zone) if product else About(Bilingual())

    def ordered(self, line: LineItem) -> Ordered:
        """What was ordered; a product we do not have keeps WooCommerce's name and number."""
        product = self._ours(line)
        color, size = _said(line, _COLOR_FIELDS), _said(line, _SIZE_FIELDS)
        if product is None:
            variant = Variant(line.sku or str(line.product_id), color, size)
            return Ordered(variant, About(Bilingual(line.title)))
        variant = Variant(product.id, self._color(color, product), _chosen(size, product.sizes))
        return Ordered(variant, self.about(product))

    def sold(self, variant: Variant) -> Sold | None:
        """How WooCommerce sells it; None where it does not."""
        found = self._theirs(variant.product_id)
        if found is None:
            return None
        if found.type == "variation":
            return _sold(found.parent_id, found.id, found)
        if found.type != "variable":
            return _sold(found.id, 0, found)
        variations = read_all(ProductPayload, self._api.entries(f"products/{found.id}/variations"))
        for variation in variations:
            if self._is(variation, variant):
                return _sold(found.id, variation.id, variation)
        return None

    def require(self, line: Line) -> Sold:
        """How WooCommerce sells it. Refuses with ``unknown_product`` and ``out_of_stock``."""
        sold = self.sold(line.variant)
        if sold is None:
            raise Forbidden("unknown_product", product_id=line.variant.product_id)
        if sold.left is not None and sold.left < line.quantity:
            raise Forbidden("out_of_stock", **described(line.variant), wanted=line.quantity, left=sold.left)
        return sold

    def _ours(self, line: LineItem) -> Product | None:
        known = self.product(line.sku) or (self.product(str(line.product_id)) if line.product_id else None)
        return known or self.product(self._parent_sku(line))

    def _parent_sku(self, line: LineItem) -> str:
        """A line of a variation names the variation's SKU only."""
        if not line.variation_id:
            return ""
        if line.product_id not in self._parent_skus:
            found = self._api.get(f"products/{line.product_id}")
            self._parent_skus[line.product_id] = read(ProductPayload, found).sku if found else ""
        return self._parent_skus[line.product_id]

    def _theirs(self, product_id: str) -> ProductPayload | None:
        for found in read_all(ProductPayload, self._api.entries("products", {"sku": product_id}, pages=1)):
            if found.sku == product_id:
                return found
        found_by_number = self._api.get(f"products/{product_id}") if product_id.isdecimal() else None
        return read(ProductPayload, found_by_number) if found_by_number else None

    def _is(self, variation: ProductPayload, variant: Variant) -> bool:
        """Whether every choice that is told is among the variation's options; an empty option stands for any."""
        options = {_plain(option) for option in variation.options}
        wanted = [self._words(variant.color)] if variant.color else []
        wanted += [[variant.size]] if variant.size else []
        return all("" in options or options & {_plain(word) for word in words} for words in wanted)

    def _color(self, said: str, product: Product) -> str:
        for color in product.colors:
            if said and _plain(said) in {_plain(word) for word in self._words(color)}:
                return color
        return _chosen(said, product.colors)

    def _words(self, color: str) -> list[str]:
        term = self._shop.color(color)
        return [color, *(term.words() if term else ())]


def _said(line: LineItem, fields: Iterable[str]) -> str:
    """The option a line states in one of ``fields``: ``pa_color``, ``색상``, or Korean percent-encoded."""
    for meta in line.meta_data:
        if unquote(meta.key).removeprefix("pa_").strip().casefold() in fields and isinstance(meta.value, str):
            return unquote(meta.value)
    return ""


def _chosen(said: str, choices: tuple[str, ...]) -> str:
    """Our word for what was said; the only choice where nothing was."""
    if not said and len(choices) == 1:
        return choices[0]
    return next((choice for choice in choices if _plain(choice) == _plain(said)), said)


def _plain(text: str) -> str:
    """As it is compared: an option may be a name (``Dark Red``) or its slug (``dark-red``)."""
    return re.sub(r"[\W_]+", "", unquote(text)).casefold()


def _sold(product_id: int, variation_id: int, found: ProductPayload) -> Sold:
    return Sold(product_id, variation_id, _left(found), found.price or Decimal())


def _left(found: ProductPayload) -> int | None:
    if found.stock_status == "outofstock":
        return 0
    if found.stock_quantity is None or found.backorders_allowed:
        return None
    return max(0, int(found.stock_quantity))
