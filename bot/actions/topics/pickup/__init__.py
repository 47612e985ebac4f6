"""Collecting an order in the shop."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.pickup.deadline import PickupDeadlineTopic

ACTIONS: tuple[type[ShopAction], ...] = (PickupDeadlineTopic,)
