"""What lies in the cart."""

from __future__ import annotations

from typing import ClassVar

from bot.actions.code import code_in_hand
from bot.actions.goods.line_words import cart_field, lines_words
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.turn import Turn
from store.changes.cart import Cart, cart

_TOLD = 3


class CartView(ShopAction):
    """The lines and what they cost together."""

    intent: ClassVar[str] = "cart_view"

    def answer(self, turn: Turn) -> Answer:
        """What is in it; what cannot be bought any more is said."""
        now = cart(self.services.shop, turn.actor, code_in_hand(turn))
        if not now.lines:
            return Answer(self.say(turn, "cart.empty", cart=cart_field(now)))
        reply = self.say(turn, "cart.view", self._values(turn, now), cart=cart_field(now))
        gone = [line for line in now.lines if line.price is None or line.rule]
        if named := [line.title[turn.language] for line in gone if line.title]:
            joined = self.phrase(turn, "goods.joiner").join(named)
            reply.text = f"{reply.text} {self.phrase(turn, 'cart.not_now', {'titles': joined})}"
        if now.promotions:
            names = self.phrase(turn, "goods.joiner").join(entry.name[turn.language] for entry in now.promotions)
            reply.text = f"{reply.text} {self.phrase(turn, 'cart.with_promotions', {'names': names})}"
        if len(now.lines) > _TOLD:
            reply.speech = self.phrase(turn, "cart.view_aloud", self._values(turn, now))
        return Answer(reply)

    def _values(self, turn: Turn, now: Cart) -> dict[str, object]:
        lines = [(entry.line, entry.title) for entry in now.lines if entry.title]
        return {
            "lines": lines_words(self, turn, lines) if lines else "",
            "count": len(now.lines),
            "total": now.total.written(turn.language),
        }
