"""Lost property: where it is handed in and fetched."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.faq import NEAR, NEARLY_THE_SAME
from bot.actions.places import floor_words, zone_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from bot.actions.word_list import read_words, says
from store.info import Facility

_WORDS: Final = read_words(__file__, "lost_found_words.yml")


class LostFound(ShopAction):
    """The desk of the store pack, else the shop's list of questions, else staff."""

    intent: ClassVar[str] = "lost_found"

    def answer(self, turn: Turn) -> Answer:
        """Where to go with what was found, or for what was lost."""
        desk = next(iter(self.services.shop.facilities("lost_found")), None)
        known = self.services.faq.answer(turn.text, turn.language, NEARLY_THE_SAME if desk else NEAR)
        if known:
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        return self._at(turn, desk) if desk else Answer(self.say(turn, "lost_found.unknown"), yes_means="staff_call")

    def _at(self, turn: Turn, desk: Facility) -> Answer:
        shop = self.services.shop
        zone = shop.zone(desk.zone) if desk.zone else None
        values = {
            "place": zone_words(self, turn, zone) if zone else floor_words(self, turn, desk.floor),
            "note": desk.note[turn.language],
        }
        reply = self.say(turn, f"lost_found.{'found' if says(turn.text, _WORDS['found']) else 'lost'}", values)
        if zone is None:
            return Answer(reply)
        reply.location = location_of(zone, turn.language)
        return Answer(way_to(self, turn, [zone]).shown_with(reply))
