"""Keeping an order longer."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from bot.actions.calendar_words import day_words, time_words
from bot.actions.change_form import ChangeTopic, Details
from bot.actions.days import next_date
from bot.actions.order_view import order_view
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.order import Order
from store.rules.pickup import PickupDeadline
from store.systems.order_system import Done


class PickupExtend(ChangeTopic):
    """Proposes what the rules allow, with the last day and how often; extends after a yes."""

    intent: ClassVar[str] = "pickup_extend"

    def concerns(self, order: Order) -> bool:
        """Orders that wait at the desk."""
        return self.services.shop.pickup(order).state in ("ready", "expired")

    def with_details(self, turn: Turn, order: Order, known: Details) -> Answer:  # noqa: ARG002 - it needs none
        """The proposal, or the rule against it."""
        pickup = self.services.shop.pickup(order)
        rules, until = self.services.shop.info.pickup, pickup.extended_deadline
        if pickup.extension.rule or until is None or rules is None:
            return self._refused(turn, pickup)
        values = self._until(turn, until)
        values["times"] = rules.extensions_allowed - order.extended
        what = self.phrase(turn, "pickup_extend.what", {"order": order.id})
        key = "pickup_extend.propose_last" if values["times"] == 1 else "pickup_extend.propose"
        if self._wants_later(turn, until):
            key = "pickup_extend.propose_only"
        return self.proposed(turn, key, what, values, {"order": order.id})

    def _refused(self, turn: Turn, pickup: PickupDeadline) -> Answer:
        """With the deadline that stays, where there is one."""
        rule = pickup.extension.rule
        if pickup.deadline is None:
            return self.refused(turn, rule)
        dated = f"{rule}_dated"
        known = f"refused.{self.intent}_{dated}" in self.services.texts.keys(turn.language)
        return self.refused(turn, dated if known else rule, self._until(turn, pickup.deadline))

    def _until(self, turn: Turn, moment: datetime) -> dict[str, object]:
        today = self.services.shop.now().date()
        return {"day": day_words(self, turn, moment.date(), today), "time": time_words(self, turn, moment)}

    def _wants_later(self, turn: Turn, until: datetime) -> bool:
        """Whether the customer named a day after the last one that is allowed."""
        day = turn.entity("day")
        wanted = next_date(day, self.services.shop.now().date()) if day else None
        return wanted is not None and wanted > until.date()

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Extends it."""
        order_id = proposal.arguments["order"]
        outcome = self.services.orders.extend_pickup(order_id, turn.actor, proposal.key)
        if not isinstance(outcome, Done):
            return self.refused(turn, outcome.rule)
        until = datetime.fromisoformat(outcome.detail["deadline"])
        values = {"order": order_id, **self._until(turn, until)}
        order = self.services.orders.find(order_id)
        shown = order_view(order, turn.language, deadline=until.isoformat()) if order else None
        return Answer(self.say(turn, "pickup_extend.done", values, action="extend_pickup", order=shown))
