"""The cart: put in, change, take out, empty. What it costs is found when it is read, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annae.types import Money
from store.actor import Actor
from store.bilingual import Bilingual
from store.changes import stock
from store.changes.goods import Goods, at_least_one, find_goods, price_together, wanted_goods
from store.changes.idempotency import Change, Forbidden, once, owner
from store.changes.stock import described
from store.database.engine import reading
from store.database.models import CartItemRow, CartRow
from store.line import Line, Variant
from store.promotion import Promotion
from store.rules.price import Price
from store.shop import Shop
from store.systems.order_system import Done, Outcome

MOST_OF_ONE = 99


@dataclass(frozen=True, slots=True)
class CartLine:
    """``price`` is of one; None, with an empty ``title``, for what the shop no longer sells.

    ``rule`` is the code of why it cannot be bought now (``store.rules.menu.Offer``), empty while it can.
    """

    line: Line
    title: Bilingual
    price: Price | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order they were put in; ``total`` is what those still sold cost now, without delivery.

    ``promotions`` are those for the whole cart; those for single products are in their prices.
    """

    lines: tuple[CartLine, ...]
    promotions: tuple[Promotion, ...]
    total: Money


def cart(shop: Shop, by: Actor, code: str = "") -> Cart:
    """The cart of a customer or conversation as it stands now, for somebody who tells a promotion ``code``."""
    with reading(shop.engine) as session:
        return _priced(shop, session, lines_of(session, shop.store_id, owner(by)), code)


def priced(shop: Shop, lines: Sequence[Line], code: str = "") -> Cart:
    """What ``lines`` would be as a cart, without putting them into one."""
    with reading(shop.engine) as session:
        return _priced(shop, session, lines, code)


def _priced(shop: Shop, session: Session, lines: Sequence[Line], code: str) -> Cart:
    info, now = shop.info, shop.now()
    found = [find_goods(session, shop.store_id, info, line.variant.product_id, now) for line in lines]
    sold = [(goods, line.quantity) for goods, line in zip(found, lines, strict=True) if goods]
    together = price_together(session, shop.store_id, sold, now, code)
    prices = iter(together.lines)
    shown = tuple(
        CartLine(line, goods.product.title, next(prices).each, goods.rule)
        if goods
        else CartLine(line, Bilingual(), None)
        for goods, line in zip(found, lines, strict=True)
    )
    return Cart(shown, together.promotions, Money(together.pays.amount, info.currency))


def add(shop: Shop, line: Line, by: Actor, key: str) -> Outcome:
    """Put a line into the cart, on top of what it has of the same variant.

    Refuses as ``wanted_goods`` does, with ``out_of_stock`` beyond the known stock and ``too_many`` beyond MOST_OF_ONE.
    The detail says the line's ``quantity`` now, and whether its stock is known.
    """
    at_least_one(line)

    def change(change: Change) -> Done:
        goods, variant = wanted_goods(change, line.variant)
        rows = _rows(change)
        before = rows[variant].quantity if variant in rows else 0
        return _set(change, rows, goods, Line(variant, before + line.quantity))

    return once(shop, "cart.added", described(line.variant) | {"quantity": line.quantity}, by, key, change)


def modify(shop: Shop, variant: Variant, line: Line, by: Actor, key: str) -> Outcome:
    """Turn what the cart has of ``variant`` into ``line``: another quantity, colour or size, or all three.

    Refuses as ``add`` does, and with ``not_in_cart``.
    """
    at_least_one(line)

    def change(change: Change) -> Done:
        rows = _rows(change)
        row, (goods, wanted) = _in_cart(rows, variant), wanted_goods(change, line.variant)
        if wanted == variant:
            return _set(change, rows, goods, Line(wanted, line.quantity))
        change.session.delete(row)
        there = rows[wanted].quantity if wanted in rows else 0
        return _set(change, rows, goods, Line(wanted, there + line.quantity))

    request = {"from": described(variant), "to": described(line.variant), "quantity": line.quantity}
    return once(shop, "cart.modified", request, by, key, change)


def remove(shop: Shop, variant: Variant, by: Actor, key: str, quantity: int | None = None) -> Outcome:
    """Take ``quantity`` of a variant out of the cart, None: all of it. Refuses with ``not_in_cart``.

    The detail says how many are ``left``.
    """

    def change(change: Change) -> Done:
        row = _in_cart(_rows(change), variant)
        left = max(0, row.quantity - quantity) if quantity else 0
        if left:
            row.quantity = left
        else:
            change.session.delete(row)
        return Done(change.owner, described(variant) | {"left": left})

    request = described(variant) | ({"quantity": quantity} if quantity else {})
    return once(shop, "cart.removed", request, by, key, change)


def clear(shop: Shop, by: Actor, key: str) -> Outcome:
    """Empty the cart; the detail says how many ``lines`` it had."""

    def change(change: Change) -> Done:
        return Done(change.owner, {"lines": empty(change)})

    return once(shop, "cart.cleared", {}, by, key, change)


def lines_of(session: Session, store_id: str, owner: str) -> list[Line]:
    """What is in a cart, in the order it was put in."""
    query = select(CartItemRow).where(CartItemRow.store_id == store_id, CartItemRow.owner == owner)
    ordered = query.order_by(CartItemRow.added_at, CartItemRow.product_id, CartItemRow.color, CartItemRow.size)
    return [Line(_variant(row), row.quantity) for row in session.scalars(ordered)]


def empty(change: Change) -> int:
    """Take everything out of the cart; how many lines that was."""
    gone = delete(CartItemRow).where(CartItemRow.store_id == change.store_id, CartItemRow.owner == change.owner)
    return len(change.session.scalars(gone.returning(CartItemRow.product_id)).all())


def _rows(change: Change) -> dict[Variant, CartItemRow]:
    query = select(CartItemRow).where(CartItemRow.store_id == change.store_id, CartItemRow.owner == change.owner)
    return {_variant(row): row for row in change.session.scalars(query)}


def put(change: Change, line: Line) -> None:
    """Add a line to this owner's cart, up to MOST_OF_ONE of it, without asking whether it is there."""
    there = _rows(change).get(line.variant)
    _keep(change, there, Line(line.variant, min(MOST_OF_ONE, line.quantity + (there.quantity if there else 0))))


def _set(change: Change, rows: dict[Variant, CartItemRow], goods: Goods, line: Line) -> Done:
    if line.quantity > MOST_OF_ONE:
        raise Forbidden("too_many", **described(line.variant), wanted=line.quantity, most=MOST_OF_ONE)
    row = stock.require(change, goods.product, line, change.owner)
    _keep(change, rows.get(line.variant), line)
    return Done(change.owner, described(line.variant) | {"quantity": line.quantity, "stock_known": row is not None})


def _keep(change: Change, there: CartItemRow | None, line: Line) -> None:
    change.session.merge(CartRow(store_id=change.store_id, owner=change.owner, changed_at=change.at))
    change.session.flush()  # its lines refer to it
    if there:
        there.quantity = line.quantity
    else:
        columns = {"quantity": line.quantity, "added_at": change.at, **described(line.variant)}
        change.session.add(CartItemRow(store_id=change.store_id, owner=change.owner, **columns))


def _in_cart(rows: dict[Variant, CartItemRow], variant: Variant) -> CartItemRow:
    if variant not in rows:
        raise Forbidden("not_in_cart", **described(variant))
    return rows[variant]


def _variant(row: CartItemRow) -> Variant:
    return Variant(row.product_id, row.color, row.size)
