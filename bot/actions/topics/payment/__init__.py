"""Paying, receipts, points, membership."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.payment.issue import PaymentIssue
from bot.actions.topics.payment.membership import Membership
from bot.actions.topics.payment.methods import PaymentMethodInfo
from bot.actions.topics.payment.points import Points
from bot.actions.topics.payment.receipt import Receipt

ACTIONS: tuple[type[ShopAction], ...] = (PaymentMethodInfo, PaymentIssue, Receipt, Points, Membership)
