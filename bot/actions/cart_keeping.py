"""A kiosk's cart does not outlive its customer."""

from __future__ import annotations

from bot.actions.turn import Turn
from store.changes.cart import cart, clear
from store.shop import Shop


def leave_cart(shop: Shop, turn: Turn) -> None:
    """Empty the cart of somebody who leaves a kiosk and has not signed in: the next one shall not find it."""
    if turn.channel == "kiosk" and not turn.customer and cart(shop, turn.actor).lines:
        clear(shop, turn.actor, turn.key("cart_left"))
