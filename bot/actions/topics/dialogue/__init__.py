"""Steering the conversation and the list on the screen."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.dialogue.steering import Deny, Inform, Repeat, StartOver, Stop

ACTIONS: tuple[type[ShopAction], ...] = (Deny, Repeat, Stop, StartOver, Inform)
