"""Finding products and asking about them."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.search.image_search import ImageSearch
from bot.actions.topics.search.options import ColorOption, SizeOption
from bot.actions.topics.search.price_check import PriceCheck
from bot.actions.topics.search.product_detail import ProductDetail
from bot.actions.topics.search.product_review import ProductReview
from bot.actions.topics.search.product_search import ProductSearch

ACTIONS: tuple[type[ShopAction], ...] = (
    ProductSearch,
    PriceCheck,
    ProductDetail,
    ProductReview,
    SizeOption,
    ColorOption,
    ImageSearch,
)
