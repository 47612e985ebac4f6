"""How far a refund has got: how much, which way, by when."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.calendar_words import day_words
from bot.actions.order_form import OrderTopic
from bot.actions.order_view import items_words, order_view
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.order import Order


class RefundStatus(OrderTopic):
    """Tells what the order says of its refund, and nothing it does not say."""

    intent: ClassVar[str] = "refund_status"

    def concerns(self, order: Order) -> bool:
        """Orders that money comes back for."""
        return self.services.shop.refund(order).state != "none"

    def about(self, turn: Turn, order: Order) -> Answer:
        """State, amount, method and day, as far as they are known."""
        refund = self.services.shop.refund(order)
        values: dict[str, object] = {"order": order.id, "what": items_words(self, turn, order.items)}
        amount = refund.amount.written(turn.language) if refund.amount else ""
        shown = order_view(
            order,
            turn.language,
            refund_amount=refund.amount.amount if refund.amount else None,
            refund_method=method_name(self, turn, refund.method) or None,
            refund_by=refund.by.date().isoformat() if refund.by else None,
        )
        if refund.state == "none" and order.status == "cancelled":
            reply = self.say(turn, "refund.not_known", values, order=shown)
            return Answer(reply, yes_means="human_handoff")
        reply = self.say(turn, f"refund.{refund.state}", values, action="show_order", order=shown)
        if amount:
            reply.text = f"{reply.text} {self._money(turn, amount, refund.method, paid=refund.state == 'paid')}"
        if refund.by and refund.state in ("waiting_for_goods", "under_way"):
            day = day_words(self, turn, refund.by.date(), self.services.shop.now().date())
            reply.text = f"{reply.text} {self.phrase(turn, 'refund.by', {'day': day})}"
        elif refund.state in ("waiting_for_goods", "under_way") and (note := self._note(turn, refund.method)):
            reply.text = f"{reply.text} {note}"
        return Answer(reply, yes_means="human_handoff" if refund.state == "overdue" else None)

    def _note(self, turn: Turn, method: str) -> str:
        """What the shop says of that way in general: nobody knows yet when the money is sent off."""
        time = self.services.shop.refund_time(method) if method else None
        return self.phrase(turn, "refund.note", {"note": time.note[turn.language]}) if time and time.note else ""

    def _money(self, turn: Turn, amount: str, method: str, *, paid: bool) -> str:
        name = method_name(self, turn, method)
        key = f"refund.{'was' if paid else 'is'}_{'amount_by' if name else 'amount'}"
        return self.phrase(turn, key, {"amount": amount, "method": name})


def method_name(action: ShopAction, turn: Turn, method: str) -> str:
    """What the shop calls a way of paying; empty for one it does not name."""
    methods = action.services.shop.info.payment_methods
    return next((entry.name[turn.language] for entry in methods if entry.id == method), "")


def paid_back_by(action: ShopAction, turn: Turn, method: str) -> str:
    """Until when money that is sent off today is back, as a sentence; empty where the shop has not said."""
    time = action.services.shop.refund_time(method) if method else None
    if time is None or time.latest is None:
        return ""
    today = action.services.shop.now().date()
    return action.phrase(turn, "refund.by", {"day": day_words(action, turn, time.latest, today)})
