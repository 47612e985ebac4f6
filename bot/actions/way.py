"""The way from the kiosk to a place: its steps in words, its floor plans, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import yaml

from annae.types import FloorDrawing, Language, Location, Reply
from bot.actions.calendar_words import date_words
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.building.directions import directions
from store.building.floor_plan import route_plans
from store.building.moves import moves
from store.building.routes import NoRoute, at_kiosk, find_route
from store.info import Zone

_TOLD: Final = 3
"""Steps told; of more, the first ones are and the screen shows all."""
_STEP_FREE: Final[dict[Language, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("step_free_words.yml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class WayThere:
    """``zone`` is the nearest one wanted; ``words`` what to say of the way, empty when there is nothing to say."""

    zone: Zone | None = None
    words: str = ""
    steps: list[str] = field(default_factory=list)
    plans: list[FloorDrawing] = field(default_factory=list)
    gesture: str | None = None
    here: bool = False
    """Whether the customer stands there already."""

    def added_to(self, reply: Reply) -> Reply:
        """``reply`` with the way in its text and its location."""
        if self.words:
            reply.text = f"{reply.text} {self.words}"
        return self.shown_with(reply)

    def shown_with(self, reply: Reply) -> Reply:
        """``reply`` with the way in its location only: the screen shows it, nobody says it."""
        if reply.location and self.steps:
            reply.location = replace(reply.location, route=self.steps, map=self.plans)
            reply.gesture = self.gesture or reply.gesture
        return reply


def way_to(action: ShopAction, turn: Turn, zones: Sequence[Zone]) -> WayThere:
    """The way from the customer's kiosk to the nearest of ``zones``; step-free when the customer says so."""
    services = action.services
    building = services.shop.building
    kiosk = building.kiosk(turn.kiosk or services.settings.store.kiosk)
    if not (zones and kiosk and building.info.paths):
        return WayThere()
    now = services.shop.now()
    route = find_route(building, at_kiosk(building, kiosk), zones, now, step_free=wants_step_free(turn.text))
    if isinstance(route, NoRoute):
        return WayThere(words=_why_not(action, turn, route))
    steps = [step.text for step in directions(building, route, turn.language)]
    shut = building.paths.shut_at(now)
    plans = [FloorDrawing(plan.floor, plan.svg) for plan in route_plans(building, route, turn.language, shut)]
    words = " ".join(steps)
    if len(steps) > _TOLD:
        words = action.phrase(turn, "way.rest_on_screen", {"steps": " ".join(steps[: _TOLD - 1])})
    first = next(iter(moves(building, route)), None)
    gesture = f"point_{first.turn}" if first and first.turn in ("left", "right") else None
    return WayThere(route.end, words, steps, plans, gesture, here=not route.ways)


def location_of(zone: Zone, language: Language) -> Location:
    """A zone as a reply carries it."""
    return Location(zone.floor, zone.name[language], zone.x, zone.y)


def wants_step_free(text: str) -> bool:
    """Whether these are words of someone who cannot use stairs or escalators."""
    small = text.lower().replace("’", "'")
    close = small.replace(" ", "")
    return any(word in close for word in _STEP_FREE["ko"]) or any(
        re.search(rf"\b{re.escape(word)}\b", small) for word in _STEP_FREE["en"]
    )


def _why_not(action: ShopAction, turn: Turn, found: NoRoute) -> str:
    if found.reason != "closed":
        return action.phrase(turn, f"way.{found.reason}")
    untils = [path.until for path in found.closed if path.until]
    if untils:
        return action.phrase(turn, "way.closed_until", {"date": date_words(action, turn, max(untils))})
    return action.phrase(turn, "way.closed")
