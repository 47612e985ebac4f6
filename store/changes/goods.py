"""What can be bought, by its variant: it exists, is named fully, and costs what the price rules say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store.bilingual import Bilingual
from store.changes.idempotency import Forbidden
from store.database.models import MenuRow, ProductRow
from store.info import StoreInfo
from store.line import Line, Variant
from store.product import Product
from store.shop import as_product


@dataclass(frozen=True, slots=True)
class Priced:
    """What one of something costs at a moment, in whole units; ``promotion`` is the id of the one that lowers it."""

    title: Bilingual
    regular: int
    pays: int
    promotion: str = ""


def goods(session: Session, store_id: str, info: StoreInfo, product_id: str, now: datetime) -> Product | MenuRow | None:
    """The product or menu item with this id; None when the shop does not sell it (any more)."""
    key = {"store_id": store_id, "id": product_id}
    row = session.get(ProductRow, key)
    return as_product(row, info.currency, now) if row else session.get(MenuRow, key)


def priced(found: Product | MenuRow, now: datetime, code: str = "") -> Priced:
    """What one of it costs at ``now``; ``code`` is a promotion code."""
    if isinstance(found, MenuRow):
        return Priced(Bilingual(found.name_ko, found.name_en), found.price, found.price)
    return Priced(found.title, found.price.amount, found.pays.amount)


def complete(found: Product | MenuRow | None, variant: Variant) -> Variant:
    """``variant`` with the colour and size that need not be said because there is only one.

    Refuses with ``unknown_product``, ``choose_color``, ``choose_size``, ``no_such_color`` or ``no_such_size``; the
    detail lists the ``choices``.
    """
    if found is None:
        raise Forbidden("unknown_product", product_id=variant.product_id)
    if isinstance(found, MenuRow):
        if variant.size and variant.size not in found.options:
            raise Forbidden("no_such_size", product_id=variant.product_id, choices=list(found.options))
        return replace(variant, color="")
    color = _chosen("color", variant.color, found.colors, variant.product_id)
    return Variant(variant.product_id, color, _chosen("size", variant.size, found.sizes, variant.product_id))


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
