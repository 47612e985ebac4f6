"""Restrooms, lockers, the nursing room: everything in the building that is not merchandise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.actions.destination import is_about_the_way
from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.store_guide.wayfinding import Wayfinding
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from store.info import Facility as StoreFacility
from store.info import Zone


class Facility(ShopAction):
    """Says where a facility is and what to know about it."""

    intent: ClassVar[str] = "facility"

    def answer(self, turn: Turn) -> Answer:
        """Each facility named; the way, where a lift or a wheelchair is only how the customer gets there."""
        if is_about_the_way(turn):
            return Wayfinding(self.services).answer(turn)
        kinds = list(dict.fromkeys(turn.values("facility")))
        return self._several(turn, kinds) if len(kinds) > 1 else self._one(turn, self._named(turn))

    def _several(self, turn: Turn, kinds: Sequence[str]) -> Answer:
        """Each in a short sentence; the screen shows the first one that is here."""
        sentences, reply = [], self.say(turn, "facility.not_here")
        found = {kind: self.services.shop.facilities(kind) for kind in kinds}
        for kind in kinds:
            if not found[kind]:
                continue
            nearest = way_to(self, turn, self._zones(found[kind]))
            here = _in_zone(found[kind], nearest.zone) or found[kind][0]
            floor = floor_words(self, turn, here.floor)
            values = {"name": _without_floor(here.name[turn.language], here.floor, floor), "floor": floor}
            sentences.append(self.phrase(turn, "facility.short", values))
            if len(sentences) == 1:
                zone = self.services.shop.zone(here.zone) if here.zone else None
                reply = self.say(turn, "facility.one", {**values, "note": ""})
                reply.location = location_of(zone, turn.language) if zone else None
                reply = nearest.shown_with(reply)
        missing = not all(found.values())
        if not sentences:
            return Answer(reply, yes_means="staff_call")
        if missing:
            sentences.append(self.phrase(turn, "facility.not_the_other"))
        reply.text = " ".join(sentences)
        return Answer(reply, yes_means="staff_call" if missing else None)

    def _one(self, turn: Turn, found: Sequence[StoreFacility]) -> Answer:
        """On the floor named, else the nearest one; where else it is, if it is on several floors."""
        shop = self.services.shop
        if not found:
            if turn.entity("facility"):
                return Answer(self.say(turn, "facility.not_here"), yes_means="staff_call")
            return Answer(self.say(turn, "facility.which"), understood=False)
        wanted = turn.entity("floor")
        on_wanted_floor = [facility for facility in found if facility.floor == wanted]
        way = way_to(self, turn, self._zones(on_wanted_floor or found))
        here = _in_zone(found, way.zone) or _on_floor(found, wanted or self._floor_of_customer(turn)) or found[0]
        zone = shop.zone(here.zone) if here.zone else None
        floor = floor_words(self, turn, here.floor)
        values: dict[str, object] = {
            "name": _without_floor(here.name[turn.language], here.floor, floor),
            "floor": floor,
            "note": here.note[turn.language],
            "floors": ", ".join(dict.fromkeys(floor_words(self, turn, facility.floor) for facility in found)),
        }
        key = _key(found, wanted, on_wanted_floor=here.floor == wanted, everywhere=self._everywhere(found))
        reply = self.say(turn, key, values, location=location_of(zone, turn.language) if zone else None)
        return Answer(way.added_to(reply))

    def _zones(self, facilities: Sequence[StoreFacility]) -> list[Zone]:
        zones = [self.services.shop.zone(facility.zone) for facility in facilities if facility.zone]
        return [zone for zone in zones if zone]

    def _floor_of_customer(self, turn: Turn) -> str | None:
        """The floor of the kiosk that the customer speaks to."""
        shop = self.services.shop
        wanted = turn.kiosk or self.services.settings.store.kiosk
        kiosks = [kiosk for kiosk in shop.info.kiosks if not wanted or kiosk.id == wanted]
        zone = shop.zone(kiosks[0].zone) if kiosks else None
        return zone.floor if zone else None

    def _named(self, turn: Turn) -> list[StoreFacility]:
        """Facilities of the kind named; a shop's own name for one counts too."""
        kind = turn.entity("facility")
        if kind and (found := self.services.shop.facilities(kind)):
            return found
        text = turn.text.lower().replace(" ", "")
        return [
            facility
            for facility in self.services.shop.facilities()
            if any(name.lower().replace(" ", "") in text for name in facility.name.both())
        ]

    def _everywhere(self, found: Sequence[StoreFacility]) -> bool:
        return {facility.floor for facility in found} == {floor.id for floor in self.services.shop.info.floors}


def _key(found: Sequence[StoreFacility], floor: str | None, *, on_wanted_floor: bool, everywhere: bool) -> str:
    if on_wanted_floor or len(found) == 1:
        return "facility.one"
    if floor is not None:
        return "facility.not_on_floor"
    return "facility.every_floor" if everywhere else "facility.several"


def _on_floor(found: Sequence[StoreFacility], floor: str | None) -> StoreFacility | None:
    return next((facility for facility in found if facility.floor == floor), None)


def _in_zone(found: Sequence[StoreFacility], zone: Zone | None) -> StoreFacility | None:
    return next((facility for facility in found if zone and facility.zone == zone.id), None)


def _without_floor(name: str, floor_id: str, floor: str) -> str:
    """``3층 화장실`` as ``화장실``, ``Restroom 3F`` as ``Restroom``: the sentence says the floor itself."""
    return name.removeprefix(floor).removesuffix(floor_id).strip() or name
