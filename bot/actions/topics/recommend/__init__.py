"""Advice."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.recommend.recommendation import Recommendation

ACTIONS: tuple[type[ShopAction], ...] = (Recommendation,)
