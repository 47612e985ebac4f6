"""The order system that the settings name."""

from __future__ import annotations

from annae.settings import Settings
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import OrderSystem
from store.systems.woocommerce.system import WooCommerce


def order_system(shop: Shop, settings: Settings) -> OrderSystem:
    """Where ``shop`` keeps its orders. Raises AnnaeError when its settings are unusable."""
    if settings.store.orders == "woocommerce":
        return WooCommerce(shop, settings.woocommerce)
    return BuiltinOrderSystem(shop)
