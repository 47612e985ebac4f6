"""Advice."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.recommend.compare import Compare
from bot.actions.topics.recommend.gift import GiftRecommendation
from bot.actions.topics.recommend.recommendation import Recommendation
from bot.actions.topics.recommend.tryon import TryOn

ACTIONS: tuple[type[ShopAction], ...] = (Recommendation, GiftRecommendation, Compare, TryOn)
