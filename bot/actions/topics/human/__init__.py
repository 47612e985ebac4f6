"""People."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.human.people import Complaint, HumanHandoff, Praise, StaffCall

ACTIONS: tuple[type[ShopAction], ...] = (StaffCall, HumanHandoff, Complaint, Praise)
