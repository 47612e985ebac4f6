"""Days and times of day as a clerk says them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn

_NOON = 12


def time_words(action: ShopAction, turn: Turn, moment: datetime | time) -> str:
    """``오후 8시 30분``, ``8:30 pm``."""
    half = "am" if moment.hour < _NOON else "pm"
    key = f"calendar.{half}" if moment.minute else f"calendar.{half}_full"
    values = {"hour": moment.hour % _NOON or _NOON, "minute": f"{moment.minute:02d}"}
    return action.phrase(turn, key, values)


def day_words(action: ShopAction, turn: Turn, day: date, today: date) -> str:
    """``오늘``, ``내일``, else ``11월 26일 목요일``."""
    near = {today: "calendar.today", today + timedelta(days=1): "calendar.tomorrow"}.get(day)
    return action.phrase(turn, near) if near else date_words(action, turn, day)


def on_day_words(action: ShopAction, turn: Turn, day: date, today: date) -> str:
    """When something happens: ``내일`` or ``tomorrow``, else ``11월 26일 목요일에`` or ``on Thursday, November 26``."""
    words = day_words(action, turn, day, today)
    near = day in (today, today + timedelta(days=1))
    return words if near else action.phrase(turn, "calendar.on_date", {"date": words})


def date_words(action: ShopAction, turn: Turn, day: date) -> str:
    """``11월 26일 목요일``, ``Thursday, November 26``."""
    weekday = action.phrase(turn, f"calendar.weekday_{day.weekday()}")
    month = action.phrase(turn, f"calendar.month_{day.month}")
    return action.phrase(turn, "calendar.date", {"month": month, "day": day.day, "weekday": weekday})
