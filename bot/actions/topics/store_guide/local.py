"""What is around the shop: the places of the store pack and how far they are on foot."""

from __future__ import annotations

from typing import ClassVar, Final

from annae.types import Reply
from bot.actions.destination import Destination
from bot.actions.faq import NEARLY_THE_SAME
from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.store_guide.wayfinding import Wayfinding
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of, says
from store.building.where import where
from store.sections.services import Nearby

_WORDS: Final = read_words(__file__, "local_words.yml")
_SIGHTS: Final = "sights"
_OUTSIDE: Final = "outside"
_NAMED: Final = 3
_ERRANDS: Final = frozenset(
    ("airport_bus", "atm", "bank", "bus_stop", "convenience_store", "exchange", "gas_station", "hospital", "hotel",
     "laundry", "metro", "pharmacy", "police", "post_office", "taxi")
)  # fmt: skip
"""Kinds that nobody goes to see."""


class LocalInfo(ShopAction):
    """Places by name or kind; one that the pack does not have is said to be unknown, never guessed."""

    intent: ClassVar[str] = "local_info"

    def answer(self, turn: Turn) -> Answer:
        """The place asked for, else what is nearest of all."""
        if named := self._named(turn):
            return Answer(self._told(turn, named))
        kind = said_of(turn.text, _WORDS, *(kind for kind in _WORDS if kind not in (_SIGHTS, _OUTSIDE)))
        if kind:
            return self._of_kind(turn, kind)
        if known := self.services.faq.answer(turn.text, turn.language, NEARLY_THE_SAME):
            return Answer(self.say(turn, "oos.faq", {"answer": known}))
        places = _nearest_first([place for place in self.services.shop.info.local if place.kind not in _ERRANDS])
        if says(turn.text, _WORDS[_SIGHTS]) and places:
            return Answer(self.say(turn, "local.several", {"places": self._list(turn, places)}))
        return self._unknown(turn)

    def _named(self, turn: Turn) -> list[Nearby]:
        close = turn.text.lower().replace(" ", "")
        return [
            place
            for place in self.services.shop.info.local
            if any(name and name.lower().replace(" ", "") in close for name in place.name.both())
        ]

    def _of_kind(self, turn: Turn, kind: str) -> Answer:
        """Places of the kind outside; without one, the same inside the shop."""
        found = _nearest_first([place for place in self.services.shop.info.local if place.kind == kind])
        if found:
            return Answer(self._told(turn, found))
        zones = where(self.services.shop, "facility", kind)
        if zones and not says(turn.text, _WORDS[_OUTSIDE]):
            facility = self.services.shop.facilities(kind)[0]
            answer = Wayfinding(self.services).to(turn, Destination(facility.name[turn.language], zones))
            floor = floor_words(self, turn, (answer.reply.location or zones[0]).floor)
            inside = {"what": facility.name[turn.language], "floor": floor}
            answer.reply.text = self.phrase(turn, "local.inside", inside)
            return answer
        return self._unknown(turn)

    def _told(self, turn: Turn, places: list[Nearby]) -> Reply:
        if len(places) > 1:
            return self.say(turn, "local.several", {"places": self._list(turn, places)})
        place = places[0]
        values = {
            "name": place.name[turn.language],
            "minutes": place.walk_minutes,
            "note": place.note[turn.language],
        }
        return self.say(turn, "local.one" if place.walk_minutes is not None else "local.without_minutes", values)

    def _list(self, turn: Turn, places: list[Nearby]) -> str:
        def words(place: Nearby) -> str:
            key = "local.in_list" if place.walk_minutes is not None else "local.in_list_without_minutes"
            return self.phrase(turn, key, {"name": place.name[turn.language], "minutes": place.walk_minutes})

        return self.phrase(turn, "location.joiner").join(map(words, places[:_NAMED]))

    def _unknown(self, turn: Turn) -> Answer:
        return Answer(self.say(turn, "local.unknown"), yes_means="staff_call")


def _nearest_first(places: list[Nearby]) -> list[Nearby]:
    return sorted(places, key=lambda place: (place.walk_minutes is None, place.walk_minutes or 0))
