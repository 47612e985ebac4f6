"""The way from where the customer stands to what they name or speak of."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.destination import Destination, destination
from bot.actions.places import floor_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import WayThere, location_of, wants_step_free, way_to


class Wayfinding(ShopAction):
    """Steps from the kiosk, without stairs where the customer needs that; the place alone where no way is known."""

    intent: ClassVar[str] = "wayfinding"

    def answer(self, turn: Turn) -> Answer:
        """The way, or the question where to."""
        goal = destination(self, turn)
        if isinstance(goal, Answer):
            return goal
        if goal is None:
            unknown = bool(turn.entity("facility"))
            reply = self.say(turn, "facility.not_here" if unknown else "wayfinding.where_to")
            return Answer(reply, yes_means="staff_call" if unknown else None, understood=unknown)
        answer = self.to(turn, goal)
        if goal.product:
            answer.shopping = turn.shopping.focusing(goal.product.id)
        return answer

    def to(self, turn: Turn, goal: Destination) -> Answer:
        """The way to a destination."""
        way = way_to(self, turn, goal.zones)
        zone = way.zone or goal.zones[0]
        values = {
            "what": goal.what,
            "floor": floor_words(self, turn, zone.floor),
            "zone": zone.name[turn.language],
        }
        reply = self.say(turn, _key(turn, goal, way), values, location=location_of(zone, turn.language))
        if way.here:
            return Answer(way.shown_with(reply))
        return Answer(way.added_to(reply), yes_means="staff_call" if way.words and not way.zone else None)


def _key(turn: Turn, goal: Destination, way: WayThere) -> str:
    if way.here:
        return "wayfinding.on_this_floor" if goal.floor else "wayfinding.here"
    if goal.product:
        return "location.sold_at"
    if way.zone is None:
        return "wayfinding.floor" if goal.floor else "wayfinding.place"
    return "wayfinding.step_free" if wants_step_free(turn.text) else "wayfinding.way"
