"""The cart, ordering, keeping one aside."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.order.adding import CartAdd
from bot.actions.topics.order.changing import CartModify
from bot.actions.topics.order.placing import OrderPlace
from bot.actions.topics.order.reserving import ReserveItem
from bot.actions.topics.order.viewing import CartView

ACTIONS: tuple[type[ShopAction], ...] = (CartAdd, CartModify, CartView, OrderPlace, ReserveItem)
