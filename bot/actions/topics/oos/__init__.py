"""What is not ours to answer."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.oos.bounds import Abuse, Injection, OutOfScope

ACTIONS: tuple[type[ShopAction], ...] = (OutOfScope, Abuse, Injection)
