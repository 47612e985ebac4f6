"""Paying, receipts, points, membership."""

from bot.actions.shop_action import ShopAction

ACTIONS: tuple[type[ShopAction], ...] = ()
