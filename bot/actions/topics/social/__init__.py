"""Pleasantries, what the assistant is, and how it speaks."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.social.accessibility import Accessibility
from bot.actions.topics.social.help import Help
from bot.actions.topics.social.identity import BotIdentity
from bot.actions.topics.social.pleasantries import Goodbye, Greeting, LanguageSwitch, Thanks
from bot.actions.topics.social.privacy import Privacy
from bot.actions.topics.social.smalltalk import Smalltalk

ACTIONS: tuple[type[ShopAction], ...] = (
    Greeting,
    Goodbye,
    Thanks,
    Smalltalk,
    Help,
    BotIdentity,
    LanguageSwitch,
    Privacy,
    Accessibility,
)
