"""Cancelling, returning, exchanging, refunds."""

from bot.actions.shop_action import ShopAction
from bot.actions.topics.after_sales.cancellation import CancelOrder
from bot.actions.topics.after_sales.exchange import ExchangeRequest
from bot.actions.topics.after_sales.policy import ReturnPolicy
from bot.actions.topics.after_sales.refund import RefundStatus
from bot.actions.topics.after_sales.return_request import ReturnRequest

ACTIONS: tuple[type[ShopAction], ...] = (CancelOrder, ReturnRequest, ExchangeRequest, ReturnPolicy, RefundStatus)
