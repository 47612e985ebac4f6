"""Collecting an order in the shop."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.pickup.deadline import PickupDeadlineTopic
from bot.actions.topics.pickup.desk import PickupHowto, PickupPlace, PickupProxy
from bot.actions.topics.pickup.extension import PickupExtend
from bot.actions.topics.pickup.readiness import PickupReady

ACTIONS: tuple[type[ShopAction], ...] = (
    PickupReady,
    PickupPlace,
    PickupDeadlineTopic,
    PickupExtend,
    PickupProxy,
    PickupHowto,
)
