"""Cancelling, returning, exchanging, refunds."""

from bot.actions.shop_action import ShopAction

ACTIONS: tuple[type[ShopAction], ...] = ()
