"""Opening hours: of the shop or a part of it, today, on another day, right now."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from annae.types import Reply
from bot.actions.calendar_words import day_words, on_day_words, time_words
from bot.actions.days import next_date
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.rules.hours import DEFAULT_AREA
from store.rules.opening import Opening

_PARKING = "parking"


class OpeningHours(ShopAction):
    """Answers with the hours of the day asked about."""

    intent: ClassVar[str] = "opening_hours"

    def answer(self, turn: Turn) -> Answer:
        """Hours, and whether it is open now when today is meant."""
        shop = self.services.shop
        area = turn.entity("area") or DEFAULT_AREA
        if area == _PARKING and (hours := self._parking_hours(turn)):
            return Answer(self.say(turn, "hours.parking", hours))
        if area not in shop.info.hours:
            area = DEFAULT_AREA
        today = shop.now().date()
        day = next_date(turn.entity("day") or "today", today) or today
        return Answer(self._today(turn, area) if day == today else self._on(turn, area, day, today))

    def _parking_hours(self, turn: Turn) -> dict[str, object]:
        """Words of ``10:00-22:00``; empty when the shop writes it in another way or not at all."""
        parking = self.services.shop.info.parking
        if not parking or not parking.opening:
            return {}
        first, last = parking.opening
        return {"opens": time_words(self, turn, first), "closes": time_words(self, turn, last)}

    def _today(self, turn: Turn, area: str) -> Reply:
        shop = self.services.shop
        opening = shop.opening(area=area)
        if opening.around_the_clock:
            return self.say(turn, "hours.always", self._values(turn, area, opening))
        if opening.open_now:
            return self.say(turn, "hours.open_now", self._values(turn, area, opening))
        if opening.closed_reason in ("before_opening", "break"):
            return self.say(turn, "hours.opens_later", self._values(turn, area, opening))
        return self.say(turn, f"hours.{opening.closed_reason}", self._values(turn, area, opening))

    def _on(self, turn: Turn, area: str, day: date, today: date) -> Reply:
        opening = self.services.shop.opening(datetime.combine(day, time()), area)
        if opening.around_the_clock:
            return self.say(turn, "hours.always", self._values(turn, area, opening))
        values = {
            **self._values(turn, area, opening),
            "day": day_words(self, turn, day, today),
            "on_day": on_day_words(self, turn, day, today),
        }
        return self.say(turn, "hours.closed_on" if opening.opens is None else "hours.on_day", values)

    def _values(self, turn: Turn, area: str, opening: Opening) -> dict[str, object]:
        shop = self.services.shop
        names = shop.info.area_names
        known = {"opens": opening.opens, "closes": opening.closes, "next_time": opening.next_opening}
        words = {name: time_words(self, turn, moment) for name, moment in known.items() if moment}
        today = shop.now().date()
        next_day = opening.next_opening and on_day_words(self, turn, opening.next_opening.date(), today)
        return {
            "area": names[area][turn.language] if area in names else shop.info.name[turn.language],
            "next_day": next_day or "",
            "reason": opening.closing_day[turn.language],
            **words,
        }
