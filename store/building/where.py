"""Where something is: the zones of a product, a brand, a category, an item of the menu, a facility, a zone itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import func, select

from store.database.engine import reading_latest
from store.database.models import MenuRow, ProductRow
from store.info import Zone

if TYPE_CHECKING:
    from store.shop import Shop

Kind = Literal["product", "brand", "category", "menu", "facility", "zone"]


def where(shop: Shop, kind: Kind, wanted: str) -> list[Zone]:
    """The zones where ``wanted`` is, in the order of store.yml; empty when it is unknown or the shop does not say.

    ``wanted`` is an id; for a facility it is its kind (``restroom``), and there may be many.
    """
    return _FINDERS[kind](shop, wanted)


def _of_product(shop: Shop, product_id: str) -> list[Zone]:
    product = shop.product(product_id)
    if product is None:
        return []
    return _of_zone(shop, product.zone) if product.zone else shop.zones_selling(product.category)


def _of_brand(shop: Shop, brand: str) -> list[Zone]:
    """The zones with products of it, those with most of them first."""
    placed = select(ProductRow.zone, ProductRow.category, func.count()).group_by(ProductRow.zone, ProductRow.category)
    with reading_latest(shop.engine) as session:
        rows = session.execute(placed.where(ProductRow.store_id == shop.store_id, ProductRow.brand == brand)).all()
    counts: Counter[str] = Counter()
    for zone, category, count in rows:
        for each in [zone] if zone else [selling.id for selling in shop.zones_selling(category)]:
            counts[each] += count
    return [found for zone_id, _ in counts.most_common() if (found := shop.zone(zone_id))]


def _of_category(shop: Shop, category: str) -> list[Zone]:
    return shop.zones_selling(category)


def _of_menu_item(shop: Shop, item_id: str) -> list[Zone]:
    """The zone that makes it; where menu.csv names none, the zones of a kind that is among its tags (``cafe``)."""
    with reading_latest(shop.engine) as session:
        item = session.get(MenuRow, {"store_id": shop.store_id, "id": item_id})
        if item is None:
            return []
        zone, tags = item.zone, set(item.tags)
    return _of_zone(shop, zone) if zone else [each for each in shop.info.zones if each.kind in tags]


def _of_facility(shop: Shop, kind: str) -> list[Zone]:
    zones = [shop.zone(facility.zone) for facility in shop.facilities(kind) if facility.zone]
    return [zone for zone in zones if zone]


def _of_zone(shop: Shop, zone_id: str) -> list[Zone]:
    zone = shop.zone(zone_id)
    return [zone] if zone else []


_FINDERS: Final[dict[Kind, Callable[[Shop, str], list[Zone]]]] = {
    "product": _of_product,
    "brand": _of_brand,
    "category": _of_category,
    "menu": _of_menu_item,
    "facility": _of_facility,
    "zone": _of_zone,
}
