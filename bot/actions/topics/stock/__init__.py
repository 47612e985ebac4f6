"""What is there, and telling customers when it is there again."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.stock.restock_alert import RestockAlert
from bot.actions.topics.stock.stock_check import StockCheck

ACTIONS: tuple[type[ShopAction], ...] = (StockCheck, RestockAlert)
