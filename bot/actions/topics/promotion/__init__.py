"""Sales and coupons."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.promotion.coupon import CouponIssue
from bot.actions.topics.promotion.running import PromotionInfo

ACTIONS: tuple[type[ShopAction], ...] = (PromotionInfo, CouponIssue)
