"""Who writes: a customer whom the channel names, or whose account of the channel is known."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.turn import Turn
from store.identity.channel_links import link, linked_customer
from store.shop import Shop


def recognised(shop: Shop, turn: Turn) -> Turn:
    """``turn`` with the customer its account belongs to.

    A channel that vouches for an account and a customer at once links them, so that the account alone is enough later.
    """
    if not turn.account:
        return turn
    linked = linked_customer(shop, turn.channel, turn.account)
    if turn.customer and turn.customer != linked:
        link(shop, turn.channel, turn.account, turn.customer, turn.actor)
    return turn if turn.customer else replace(turn, customer=linked)
