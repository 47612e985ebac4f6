"""What returns and exchanges have in common: which item, why, and whether it was opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from annae.types import Money
from bot.actions.calendar_words import day_words
from bot.actions.change_form import ChangeTopic, Details
from bot.actions.order_view import items_said
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, said_of, says
from store.line import Line, Variant
from store.order import Order, OrderItem
from store.rules.returns import ReturnReason, ReturnWindow
from store.systems.order_system import Refused

WORDS: Final = read_words(__file__, "after_sales_words.yml")
ITEMS: Final = "items"
REASON: Final = "reason"
OPENED: Final = "opened"
_REASONS: Final = ("wrong_item", "defect", "change_of_mind")
_CHOICES: Final = 4
_MAY_BE_REASON: Final = (
    "inform", "out_of_scope", "complaint", "return_request", "exchange_request", "correction",
    "refine_size", "refine_color", "refine_cheaper", "refine_feature", "refine_exclude", "smalltalk",
)  # fmt: skip
"""Intents of a reason in words of which we know none: no fault and no wrong goods, so a change of mind."""


class GoodsBack(ChangeTopic):
    """Asks for what is missing in the order a clerk would; asks nothing whose answer changes nothing."""

    def window(self, order: Order, reason: ReturnReason, *, opened: bool) -> ReturnWindow:
        """The rules of returns; an exchange has its own."""
        return self.services.shop.returns(order, reason, opened=opened)

    def concerns(self, order: Order) -> bool:
        """Orders of which something can still go back."""
        return any(self.window(order, reason, opened=False).open for reason in cast("list[ReturnReason]", _REASONS))

    # ------------------------------------------------------------------ what the customer says

    def heard(self, turn: Turn, order: Order, asked: str) -> Details:
        """Items, reason and package, as far as they are named."""
        heard: dict[str, Any] = {}
        if (items := self._items_heard(turn, order)) is not None:
            heard[ITEMS] = items
        if reason := self._reason_heard(turn, asked):
            heard[REASON] = reason
        if (opened := self._opened_heard(turn, asked)) is not None:
            heard[OPENED] = opened
        return heard

    def _items_heard(self, turn: Turn, order: Order) -> list[dict[str, Any]] | None:
        """Positions and numbers of the items meant; None where none is."""
        items = order.items
        if says(turn.text, WORDS["all_items"]):
            chosen: Sequence[OrderItem] = items
        elif len(items) == 1:
            chosen = items
        elif position := int(turn.entity("ordinal") or 0):
            chosen = [items[position - 1 if position > 0 else position]] if abs(position) <= len(items) else []
        else:
            named = turn.values("product")
            chosen = [item for item in items if item.product_id in named] or items_said(turn.text, items, turn.language)
        quantity = int(next(reversed(turn.values("quantity")), 0))
        return [
            {"position": items.index(item), "quantity": min(quantity, item.quantity) or item.quantity}
            for item in chosen
        ] or None

    def _reason_heard(self, turn: Turn, asked: str) -> str:
        reason = said_of(turn.text, WORDS, *_REASONS)
        if not reason and asked == REASON and turn.intent in _MAY_BE_REASON:
            return "change_of_mind"
        return reason

    def _opened_heard(self, turn: Turn, asked: str) -> bool | None:
        said = said_of(turn.text, WORDS, "unopened", "opened")
        if said:
            return said == "opened"
        if asked == OPENED and turn.intent in ("affirm", "deny"):
            return turn.intent == "affirm"
        return None

    # ------------------------------------------------------------------ what is asked for

    def missing(self, turn: Turn, order: Order, known: Details) -> Answer | None:
        """The rule that forbids all of it, or the question for the next thing missing; None where nothing is."""
        if closed := self.closed(turn, order):
            return closed
        if ITEMS not in known:
            return self.ask_items(turn, order, known)
        if REASON not in known:
            return self.ask(turn, order, REASON, known)
        if OPENED not in known and self._opening_matters(order, known):
            return self.ask(turn, order, OPENED, known)
        return None

    def ask_items(self, turn: Turn, order: Order, known: Details) -> Answer:
        """Which of several items."""
        titles = [item.title[turn.language] or item.product_id for item in order.items[:_CHOICES]]
        joined = self.phrase(turn, "search.joiner").join(titles)
        return self.ask(turn, order, ITEMS, known, values={"titles": joined}, suggestions=titles)

    def closed(self, turn: Turn, order: Order) -> Answer | None:
        """The refusal, where no reason would help."""
        windows = [self.window(order, reason, opened=False) for reason in cast("list[ReturnReason]", _REASONS)]
        if any(window.open for window in windows):
            return None
        return self.not_open(turn, order, windows[-1])

    def _opening_matters(self, order: Order, known: Details) -> bool:
        reason, chosen = cast(ReturnReason, known[REASON]), self.chosen(order, known)
        allowed = [
            {id(item) for item in self.window(order, reason, opened=opened).items} & {id(item) for item in chosen}
            for opened in (False, True)
        ]
        return allowed[0] != allowed[1]

    # ------------------------------------------------------------------ what was found

    def chosen(self, order: Order, known: Details) -> list[OrderItem]:
        """The items meant."""
        return [order.items[entry["position"]] for entry in known[ITEMS]]

    def lines(self, order: Order, known: Details, items: Sequence[OrderItem]) -> list[Line]:
        """Those of ``items`` that are meant, with how many of each."""
        return [
            Line(Variant(item.product_id, item.color, item.size), entry["quantity"])
            for entry in known[ITEMS]
            if (item := order.items[entry["position"]]) in items
        ]

    def window_of(self, order: Order, known: Details) -> ReturnWindow:
        """What holds with all that is known."""
        return self.window(order, cast(ReturnReason, known[REASON]), opened=bool(known.get(OPENED)))

    def not_open(self, turn: Turn, order: Order, window: ReturnWindow) -> Answer:
        """Why nothing of the order goes back, with the day where it is about one."""
        today = self.services.shop.now().date()
        if window.rule == "excluded":
            return self.excluded(turn, window, order.items)
        if window.rule != "too_late" or window.until is None:
            return self.refused(turn, window.rule)
        values = {"day": day_words(self, turn, window.until.date(), today), "faulty": ""}
        faulty = self.window(order, "defect", opened=True)
        if faulty.open and faulty.until:
            day = {"day": day_words(self, turn, faulty.until.date(), today)}
            values["faulty"] = self.phrase(turn, "goods_back.faulty_until", day)
        return self.refused(turn, "too_late_dated", values)

    def excluded(self, turn: Turn, window: ReturnWindow, items: Sequence[OrderItem]) -> Answer:
        """The shop's own reason why these do not go back."""
        return self.refused(turn, "excluded", {"reason": self.exclusion(turn, window, items)})

    def exclusion(self, turn: Turn, window: ReturnWindow, items: Sequence[OrderItem]) -> str:
        """The reasons of those of ``items`` that are excluded; empty for none."""
        reasons = []
        for entry in window.excluded:
            if not any(entry.item is item for item in items):
                continue
            own = f"goods_back.excluded_{entry.exclusion}"
            known = own if own in self.services.texts.keys(turn.language) else "goods_back.excluded"
            reasons.append(entry.reason[turn.language] or self.phrase(turn, known))
        return " ".join(dict.fromkeys(reasons))

    def who_pays(self, turn: Turn, window: ReturnWindow) -> str:
        """Who pays for the way and how much, as a sentence."""
        if window.who_pays == "shop":
            return self.phrase(turn, "goods_back.shop_pays")
        if window.fee is None:
            return self.phrase(turn, "goods_back.customer_pays")
        fee = Money(window.fee, self.services.shop.info.currency).written(turn.language)
        return self.phrase(turn, "goods_back.customer_pays_fee", {"fee": fee})

    def refused_outcome(self, turn: Turn, outcome: Refused) -> Answer:
        """What came in between the proposal and its yes."""
        return self.refused(turn, outcome.rule, {"reason": self.phrase(turn, "goods_back.excluded")})
