"""What there is of a product."""

from bot.actions.shop_action import ShopAction

ACTIONS: tuple[type[ShopAction], ...] = ()
