"""What the assistant answers, by topic; the topics are those of ``bot/domain`` and ``nlu_data``."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics import (
    after_sales,
    dialogue,
    human,
    oos,
    order,
    order_status,
    payment,
    pickup,
    promotion,
    recommend,
    search,
    social,
    stock,
    store_guide,
)

ACTIONS: tuple[type[ShopAction], ...] = tuple(
    action
    for topic in (
        search,
        recommend,
        stock,
        store_guide,
        promotion,
        order,
        order_status,
        pickup,
        after_sales,
        payment,
        human,
        dialogue,
        social,
        oos,
    )
    for action in topic.ACTIONS
)
