"""Pleasantries and what the assistant is."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.social.pleasantries import Goodbye, Greeting, Help, LanguageSwitch, Thanks

ACTIONS: tuple[type[ShopAction], ...] = (Greeting, Goodbye, Thanks, Help, LanguageSwitch)
