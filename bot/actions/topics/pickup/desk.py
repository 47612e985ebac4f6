"""Where and how orders are collected, and by whom: the shop's rules, for the order in hand where there is one."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.calendar_words import on_day_words, time_words
from bot.actions.order_form import known_order
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from bot.actions.way import location_of, way_to
from store.info import Zone
from store.order import Order
from store.rules.opening import Opening
from store.sections.pickup import Pickup


class PickupPlace(ShopAction):
    """The desk, its hours and the way there; a takeout is handed over where it is made."""

    intent: ClassVar[str] = "pickup_place"

    def answer(self, turn: Turn) -> Answer:
        """The place of the order in hand, else the desk's."""
        order = known_order(self.services, turn)
        if order and order.kind == "delivery":
            return Answer(self.say(turn, "pickup.sent_to_you", {"order": order.id}))
        if order and order.kind == "takeout":
            return self._at_kitchens(turn, order)
        rules = self.services.shop.info.pickup
        if rules is None:
            return Answer(self.say(turn, "pickup.no_desk"), yes_means="staff_call")
        zone = self.services.shop.zone(rules.zone) if rules.zone else None
        opening = self.services.shop.opening(area=rules.hours)
        return self._place(turn, rules.place[turn.language], [zone] if zone else [], opening)

    def _at_kitchens(self, turn: Turn, order: Order) -> Answer:
        pickup = self.services.shop.pickup(order)
        zones = [zone for zone_id in pickup.zones if (zone := self.services.shop.zone(zone_id))]
        if not zones:
            return Answer(self.say(turn, "pickup.no_desk"), yes_means="staff_call")
        return self._place(turn, pickup.place_name[turn.language], zones, pickup.opening)

    def _place(self, turn: Turn, place: str, zones: list[Zone], opening: Opening | None) -> Answer:
        location = location_of(zones[0], turn.language) if zones else None
        reply = self.say(turn, "pickup.place", {"place": place}, location=location)
        if opening and (hours := self._hours(turn, opening)):
            reply.text = f"{reply.text} {hours}"
        return Answer(way_to(self, turn, zones[:1]).added_to(reply))

    def _hours(self, turn: Turn, opening: Opening) -> str:
        """Until when it is open, or when it opens again; empty where nobody needs to be told."""
        if opening.open_now and opening.closes and not opening.around_the_clock:
            return self.phrase(turn, "pickup.open_until", {"time": time_words(self, turn, opening.closes)})
        if not opening.open_now and (again := opening.next_opening):
            day = on_day_words(self, turn, again.date(), self.services.shop.now().date())
            return self.phrase(turn, "pickup.opens", {"on_day": day, "time": time_words(self, turn, again)})
        return ""


class PickupProxy(ShopAction):
    """Whether somebody else may collect it, and what they bring."""

    intent: ClassVar[str] = "pickup_proxy"

    def answer(self, turn: Turn) -> Answer:
        """The rule; for the order in hand, whether it holds for it."""
        rules, order = self.services.shop.info.pickup, known_order(self.services, turn)
        if order:
            rule = self.services.shop.pickup_by_proxy(order).rule
            if rule in ("owner_only", "not_for_pickup"):
                reply = self.say(turn, f"pickup.proxy_{rule}", {"order": order.id}, action="decline")
                return Answer(reply, yes_means="human_handoff")
            if order.kind == "takeout":
                return Answer(self.say(turn, "pickup.proxy_takeout"))
        if rules is None or not rules.proxy:
            return Answer(self.say(turn, "pickup.not_said"), yes_means="staff_call")
        return Answer(self.say(turn, "pickup.proxy", {"text": rules.proxy[turn.language]}))


class PickupHowto(ShopAction):
    """What to bring and how it works."""

    intent: ClassVar[str] = "pickup_howto"

    def answer(self, turn: Turn) -> Answer:
        """The shop's own words."""
        rules = self.services.shop.info.pickup
        if rules is None or not (rules.bring or rules.howto):
            return Answer(self.say(turn, "pickup.not_said"), yes_means="staff_call")
        return Answer(self.say(turn, "pickup.howto", {"text": self._words(turn, rules)}))

    def _words(self, turn: Turn, rules: Pickup) -> str:
        """The answer of the list of questions to just this one, else how it goes and what to bring."""
        known = self.services.faq.answer(turn.text, turn.language)
        return known or " ".join(text[turn.language] for text in (rules.howto, rules.bring) if text)
