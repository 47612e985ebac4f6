"""Finding products and telling about one."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.search.product_search import ProductSearch

ACTIONS: tuple[type[ShopAction], ...] = (ProductSearch,)
