"""Where an order is."""

from bot.actions.shop_action import ShopAction

ACTIONS: tuple[type[ShopAction], ...] = ()
