"""Where a customer wants to go: a zone, a facility, a floor, a brand, a product, the car park, the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.actions.places import floor_words
from bot.actions.reference import product_meant
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.wish import points
from bot.actions.word_list import read_words, says
from bot.actions.zone_names import brands_named, zone_named
from store.building.where import where
from store.info import Zone
from store.product import Product

_WORDS: Final = read_words(__file__, "destination_words.yml")
MEANS: Final = frozenset(("lift", "escalator", "wheelchair", "stroller"))
"""Facilities that are also a way of getting somewhere."""
_BETWEEN_FLOORS: Final = ("lift", "escalator", "stairs")
"""Where a way to a whole floor ends."""
_PARKING: Final = "parking"
_FROM: Final = re.compile(r"\s*에서")


@dataclass(frozen=True)
class Destination:
    """``what`` it is called, any of ``zones`` will do; ``floor`` where a whole floor is meant, ``product`` if one."""

    what: str
    zones: Sequence[Zone]
    floor: str = ""
    product: Product | None = None


def is_about_the_way(turn: Turn) -> bool:
    """Whether a lift or a wheelchair is only how the customer wants to get somewhere (휠체어로 갈 수 있는 길)."""
    return turn.entity("facility") in MEANS and says(turn.text, _WORDS["way"]) and not says(turn.text, _WORDS["borrow"])


def destination(action: ShopAction, turn: Turn) -> Destination | Answer | None:
    """What is named, else what was just spoken of; the question where several products fit; None for nothing."""
    bare = _without_means(turn)
    for find in _FINDERS:
        if found := find(action, bare):
            return found
    kind = turn.entity("facility")
    return _facilities(action, turn, kind) if kind and not is_stepfree_aid(turn, kind) else None


def is_stepfree_aid(turn: Turn, kind: str) -> bool:
    """Whether a wheelchair or a pushchair is what the customer moves with, not what they want to borrow."""
    return kind in ("wheelchair", "stroller") and not says(turn.text, _WORDS["borrow"])


def brand_zones(action: ShopAction, turn: Turn) -> Destination | None:
    """Where a brand that is named is sold."""
    shop = action.services.shop
    brand = turn.entity("brand") or next(iter(brands_named(shop.info, turn.text)), None)
    zones = where(shop, "brand", brand) if brand else []
    if not brand or not zones:
        return None
    term = shop.info.brands.get(brand)
    return Destination(term.name[turn.language] if term else brand, zones)


def of_product(action: ShopAction, turn: Turn, product: Product) -> Destination | None:
    """Where a product stands; None where the shop does not say."""
    zones = where(action.services.shop, "product", product.id)
    return Destination(product.title[turn.language], zones, product=product) if zones else None


def spoken_of(action: ShopAction, turn: Turn) -> Destination | None:
    """The place that the last reply showed."""
    shown = (turn.last_reply or {}).get("location")
    if not shown:
        return None
    spot = (shown["floor"], shown["x"], shown["y"])
    zone = next((zone for zone in action.services.shop.info.zones if (zone.floor, zone.x, zone.y) == spot), None)
    if zone and zone.kind in _BETWEEN_FLOORS:
        return _whole_floor(action, turn, zone.floor)
    return Destination(zone.name[turn.language], [zone]) if zone else None


def _product_pointed_at(action: ShopAction, turn: Turn) -> Destination | Answer | None:
    if not (turn.values("product") or (turn.entity("ordinal") and turn.shopping.screen)):
        return None
    return _of_meant(action, turn)


def _facility(action: ShopAction, turn: Turn) -> Destination | None:
    kind = turn.entity("facility")
    return _facilities(action, turn, kind) if kind else None


def _facilities(action: ShopAction, turn: Turn, kind: str) -> Destination | None:
    shop = action.services.shop
    zones = where(shop, "facility", kind)
    if not zones:
        return None
    called = zones[0].name[turn.language] if zones[0].kind == kind else shop.facilities(kind)[0].name[turn.language]
    return Destination(called, zones)


def _zone(action: ShopAction, turn: Turn) -> Destination | None:
    zone = zone_named(action.services.shop.info, turn.text)
    return Destination(zone.name[turn.language], [zone]) if zone else None


def _area(action: ShopAction, turn: Turn) -> Destination | None:
    """A part of the shop with opening hours of its own, or the car park."""
    area, shop = turn.entity("area"), action.services.shop
    if area == _PARKING:
        zones = where(shop, "facility", _PARKING)
        return Destination(action.phrase(turn, "wayfinding.car_park"), zones) if zones else None
    zones = [zone for zone in shop.info.zones if zone.area == area]
    return (
        Destination(shop.info.area_names[area][turn.language], zones)
        if area in shop.info.area_names and zones
        else None
    )


def _floor(action: ShopAction, turn: Turn) -> Destination | None:
    """The floor named; of two, the one they do not come from."""
    named = [entity for entity in turn.entities if entity["entity"] == "floor"]
    wanted = [entity for entity in named if not _FROM.match(turn.text, entity["end"])]
    if wanted:
        return _whole_floor(action, turn, str(wanted[-1]["value"]))
    below = [floor.id for floor in action.services.shop.info.floors if floor.level == -1]
    return _whole_floor(action, turn, below[0]) if below and says(turn.text, _WORDS["below"]) else None


def _whole_floor(action: ShopAction, turn: Turn, floor: str) -> Destination | None:
    zones = [zone for zone in action.services.shop.info.zones if zone.floor == floor]
    return Destination(floor_words(action, turn, floor), zones, floor=floor) if zones else None


def _way_out(action: ShopAction, turn: Turn) -> Destination | None:
    zones = [zone for zone in action.services.shop.info.zones if zone.kind == "entrance"]
    if not zones or not says(turn.text, _WORDS["out"]):
        return None
    return Destination(action.phrase(turn, "wayfinding.way_out"), zones)


def _there(action: ShopAction, turn: Turn) -> Destination | Answer | None:
    """거기, 그 매장, there: what was just spoken of; this one: the product."""
    if says(turn.text, _WORDS["there"]):
        return spoken_of(action, turn)
    return _of_meant(action, turn) if points(turn.text, turn.language) else None


def _anything(action: ShopAction, turn: Turn) -> Destination | Answer | None:
    """Goods of any name; without a name, what was just spoken of."""
    named = _rest(turn)
    if not named:
        shopping = turn.shopping
        return spoken_of(action, turn) or (_of_meant(action, turn) if shopping.focus or shopping.screen else None)
    for hit in action.services.products.search(named, turn.language, 3):
        if found := of_product(action, turn, hit.product):
            return found
    return None


def _of_meant(action: ShopAction, turn: Turn) -> Destination | Answer | None:
    product = product_meant(action, turn)
    return product if isinstance(product, Answer) else of_product(action, turn, product)


def _rest(turn: Turn) -> str:
    """What is left of the text without the words of asking the way."""
    text = turn.text.lower()
    for word in sorted((*_WORDS["way"]["ko"], *_WORDS["asking"]["ko"]), key=len, reverse=True):
        text = re.sub(r"\s*".join(map(re.escape, word.replace(" ", ""))), " ", text)
    for word in sorted((*_WORDS["way"]["en"], *_WORDS["asking"]["en"]), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(word)}\b", " ", text)
    return " ".join(word for word in re.findall(r"[\w']+", text) if len(word) > 1 or not word.isascii())


def _without_means(turn: Turn) -> Turn:
    """Without lifts, wheelchairs and the like: how the customer moves is not where they go."""
    text = turn.text.lower()
    for language, words in _WORDS["means"].items():
        for word in words:
            pattern = re.escape(word) if language == "ko" else rf"\b{re.escape(word)}s?\b"
            text = re.sub(pattern, lambda found: " " * len(found[0]), text)
    entities = tuple(
        entity for entity in turn.entities if entity["entity"] != "facility" or entity["value"] not in MEANS
    )
    return replace(turn, text=text, entities=entities)


_FINDERS: Final[tuple[Callable[[ShopAction, Turn], Destination | Answer | None], ...]] = (
    _product_pointed_at,
    _facility,
    _zone,
    brand_zones,
    _area,
    _floor,
    _there,
    _way_out,
    _anything,
)
