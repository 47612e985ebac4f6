"""Trying on."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from store.info import Facility, Zone

_KINDS: Final = ("smart_mirror", "fitting_room")
"""Facilities for it, the one asked for most first."""

_VIRTUAL: Final = re.compile(r"가상|화면|거울|에이아르|AR\b|미러|virtual|mirror|\bar\b|augmented|camera", re.IGNORECASE)


class TryOn(ShopAction):
    """Names the mirror or fitting room of the shop's data, else where the goods are and staff who help."""

    intent: ClassVar[str] = "tryon"

    def answer(self, turn: Turn) -> Answer:
        """The place for it, with the way there."""
        shop = self.services.shop
        facilities = [facility for kind in _KINDS for facility in shop.facilities(kind)]
        if facilities:
            return self._at_facility(turn, facilities)
        product = shop.product(turn.shopping.focus or next(iter(turn.shopping.screen), ""))
        place = shop.place_of(product) if product else None
        if product is None or place is None:
            return Answer(self.say(turn, "tryon.unknown"), yes_means="staff_call")
        zone = shop.zone(place.zone)
        values = {
            "title": product.title[turn.language],
            "floor": floor_words(self, turn, place.floor),
            "zone": place.zone_name[turn.language],
        }
        key = "tryon.no_mirror" if _VIRTUAL.search(turn.text) else "tryon.at_counter"
        reply = self.say(turn, key, values, location=location_of(zone, turn.language) if zone else None)
        return Answer(reply, yes_means="staff_call", shopping=turn.shopping.focusing(product.id))

    def _at_facility(self, turn: Turn, facilities: list[Facility]) -> Answer:
        zones: list[Zone] = [zone for f in facilities if f.zone and (zone := self.services.shop.zone(f.zone))]
        way = way_to(self, turn, zones)
        here = next((f for f in facilities if way.zone and f.zone == way.zone.id), facilities[0])
        zone = self.services.shop.zone(here.zone) if here.zone else None
        values = {
            "name": here.name[turn.language],
            "floor": floor_words(self, turn, here.floor),
            "note": here.note[turn.language],
        }
        location = location_of(zone, turn.language) if zone else None
        return Answer(way.added_to(self.say(turn, "tryon.facility", values, location=location)))
