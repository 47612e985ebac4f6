"""The cart: put in, change, take out, empty. What it costs is found when it is read, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annae.types import Money
from store.actor import Actor
from store.bilingual import Bilingual
from store.changes import stock
from store.changes.goods import Priced, at_least_one, complete, goods, priced
from store.changes.idempotency import Change, Forbidden, once, owner
from store.changes.stock import described
from store.database.engine import reading
from store.database.models import CartItemRow, CartRow, MenuRow
from store.line import Line, Variant
from store.product import Product
from store.shop import Shop
from store.systems.order_system import Done, Outcome

MOST_OF_ONE = 99


@dataclass(frozen=True, slots=True)
class CartLine:
    """``price`` is of one, None when the shop no longer sells it; then ``title`` is empty."""

    line: Line
    title: Bilingual
    price: Priced | None

    @property
    def total(self) -> int:
        """What the line costs, in whole units; nothing when it cannot be bought."""
        return self.price.pays * self.line.quantity if self.price else 0


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines in the order they were put in, and what those that can be bought cost now."""

    lines: tuple[CartLine, ...]
    total: Money


def cart(shop: Shop, by: Actor, code: str = "") -> Cart:
    """The cart of a customer or conversation as it stands now; ``code`` is a promotion code."""
    info, now = shop.info, shop.now()
    with reading(shop.engine) as session:
        lines = tuple(
            _cart_line(line, goods(session, shop.store_id, info, line.variant.product_id, now), now, code)
            for line in lines_of(session, shop.store_id, owner(by))
        )
    return Cart(lines, Money(sum(line.total for line in lines), info.currency))


def add(shop: Shop, line: Line, by: Actor, key: str) -> Outcome:
    """Put a line into the cart, on top of what it has of the same variant.

    Refuses as ``complete`` does, with ``out_of_stock`` beyond the known stock, ``not_available`` for what is not served
    now and ``too_many`` beyond MOST_OF_ONE. The detail says the line's ``quantity`` now.
    """
    at_least_one(line)

    def change(change: Change) -> Done:
        variant = _named(change, line.variant)
        rows = _rows(change)
        before = rows[variant].quantity if variant in rows else 0
        return _set(change, rows, Line(variant, before + line.quantity))

    return once(shop, "cart.added", described(line.variant) | {"quantity": line.quantity}, by, key, change)


def modify(shop: Shop, variant: Variant, line: Line, by: Actor, key: str) -> Outcome:
    """Turn what the cart has of ``variant`` into ``line``: another quantity, colour or size, or all three.

    Refuses as ``add`` does, and with ``not_in_cart``.
    """
    at_least_one(line)

    def change(change: Change) -> Done:
        rows = _rows(change)
        row, wanted = _in_cart(rows, variant), _named(change, line.variant)
        if wanted == variant:
            return _set(change, rows, line)
        change.session.delete(row)
        there = rows[wanted].quantity if wanted in rows else 0
        return _set(change, rows, Line(wanted, there + line.quantity))

    request = {"from": described(variant), "to": described(line.variant), "quantity": line.quantity}
    return once(shop, "cart.modified", request, by, key, change)


def remove(shop: Shop, variant: Variant, by: Actor, key: str) -> Outcome:
    """Take a variant out of the cart, all of it. Refuses with ``not_in_cart``."""

    def change(change: Change) -> Done:
        change.session.delete(_in_cart(_rows(change), variant))
        return Done(change.owner, described(variant))

    return once(shop, "cart.removed", described(variant), by, key, change)


def clear(shop: Shop, by: Actor, key: str) -> Outcome:
    """Empty the cart; the detail says how many ``lines`` it had."""

    def change(change: Change) -> Done:
        return Done(change.owner, {"lines": empty(change)})

    return once(shop, "cart.cleared", {}, by, key, change)


def lines_of(session: Session, store_id: str, owner: str) -> list[Line]:
    """What is in a cart, in the order it was put in."""
    query = select(CartItemRow).where(CartItemRow.store_id == store_id, CartItemRow.owner == owner)
    return [
        Line(_variant(row), row.quantity)
        for row in session.scalars(query.order_by(CartItemRow.added_at, CartItemRow.product_id))
    ]


def empty(change: Change) -> int:
    """Take everything out of the cart; how many lines that was."""
    gone = delete(CartItemRow).where(CartItemRow.store_id == change.store_id, CartItemRow.owner == change.owner)
    return len(change.session.scalars(gone.returning(CartItemRow.product_id)).all())


def _rows(change: Change) -> dict[Variant, CartItemRow]:
    query = select(CartItemRow).where(CartItemRow.store_id == change.store_id, CartItemRow.owner == change.owner)
    return {_variant(row): row for row in change.session.scalars(query)}


def _set(change: Change, rows: dict[Variant, CartItemRow], line: Line) -> Done:
    if line.quantity > MOST_OF_ONE:
        raise Forbidden("too_many", **described(line.variant), wanted=line.quantity, most=MOST_OF_ONE)
    row = stock.known(change, line.variant)
    stock.require(change, row, line, change.owner)
    _touch(change)
    if line.variant in rows:
        rows[line.variant].quantity = line.quantity
    else:
        columns = {"quantity": line.quantity, "added_at": change.at, **described(line.variant)}
        change.session.add(CartItemRow(store_id=change.store_id, owner=change.owner, **columns))
    return Done(change.owner, described(line.variant) | {"quantity": line.quantity, "stock_known": row is not None})


def _touch(change: Change) -> None:
    change.session.merge(CartRow(store_id=change.store_id, owner=change.owner, changed_at=change.at))


def _named(change: Change, variant: Variant) -> Variant:
    found = goods(change.session, change.store_id, change.info, variant.product_id, change.at)
    return complete(found, variant)


def _in_cart(rows: dict[Variant, CartItemRow], variant: Variant) -> CartItemRow:
    if variant not in rows:
        raise Forbidden("not_in_cart", **described(variant))
    return rows[variant]


def _variant(row: CartItemRow) -> Variant:
    return Variant(row.product_id, row.color, row.size)


def _cart_line(line: Line, found: Product | MenuRow | None, now: datetime, code: str) -> CartLine:
    price = priced(found, now, code) if found else None
    return CartLine(line, price.title if price else Bilingual(), price)
