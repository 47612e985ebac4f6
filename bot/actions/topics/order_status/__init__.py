"""Where an order is, what delivery costs, and sending it elsewhere."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.order_status.delivery_change import DeliveryChange
from bot.actions.topics.order_status.delivery_info import DeliveryInfo
from bot.actions.topics.order_status.status import OrderStatus
from bot.actions.topics.order_status.tracking import DeliveryTracking

ACTIONS: tuple[type[ShopAction], ...] = (OrderStatus, DeliveryTracking, DeliveryInfo, DeliveryChange)
