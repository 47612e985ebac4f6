"""Days on which the shop is closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Final

from annae.types import Reply
from bot.actions.calendar_words import date_words, day_words, on_day_words, time_words
from bot.actions.days import next_date
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.components.lexicon import words

_LOOK_AHEAD_DAYS: Final = 400


class HolidayClosure(ShopAction):
    """Says whether it is open on the day named, or when it is closed next."""

    intent: ClassVar[str] = "holiday_closure"

    def answer(self, turn: Turn) -> Answer:
        """One day, or the closing days to come."""
        today = self.services.shop.now().date()
        named = turn.entity("day")
        if named is None:
            return Answer(self._coming(turn, today))
        day = next_date(named, today) or self._closed_for(named, today)
        if day is None:
            return Answer(self.say(turn, "holidays.unknown"), yes_means="staff_call")
        return Answer(self._on(turn, day, today))

    def _on(self, turn: Turn, day: date, today: date) -> Reply:
        opening = self.services.shop.opening(datetime.combine(day, time()))
        values: dict[str, object] = {
            "day": day_words(self, turn, day, today),
            "on_day": on_day_words(self, turn, day, today),
        }
        if opening.opens is None or opening.closes is None:
            reason = opening.closing_day[turn.language]
            return self.say(turn, "holidays.closed_for" if reason else "holidays.closed", {**values, "reason": reason})
        hours = {"opens": time_words(self, turn, opening.opens), "closes": time_words(self, turn, opening.closes)}
        return self.say(turn, "holidays.open", {**values, **hours})

    def _coming(self, turn: Turn, today: date) -> Reply:
        coming = self._closing_days(today, 2)
        if not coming:
            return self.say(turn, "holidays.none")
        days = [
            self.phrase(turn, "holidays.day_with_reason", {"day": date_words(self, turn, day), "reason": reason})
            if reason
            else date_words(self, turn, day)
            for day, reason in ((day, self._reason(turn, day)) for day in coming)
        ]
        return self.say(turn, "holidays.coming", {"days": self.phrase(turn, "holidays.joiner").join(days)})

    def _closing_days(self, today: date, count: int) -> list[date]:
        rules = [entry.days for entry in self.services.shop.info.closed if not entry.areas]
        days = (today + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD_DAYS))
        return [day for day in days if any(rule.covers(day) for rule in rules)][:count]

    def _reason(self, turn: Turn, day: date) -> str:
        return self.services.shop.opening(datetime.combine(day, time())).closing_day[turn.language]

    def _closed_for(self, named: str, today: date) -> date | None:
        """The next closing day that the shop explains with the holiday's name."""
        called = [word.lower() for listed in words("day")[named].values() for word in listed]
        for day in self._closing_days(today, _LOOK_AHEAD_DAYS):
            reason = self.services.shop.opening(datetime.combine(day, time())).closing_day
            if any(word in text.lower() for word in called for text in reason.both()):
                return day
        return None
