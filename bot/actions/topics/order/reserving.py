"""Keeping goods aside until the time the shop's rules say."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from bot.actions.calendar_words import day_words, time_words
from bot.actions.days import next_date
from bot.actions.details.form import DetailedAction
from bot.actions.goods.choosing import ask_missing
from bot.actions.goods.line_words import lines_words
from bot.actions.goods.refusals import refusal, title_of
from bot.actions.goods.wanted import ORDER_WORDS, Wanted, line_of_json, wanted, wanted_of
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from bot.actions.word_list import says
from store.changes.reservation import reserve
from store.line import Line, Variant
from store.rules.reservation import reserved_until
from store.systems.order_system import Refused


class ReserveItem(DetailedAction):
    """Says until when it would be kept, and keeps it after a yes."""

    intent: ClassVar[str] = "reserve_item"

    def answer(self, turn: Turn) -> Answer:
        """The question, the rule, or what is missing."""
        until = self._until()
        if until is None:
            return refusal(self, turn, Refused("not_offered"))
        if self._asks_for_rules(turn):
            return Answer(self.say(turn, "reserve.rules", self._values(turn, until)))
        meant = wanted(self, turn)
        return meant if isinstance(meant, Answer) else self._propose(turn, meant[0], until)

    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The same with the colour or size that was asked for."""
        until, meant = self._until(), wanted_of(self.services.shop, line_of_json(arguments))
        if until is None or meant is None:
            rule = "unknown_product" if until else "not_offered"
            return refusal(self, turn, Refused(rule, {"product_id": arguments["id"]}))
        return self._propose(turn, meant, until)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Keeps it, and tells the number to come back with."""
        outcome = reserve(self.services.shop, line_of_json(proposal.arguments), turn.actor, proposal.key)
        if isinstance(outcome, Refused):
            return refusal(self, turn, outcome)
        detail = outcome.detail
        line = Line(Variant(detail["product_id"], detail["color"], detail["size"]), detail["quantity"])
        until = datetime.fromisoformat(detail["until"]).astimezone(self.services.shop.info.tz)
        what = lines_words(self, turn, [(line, title_of(self, detail["product_id"]))])
        values = {**self._values(turn, until), "what": what, "number": outcome.subject}
        return Answer(self.say(turn, "reserve.done", values, action="reserve"))

    def _propose(self, turn: Turn, meant: Wanted, until: datetime) -> Answer:
        if asked := ask_missing(self, turn, meant, meant.arguments()):
            return asked
        if refused := self._hindrance(meant):
            return refusal(self, turn, refused)
        said = lines_words(self, turn, [(meant.line, meant.title)])
        what = self.phrase(turn, "reserve.what_keeping", {"lines": said})
        key = "reserve.confirm_shorter" if self._asks_for_longer(turn, until) else "reserve.confirm"
        values = {**self._values(turn, until), "lines": said}
        answer = self.proposed(turn, key, what, values, meant.arguments())
        if not meant.from_menu:
            variant = meant.line.variant
            answer.shopping = turn.shopping.focusing(variant.product_id, variant.color, variant.size)
        return answer

    def _hindrance(self, meant: Wanted) -> Refused | None:
        """What a yes would be refused for, as far as that is known before."""
        shop, variant = self.services.shop, meant.line.variant
        about = {"product_id": variant.product_id, "color": variant.color, "size": variant.size}
        product = shop.product(variant.product_id)
        there = shop.stock_of(product, variant.color, variant.size) if product else None
        if there is None or (there.quantity is None and there.state != "sold_out"):
            return Refused("stock_unknown", about)
        if (there.quantity or 0) < meant.line.quantity:
            return Refused("out_of_stock", {**about, "left": there.quantity or 0})
        return None

    def _until(self) -> datetime | None:
        return reserved_until(self.services.shop.info, self.services.shop.now())

    def _asks_for_rules(self, turn: Turn) -> bool:
        return says(turn.text, ORDER_WORDS["rules_of_holding"]) and not turn.entity("product")

    def _asks_for_longer(self, turn: Turn, until: datetime) -> bool:
        """Whether a day later than the last one was named."""
        named = turn.entity("day")
        day = next_date(named, self.services.shop.now().date()) if named else None
        return bool(day and day > until.date())

    def _values(self, turn: Turn, until: datetime) -> dict[str, object]:
        shop = self.services.shop
        rules = shop.info.reserve
        return {
            "day": day_words(self, turn, until.date(), shop.now().date()),
            "time": time_words(self, turn, until),
            "note": rules.note[turn.language] if rules else "",
        }
