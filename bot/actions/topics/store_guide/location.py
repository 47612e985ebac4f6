"""Where in the building something is sold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from bot.actions.cards import card
from bot.actions.destination import Destination, brand_zones, of_product
from bot.actions.places import floor_words, zone_words
from bot.actions.reference import product_meant
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from bot.actions.wish import names_something, points
from bot.actions.zone_names import zone_named
from store.info import Floor, Zone

_NAMED: Final = 3
"""Zones named in a sentence."""


class LocationInStore(ShopAction):
    """Floor and zone of what the customer names: a zone, a category, a brand, a product, or what was just shown."""

    intent: ClassVar[str] = "location_in_store"

    def answer(self, turn: Turn) -> Answer:
        """The place, or a question when nothing named is known."""
        pointed = points(turn.text, turn.language) or not names_something(turn.text, turn.language)
        if turn.values("product") or (turn.entity("ordinal") and turn.shopping.screen):
            return self._of_product(turn)
        if zone := zone_named(self.services.shop.info, turn.text):
            return self._at(turn, Destination(zone.name[turn.language], [zone]))
        if brand := brand_zones(self, turn):
            return self._at(turn, brand)
        if floor := self._floor_named(turn):
            return self._directory(turn, floor)
        if pointed:
            shown = tuple(product["id"] for product in (turn.last_reply or {}).get("products") or [])
            turn = turn if turn.shopping.screen else replace(turn, shopping=turn.shopping.showing(shown))
            anything_known = turn.shopping.focus or turn.shopping.screen
            return self._of_product(turn) if anything_known else Answer(self.say(turn, "location.which"))
        return self._of_search(turn)

    def _floor_named(self, turn: Turn) -> Floor | None:
        floor = turn.entity("floor")
        return self.services.shop.floor(floor) if floor else None

    def _directory(self, turn: Turn, floor: Floor) -> Answer:
        zones = [zone for zone in self.services.shop.info.zones if zone.floor == floor.id and zone.categories]
        values = {
            "floor": floor_words(self, turn, floor.id),
            "name": floor.name[turn.language],
            "zones": self._names(turn, zones),
        }
        return Answer(self.say(turn, "location.floor" if zones else "location.floor_without_zones", values))

    def _of_product(self, turn: Turn) -> Answer:
        """Of the product spoken of, which is then the one in focus."""
        product = product_meant(self, turn)
        if isinstance(product, Answer):
            return product
        place = of_product(self, turn, product)
        answer = self._at(turn, place) if place else self._unknown(turn)
        answer.shopping = turn.shopping.focusing(product.id)
        return answer

    def _of_search(self, turn: Turn) -> Answer:
        shop = self.services.shop
        for hit in self.services.products.search(turn.text, turn.language, 3):
            if place := of_product(self, turn, hit.product):
                answer = self._at(turn, place)
                answer.reply.products = [card(shop, hit, turn.language)]
                answer.shopping = turn.shopping.showing([hit.product.id])
                return answer
        return self._unknown(turn)

    def _unknown(self, turn: Turn) -> Answer:
        return Answer(self.say(turn, "location.unknown"), yes_means="staff_call")

    def _at(self, turn: Turn, goal: Destination) -> Answer:
        """Where it is and the way there; of several places all are named and the nearest is shown."""
        way = way_to(self, turn, goal.zones)
        zone = way.zone or goal.zones[0]
        values = {
            "what": goal.what,
            "floor": floor_words(self, turn, zone.floor),
            "zone": zone.name[turn.language],
            "places": self._places(turn, goal.zones),
        }
        several = len(goal.zones) > 1
        key = "zone" if goal.what == values["zone"] else "several" if several else "sold_at"
        reply = self.say(turn, f"location.{key}", values, location=location_of(zone, turn.language))
        return Answer(way.added_to(reply))

    def _places(self, turn: Turn, zones: Sequence[Zone]) -> str:
        named = [zone_words(self, turn, zone) for zone in zones[:_NAMED]]
        return self.phrase(turn, "location.joiner").join(named)

    def _names(self, turn: Turn, zones: list[Zone]) -> str:
        return self.phrase(turn, "location.joiner").join(zone.name[turn.language] for zone in zones[:_NAMED])
