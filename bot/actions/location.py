"""Where in the building something is sold."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from annae.types import Location
from bot.actions.cards import card
from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.info import Floor, Zone

_SHORT: Final = 2
_WORD_END: Final = r"(?=$|[^가-힣]|을|를|이|가|은|는|도|만|용|하고|이랑|랑|매장|코너)"


class LocationInStore(ShopAction):
    """Floor and zone of what the customer names: a zone, a category, a product, or what was just shown."""

    intent: ClassVar[str] = "location_in_store"

    def answer(self, turn: Turn) -> Answer:
        """The place, or a question when nothing named is known."""
        if zone := self._zone_named(turn):
            return self._at_zone(turn, zone, zone.name[turn.language])
        if shown := self._shown(turn):
            return shown
        if floor := self._floor_named(turn):
            return self._directory(turn, floor)
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
        """The place of the product shown last, for "이거 어디서 팔아요"."""
        products = (turn.last_reply or {}).get("products") or []
        pointing = self.services.texts.entry(turn.language, "location.pointing_words").say
        if not products or not any(word in turn.text.lower() for word in pointing):
            return None
        product = self.services.shop.product(products[0]["id"])
        place = self.services.shop.place_of(product) if product else None
        zone = self.services.shop.zone(place.zone) if place else None
        return self._at_zone(turn, zone, product.title[turn.language]) if product and zone else None

    def _floor_named(self, turn: Turn) -> Floor | None:
        floor = turn.entity("floor")
        return self.services.shop.floor(floor) if floor else None

    def _directory(self, turn: Turn, floor: Floor) -> Answer:
        return Answer(
            self.say(
                turn, "location.floor", {"floor": floor_words(self, turn, floor.id), "name": floor.name[turn.language]}
            )
        )

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
        location = Location(zone.floor, zone.name[turn.language], zone.x, zone.y)
        return Answer(self.say(turn, key, values, location=location))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower()).strip()


def _mentions(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a word of its own."""
    if name.isascii():
        return bool(name) and bool(re.search(rf"(?<![a-z]){re.escape(name.removesuffix('s'))}(?:e?s)?(?![a-z])", text))
    spelled = r"\s?".join(re.escape(sign) for sign in name.replace(" ", ""))
    # A short Korean noun is also the start of many longer ones (차, 차장): only a particle may follow it.
    end = _WORD_END if len(name) <= _SHORT else ""
    return bool(re.search(rf"(?<![가-힣]){spelled}{end}", text))
