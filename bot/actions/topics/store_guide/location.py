"""Where in the building something is sold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from bot.actions.cards import card
from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from bot.actions.wish import names_something, points
from store.info import Floor, Zone

_SHORT: Final = 2
_NAMED: Final = 3
"""Zones of a floor named in a sentence."""
_WORD_END: Final = re.compile(r"$|[^가-힣]|을|를|이|가|은|는|도|만|용|하고|이랑|랑|매장|코너")


class LocationInStore(ShopAction):
    """Floor and zone of what the customer names: a zone, a category, a product, or what was just shown."""

    intent: ClassVar[str] = "location_in_store"

    def answer(self, turn: Turn) -> Answer:
        """The place, or a question when nothing named is known."""
        if zone := self._zone_named(turn):
            return self._at_zone(turn, zone, zone.name[turn.language])
        if floor := self._floor_named(turn):
            return self._directory(turn, floor)
        if points(turn.text, turn.language) or not names_something(turn.text, turn.language):
            return self._shown(turn) or Answer(self.say(turn, "location.which"))
        return self._of_product(turn)

    def _zone_named(self, turn: Turn) -> Zone | None:
        """The zone whose own name or a name of whose category stands in the text; the longest name wins."""
        info, text = self.services.shop.info, _plain(turn.text)
        named: list[tuple[int, Zone]] = []
        for zone in info.zones:
            names = [part for name in zone.name.both() for part in re.split(r"[·,&]| and ", name)]
            terms = [info.categories[category] for category in zone.categories if category in info.categories]
            names += [word for term in terms for word in term.words()]
            lengths = [len(_plain(name)) for name in names if _mentions(text, _plain(name))]
            if lengths:
                named.append((max(lengths), zone))
        return max(named, key=lambda found: found[0])[1] if named else None

    def _shown(self, turn: Turn) -> Answer | None:
        """The place of the product shown last."""
        shop, products = self.services.shop, (turn.last_reply or {}).get("products") or []
        product = shop.product(products[0]["id"]) if products else None
        place = shop.place_of(product) if product else None
        zone = shop.zone(place.zone) if place else None
        return self._at_zone(turn, zone, product.title[turn.language]) if product and zone else None

    def _floor_named(self, turn: Turn) -> Floor | None:
        floor = turn.entity("floor")
        return self.services.shop.floor(floor) if floor else None

    def _directory(self, turn: Turn, floor: Floor) -> Answer:
        zones = [zone for zone in self.services.shop.info.zones if zone.floor == floor.id and zone.categories]
        names = self.phrase(turn, "location.joiner").join(zone.name[turn.language] for zone in zones[:_NAMED])
        values = {"floor": floor_words(self, turn, floor.id), "name": floor.name[turn.language], "zones": names}
        return Answer(self.say(turn, "location.floor" if zones else "location.floor_without_zones", values))

    def _of_product(self, turn: Turn) -> Answer:
        shop = self.services.shop
        hits = self.services.products.search(turn.text, turn.language, 3)
        for hit in hits:
            if (place := shop.place_of(hit.product)) and (zone := shop.zone(place.zone)):
                answer = self._at_zone(turn, zone, hit.product.title[turn.language])
                answer.reply.products = [card(shop, hit, turn.language)]
                return answer
        return Answer(self.say(turn, "location.unknown"), yes_means="staff_call")

    def _at_zone(self, turn: Turn, zone: Zone, what: str) -> Answer:
        values = {"what": what, "floor": floor_words(self, turn, zone.floor), "zone": zone.name[turn.language]}
        key = "location.zone" if what == values["zone"] else "location.sold_at"
        reply = self.say(turn, key, values, location=location_of(zone, turn.language))
        return Answer(way_to(self, turn, [zone]).added_to(reply))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower()).strip()


def _mentions(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a word of its own; both are plain."""
    if not name:
        return False
    # A plural is as good as the singular, in the name and in the text.
    spellings = {name.removesuffix("s")} if name.isascii() else {name, name.replace(" ", "")}
    return any(_stands_alone(text, match.start(), match.end()) for s in spellings for match in _occurrences(s, text))


def _occurrences(spelling: str, text: str) -> Iterator[re.Match[str]]:
    # Most names do not occur at all, and compiling a pattern for each would take seconds.
    return re.finditer(re.escape(spelling), text) if spelling in text else iter(())


def _stands_alone(text: str, start: int, end: int) -> bool:
    if text[start].isascii():
        return not re.search(r"[a-z]$", text[:start]) and bool(re.match(r"(?:e?s)?(?![a-z])", text[end:]))
    if re.search("[가-힣]$", text[:start]):
        return False
    # A short Korean noun is also the start of many longer ones (차, 차장): only a particle may follow it.
    return end - start > _SHORT or bool(_WORD_END.match(text, end))
