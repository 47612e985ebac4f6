"""A promotion as a clerk tells it: what it is, when, with which code."""

from __future__ import annotations

from annae.types import Money
from bot.actions.calendar_words import day_words, time_words
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.promotion import Promotion


def name_and_end(action: ShopAction, turn: Turn, promotion: Promotion) -> str:
    """``겨울 아우터 대전(12월 6일 일요일까지)``."""
    if promotion.ends is None:
        return promotion.name[turn.language]
    values = {"name": promotion.name[turn.language], "day": _day(action, turn, promotion)}
    return action.phrase(turn, "promotion.name_until", values)


def about(action: ShopAction, turn: Turn, promotion: Promotion) -> str:
    """Its condition as the shop words it, from when until when, and the code where one has to be told."""
    now = action.services.shop.now()
    told = [_what(action, turn, promotion)]
    today = now.date()
    if promotion.starts and now < promotion.starts:
        start = day_words(action, turn, promotion.starts.astimezone(now.tzinfo).date(), today)
        told.append(action.phrase(turn, "promotion.starts", {"day": start}))
    elif promotion.ends:
        told.append(action.phrase(turn, "promotion.ends", {"day": _day(action, turn, promotion)}))
    if promotion.daily_from and now.time() < promotion.daily_from:
        begins = time_words(action, turn, promotion.daily_from)
        told.append(action.phrase(turn, "promotion.from_today", {"time": begins}))
    if promotion.code:
        told.append(action.phrase(turn, "promotion.with_code", {"code": promotion.code}))
    return " ".join(told)


def _what(action: ShopAction, turn: Turn, promotion: Promotion) -> str:
    name, condition = promotion.name[turn.language], promotion.condition[turn.language]
    if condition:
        return action.phrase(turn, "promotion.what", {"name": name, "condition": condition})
    amount = Money(promotion.amount or 0, action.services.shop.info.currency).written(turn.language)
    off = f"{promotion.percent:g}%" if promotion.percent else amount
    return action.phrase(turn, "promotion.what_discount", {"name": name, "off": off})


def _day(action: ShopAction, turn: Turn, promotion: Promotion) -> str:
    assert promotion.ends
    now = action.services.shop.now()
    return day_words(action, turn, promotion.ends.astimezone(now.tzinfo).date(), now.date())
