"""What something costs now: the regular price, the sale price, and the promotions that hold.

Promotions that do not combine exclude each other; the customer gets what is cheapest. Everything is in whole units of
the shop's currency: a percentage is taken off each piece, and what it takes off is rounded down. No price is negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from annae.types import Money
from store.product import Product
from store.promotion import Promotion
from store.rules.promotions import not_holding, taken_off

PriceReason = Literal["regular", "sale_price", "promotion"]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A promotion for the product that does not count, and the code of why.

    Those of ``not_holding`` except over; not_on_sale_items; not_better (another one is, or the sale price).
    """

    promotion: Promotion
    rule: str


@dataclass(frozen=True, slots=True)
class Price:
    """What one piece costs: ``regular``, and what the customer ``pays`` because of ``why``.

    ``promotions`` are those that count, in the order they are taken off: off the sale price where ``from_sale_price``,
    else off the regular one. ``gifts`` hold too and are no discounts.
    """

    regular: Money
    pays: Money
    why: PriceReason
    from_sale_price: bool
    promotions: tuple[Promotion, ...]
    passed_over: tuple[PassedOver, ...]
    gifts: tuple[Promotion, ...]

    @property
    def saved(self) -> Money:
        """What the customer saves."""
        return Money(self.regular.amount - self.pays.amount, self.regular.currency)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """``quantity`` pieces of something for ``each``."""

    product_id: str
    quantity: int
    each: Price

    @property
    def pays(self) -> int:
        """For all pieces, in whole units."""
        return self.each.pays.amount * self.quantity


@dataclass(frozen=True, slots=True)
class OrderPrice:
    """What goods cost together, without delivery: ``lines``, less what ``promotions`` for the whole order take off."""

    lines: tuple[PricedLine, ...]
    promotions: tuple[Promotion, ...]
    pays: Money


@dataclass(frozen=True, slots=True)
class _Sum:
    """A price on its way down; ``on_sale`` while it comes from a sale price."""

    amount: int
    on_sale: bool
    promotions: tuple[Promotion, ...] = ()

    def less(self, promotion: Promotion) -> _Sum:
        amount = self.amount - taken_off(promotion, self.amount)
        return _Sum(amount, self.on_sale, (*self.promotions, promotion))


def best_price(
    product: Product,
    promotions: Iterable[Promotion],
    now: datetime,
    code: str | None = None,
    spending: int | None = None,
) -> Price:
    """The best price of one piece of ``product`` at ``now`` for somebody who tells ``code``.

    ``spending`` is what is bought in all, before promotions; one piece unless given. Between equal prices the one with
    fewer promotions counts.
    """
    spending = product.pays.amount if spending is None else spending
    concerned = [entry for entry in promotions if entry.is_for(product.id, product.category)]
    rules = {entry.id: not_holding(entry, now, code, spending) for entry in concerned}
    holding = [entry for entry in concerned if not rules[entry.id]]
    discounts = [entry for entry in holding if entry.is_discount]
    best = _cheapest(product, discounts)
    counted = set(best.promotions)
    passed_over = tuple(
        PassedOver(entry, rules[entry.id] or _why_not(product, entry))
        for entry in concerned
        if entry.is_discount and entry not in counted and rules[entry.id] != "over"
    )
    return Price(
        regular=product.price,
        pays=Money(best.amount, product.price.currency),
        why="promotion" if best.promotions else "sale_price" if best.on_sale else "regular",
        from_sale_price=best.on_sale,
        promotions=best.promotions,
        passed_over=passed_over,
        gifts=tuple(entry for entry in holding if not entry.is_discount),
    )


def order_price(
    lines: Sequence[tuple[Product, int]], promotions: Iterable[Promotion], now: datetime, code: str | None = None
) -> OrderPrice:
    """What ``lines`` (products and how many of each) cost together.

    A promotion for the whole order is taken off once, off the products it does not exclude; where it does not combine,
    it counts instead of those for single products, if that is cheaper.
    """
    currency = lines[0][0].price.currency if lines else Money(0).currency
    spending = sum(product.pays.amount * quantity for product, quantity in lines)
    known = list(promotions)
    single = [entry for entry in known if not entry.for_whole_order]
    whole = [
        entry
        for entry in known
        if entry.for_whole_order and entry.is_discount and not not_holding(entry, now, code, spending)
    ]
    combining = [entry for entry in whole if entry.combines]
    options = [_option(lines, single, combining, now, code, spending)]
    with_others = [entry for entry in single if entry.combines]
    options += [
        _option(lines, with_others, [entry, *combining], now, code, spending) for entry in whole if not entry.combines
    ]
    priced, amount, counted = min(options, key=lambda option: (option[1], len(option[2])))
    return OrderPrice(priced, counted, Money(amount, currency))


_Option = tuple[tuple[PricedLine, ...], int, tuple[Promotion, ...]]


def _option(
    lines: Sequence[tuple[Product, int]],
    single: Sequence[Promotion],
    whole: Sequence[Promotion],
    now: datetime,
    code: str | None,
    spending: int,
) -> _Option:
    priced = tuple(
        PricedLine(product.id, quantity, best_price(product, single, now, code, spending))
        for product, quantity in lines
    )
    on_sale = [product.sale_price is not None for product, _ in lines]
    open_to_all = sum(line.pays for line, sale in zip(priced, on_sale, strict=True) if not sale)
    rest = sum(line.pays for line in priced) - open_to_all
    counted = []
    for promotion in sorted(whole, key=_percent_first):
        reach = open_to_all + rest if promotion.sale_items == "on_top" else open_to_all
        off = taken_off(promotion, reach)
        if off:
            counted.append(promotion)
        from_open = min(off, open_to_all)
        open_to_all, rest = open_to_all - from_open, rest - (off - from_open)
    return priced, open_to_all + rest, tuple(counted)


def _cheapest(product: Product, discounts: Sequence[Promotion]) -> _Sum:
    combining = [entry for entry in discounts if entry.combines]
    options = [_sum(product, None, combining, on_sale=product.sale_price is not None)]
    for exclusive in (entry for entry in discounts if not entry.combines):
        if exclusive.sale_items != "excluded" or not product.sale_price:
            on_sale = product.sale_price is not None and exclusive.sale_items == "on_top"
            options.append(_sum(product, exclusive, combining, on_sale=on_sale))
    if product.sale_price:
        options.append(_sum(product, None, combining, on_sale=False))  # they may beat the sale price
    return min(options, key=lambda found: (found.amount, len(found.promotions)))


def _sum(product: Product, exclusive: Promotion | None, combining: Sequence[Promotion], *, on_sale: bool) -> _Sum:
    """The price with ``exclusive`` and all of ``combining`` that go with a price that is or is not a sale price."""
    found = _Sum(product.pays.amount if on_sale else product.price.amount, on_sale)
    taking_part = [entry for entry in combining if _goes_with(entry, product, on_sale=on_sale)]
    for promotion in sorted([*taking_part, *([exclusive] if exclusive else [])], key=_percent_first):
        found = found.less(promotion)
    return found


def _goes_with(promotion: Promotion, product: Product, *, on_sale: bool) -> bool:
    if promotion.sale_items == "excluded":
        return not product.sale_price
    return promotion.sale_items == "on_top" or not on_sale


def _percent_first(promotion: Promotion) -> tuple[bool, bool, str]:
    """For single products before the whole order, percentages before amounts: that is cheaper for the customer."""
    return promotion.for_whole_order, promotion.percent is None, promotion.id


def _why_not(product: Product, promotion: Promotion) -> str:
    return "not_on_sale_items" if product.sale_price and promotion.sale_items == "excluded" else "not_better"
