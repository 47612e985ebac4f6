"""What can be bought, by its variant: it exists, is named fully, and costs what the price rules say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.catalogue import as_menu_item, as_product, as_promotion
from store.changes.idempotency import Change, Forbidden
from store.database.models import MenuRow, ProductRow, PromotionRow
from store.info import StoreInfo
from store.line import Line, Variant
from store.menu_item import MenuItem
from store.product import Product
from store.rules.menu import menu_now
from store.rules.opening import opening_of
from store.rules.price import OrderPrice, order_price


@dataclass(frozen=True, slots=True)
class Goods:
    """A product; or an item of the menu as one, whose ``options`` nobody has to choose from.

    ``rule`` is the code of why it is not sold now (``store.rules.menu.Offer``), empty while it is.
    """

    product: Product
    from_menu: bool = False
    options: tuple[str, ...] = ()
    rule: str = ""


def find_goods(session: Session, store_id: str, info: StoreInfo, product_id: str, now: datetime) -> Goods | None:
    """The product or menu item with this id; None when the shop does not sell it (any more)."""
    key = {"store_id": store_id, "id": product_id}
    if row := session.get(ProductRow, key):
        return Goods(as_product(row, info.currency, now))
    if served := session.get(MenuRow, key):
        item = as_menu_item(served, info)
        kitchens = [zone for zone in info.zones if zone.id == item.zone]
        closed = {zone.id for zone in kitchens if not opening_of(info, zone.area, now).open_now}
        (offer,) = menu_now([item], now, closed_zones=closed)
        return Goods(_as_product(item), from_menu=True, options=item.options, rule=offer.rule)
    return None


def wanted_goods(change: Change, variant: Variant) -> tuple[Goods, Variant]:
    """What a change is about, with the colour and size that need not be said because there is only one.

    Refuses with ``unknown_product``, ``choose_color``, ``choose_size``, ``no_such_color`` or ``no_such_size``, whose
    detail lists the ``choices``, and the codes of ``Offer`` for what the kitchen does not serve now.
    """
    found = find_goods(change.session, change.store_id, change.info, variant.product_id, change.at)
    if found is None:
        raise Forbidden("unknown_product", product_id=variant.product_id)
    if found.rule:
        raise Forbidden(found.rule, product_id=variant.product_id)
    if found.from_menu:
        if variant.size and variant.size not in found.options:
            raise Forbidden("no_such_size", product_id=variant.product_id, choices=list(found.options))
        return found, replace(variant, color="")
    color = _chosen("color", variant.color, found.product.colors, variant.product_id)
    size = _chosen("size", variant.size, found.product.sizes, variant.product_id)
    return found, Variant(variant.product_id, color, size)


def price_together(
    session: Session, store_id: str, lines: Sequence[tuple[Goods, int]], now: datetime, code: str
) -> OrderPrice:
    """What goods and how many of each cost together at ``now`` for somebody who tells a promotion ``code``."""
    rows = session.scalars(select(PromotionRow).where(PromotionRow.store_id == store_id))
    promotions = [as_promotion(row) for row in rows]
    return order_price([(found.product, quantity) for found, quantity in lines], promotions, now, code or None)


def at_least_one(line: Line) -> None:
    """Raises AnnaeError for a quantity below one."""
    if line.quantity < 1:
        raise AnnaeError(f"a quantity must be 1 or more, found {line.quantity}")


def _chosen(what: str, said: str, choices: Sequence[str], product_id: str) -> str:
    if said in choices or (not choices and not said):
        return said
    if not said and len(choices) == 1:
        return choices[0]
    rule = f"no_such_{what}" if said else f"choose_{what}"
    raise Forbidden(rule, product_id=product_id, choices=list(choices))


def _as_product(item: MenuItem) -> Product:
    return Product(
        id=item.id,
        title=item.name,
        description=item.name,
        brand="",
        category="",
        price=item.price,
        sale_price=None,
        colors=(),
        sizes=(),
        tags=item.tags,
        image="",
        rating=None,
        review_count=0,
        zone=item.zone,
        attributes={},
    )
