"""Steering the conversation and the list on the screen."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.dialogue.refine import (
    RefineBrand,
    RefineCheaper,
    RefineColor,
    RefineExclude,
    RefineExpensive,
    RefineFeature,
    RefinePrice,
    RefineSize,
    RefineSort,
)
from bot.actions.topics.dialogue.select import SelectAttribute, SelectOrdinal
from bot.actions.topics.dialogue.show_more import ShowMore
from bot.actions.topics.dialogue.steering import Deny, Repeat, StartOver, Stop

ACTIONS: tuple[type[ShopAction], ...] = (
    Deny,
    Repeat,
    Stop,
    StartOver,
    SelectOrdinal,
    SelectAttribute,
    RefinePrice,
    RefineCheaper,
    RefineExpensive,
    RefineColor,
    RefineSize,
    RefineBrand,
    RefineFeature,
    RefineExclude,
    RefineSort,
    ShowMore,
)
