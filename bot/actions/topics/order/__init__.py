"""The cart, ordering, keeping one aside."""

from bot.actions.shop_action import ShopAction

ACTIONS: tuple[type[ShopAction], ...] = ()
