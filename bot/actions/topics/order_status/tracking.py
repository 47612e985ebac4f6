"""Where a parcel is: carrier, number, and when it arrives."""

from __future__ import annotations

from typing import ClassVar, Final

from bot.actions.calendar_words import on_day_words
from bot.actions.order_form import OrderTopic
from bot.actions.order_view import items_words, order_view
from bot.actions.order_words import eta_words, is_late
from bot.actions.shop_action import Answer
from bot.actions.topics.order_status.status import OrderStatus
from bot.actions.turn import Turn
from store.order import Order

_TOLD_HERE: Final = ("paid", "preparing", "shipped", "delivered")


class DeliveryTracking(OrderTopic):
    """Tells what the order says of its parcel; where the carrier has it just now, only the carrier knows."""

    intent: ClassVar[str] = "delivery_tracking"

    def concerns(self, order: Order) -> bool:
        """Orders that are sent."""
        return order.kind == "delivery"

    def about(self, turn: Turn, order: Order) -> Answer:
        """The parcel; what is collected or came back is told by its status."""
        if order.kind != "delivery":
            answer = OrderStatus(self.services).about(turn, order)
            answer.reply.text = f"{self.phrase(turn, 'tracking.not_sent_at_all')} {answer.reply.text}"
            return answer
        if order.status not in _TOLD_HERE:
            return OrderStatus(self.services).about(turn, order)
        return self._parcel(turn, order)

    def _parcel(self, turn: Turn, order: Order) -> Answer:
        today = self.services.shop.now().date()
        values: dict[str, object] = {
            "order": order.id,
            "what": items_words(self, turn, order.items),
            "carrier": order.carrier,
            "number": order.tracking_number,
        }
        if order.delivered_at:
            values["on_day"] = on_day_words(self, turn, order.delivered_at.date(), today)
        key = _key(order)
        eta = order.eta.isoformat() if order.eta else None
        parcel = {"carrier": order.carrier, "tracking_number": order.tracking_number, "eta": eta}
        reply = self.say(turn, key, values, action="track", order=order_view(order, turn.language, **parcel))
        if order.status != "delivered":
            arrives = eta_words(self, turn, order)
            if key == "tracking.shipped":  # twelve digits are for the screen
                reply.speech = f"{self.phrase(turn, 'tracking.shipped_aloud', values)} {arrives}".strip()
            reply.text = f"{reply.text} {arrives}".strip()
        asks = order.status == "delivered" or is_late(self, order)
        return Answer(reply, yes_means="human_handoff" if asks else None)


def _key(order: Order) -> str:
    if order.status == "delivered":
        return "tracking.delivered_dated" if order.delivered_at else "tracking.delivered"
    if order.status != "shipped":
        return "tracking.not_sent"
    return "tracking.shipped" if order.carrier and order.tracking_number else "tracking.shipped_unnumbered"
