"""Products as the customer sees them."""

from __future__ import annotations

from typing import Final

from annae.types import Language, ProductCard
from bot.actions.services import Hit
from store.shop import Shop

_IMAGES: Final = "/store-images/"


def card(shop: Shop, hit: Hit, language: Language) -> ProductCard:
    """A product card; what the shop does not know stays None."""
    product, place = hit.product, shop.place_of(hit.product)
    return ProductCard(
        id=product.id,
        title=product.title[language],
        price=product.price.amount,
        sale_price=product.sale_price.amount if product.sale_price else None,
        image=_IMAGES + product.image if product.image else None,
        floor=place.floor if place else None,
        zone=place.zone_name[language] if place else None,
        in_stock=shop.in_stock(product.id),
        why=hit.why or None,
    )
