"""How far an order has got, in words."""

from __future__ import annotations

from typing import Final

from annae.types import Reply
from bot.actions.calendar_words import on_day_words, time_words
from bot.actions.order_view import items_words, order_view
from bot.actions.shop_action import ShopAction
from bot.actions.turn import Turn
from store.order import Order

_UNDER_WAY: Final = ("paid", "preparing")


def status_reply(action: ShopAction, turn: Turn, order: Order) -> Reply:
    """The status, and what comes next where it is known."""
    today = action.services.shop.now().date()
    values: dict[str, object] = {"order": order.id, "what": items_words(action, turn, order.items)}
    if order.delivered_at:
        values["on_day"] = on_day_words(action, turn, order.delivered_at.date(), today)
    dated = "_dated" if order.status in ("delivered", "picked_up") and order.delivered_at else ""
    shown = order_view(order, turn.language, eta=order.eta.isoformat() if order.eta else None)
    reply = action.say(turn, f"order_status.{order.status}{dated}", values, action="show_order", order=shown)
    reply.text = " ".join([reply.text, *_next(action, turn, order)])
    return reply


def eta_words(action: ShopAction, turn: Turn, order: Order) -> str:
    """When a parcel should arrive, or that it should have; empty where the order does not say."""
    if order.eta is None:
        return ""
    today = action.services.shop.now().date()
    day = on_day_words(action, turn, order.eta.date(), today)
    return action.phrase(turn, "order_status.late" if is_late(action, order) else "order_status.eta", {"on_day": day})


def is_late(action: ShopAction, order: Order) -> bool:
    """Whether a parcel should have arrived on a day before today."""
    return order.eta is not None and order.eta.date() < action.services.shop.now().date()


def ready_words(action: ShopAction, turn: Turn, order: Order) -> str:
    """When an order that is being prepared can be collected; empty where that is not known or should be over."""
    if order.kind != "pickup" or order.status not in _UNDER_WAY:
        return ""
    ready, now = action.services.shop.pickup_ready(order.ordered_at), action.services.shop.now()
    if ready is None or ready <= now:
        return ""
    day = on_day_words(action, turn, ready.date(), now.date())
    return action.phrase(turn, "order_status.ready_about", {"on_day": day, "time": time_words(action, turn, ready)})


def _next(action: ShopAction, turn: Turn, order: Order) -> list[str]:
    """When it arrives or is ready, and an exchange that was asked for."""
    on_the_way = order.kind == "delivery" and order.status in (*_UNDER_WAY, "shipped")
    sentences = [eta_words(action, turn, order) if on_the_way else "", ready_words(action, turn, order)]
    if any(request.kind == "exchange" for request in order.requests):
        sentences.append(action.phrase(turn, "order_status.exchange_asked"))
    return list(filter(None, sentences))
