"""Putting goods into the cart."""

from __future__ import annotations

from typing import Any, ClassVar

from bot.actions.code import code_in_hand
from bot.actions.details.form import DetailedAction
from bot.actions.goods.choosing import ask_missing
from bot.actions.goods.line_words import cart_field, lines_words
from bot.actions.goods.refusals import refusal, title_of
from bot.actions.goods.wanted import Wanted, line_as_json, line_of_json, wanted, wanted_of
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.changes import cart
from store.line import Line, Variant
from store.systems.order_system import Done, Refused


class CartAdd(DetailedAction):
    """Puts in what is named or pointed at, and says what all of it costs."""

    intent: ClassVar[str] = "cart_add"

    def answer(self, turn: Turn) -> Answer:
        """What was put in, or what is missing or forbids it."""
        meant = wanted(self, turn)
        return meant if isinstance(meant, Answer) else self._add(turn, meant)

    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The same with the colour or size that was asked for."""
        meant = wanted_of(self.services.shop, line_of_json(arguments))
        if meant is None:
            return refusal(self, turn, Refused("unknown_product", {"product_id": arguments["id"]}))
        return self._add(turn, [meant])

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Puts in the smaller number that was offered."""
        return self.go_on(turn, proposal.arguments)

    def _add(self, turn: Turn, meant: list[Wanted]) -> Answer:
        """Complete lines first: a question or a refusal is what the answer ends with."""
        complete = [line for line in meant if not line.missing]
        done, last = list[Done](), None
        for number, line in enumerate(complete):
            outcome = cart.add(self.services.shop, line.line, turn.actor, turn.key(f"{self.intent} {number}"))
            if isinstance(outcome, Done):
                done.append(outcome)
            else:
                last = self._refused(turn, line, outcome)
        for line in meant:
            last = last or ask_missing(self, turn, line, line.arguments())
        if not done:
            assert last, "nothing was added only for a reason"
            return last
        added = self._added(turn, complete, done)
        return self._with(added, last) if last else added

    def _refused(self, turn: Turn, line: Wanted, refused: Refused) -> Answer:
        """A colour or size it does not come in is asked for again, of those it does."""
        if refused.rule in ("no_such_color", "no_such_size"):
            what = refused.rule.removeprefix("no_such_")
            variant = line.line.variant
            kept = Line(Variant(variant.product_id, *(("", variant.size) if what == "color" else (variant.color, ""))),
                        line.line.quantity)  # fmt: skip
            again = wanted_of(self.services.shop, kept)
            answer = ask_missing(self, turn, again, again.arguments()) if again else None
            if answer:
                said = self.phrase(turn, f"refused_purchase.{refused.rule}_short", {"title": line.title[turn.language]})
                answer.reply.text = f"{said} {answer.reply.text}"
                return answer
        return self._fewer(turn, line, refused) or refusal(self, turn, refused)

    def _fewer(self, turn: Turn, line: Wanted, refused: Refused) -> Answer | None:
        """The offer to put in as many as there are; None where there are no more than the cart has already."""
        if refused.rule != "out_of_stock" or not refused.detail["left"]:
            return None
        variant = Variant(*(refused.detail[name] for name in ("product_id", "color", "size")))
        has = next((c.line.quantity for c in cart.cart(self.services.shop, turn.actor).lines
                    if c.line.variant == variant), 0)  # fmt: skip
        left = refused.detail["left"] - has
        if left <= 0:
            return None
        offered = Line(variant, left)
        what = lines_words(self, turn, [(offered, line.title)])
        reply = self.say(turn, "cart.only_left", {"what": what, "left": left})
        key = turn.key(self.intent)
        return Answer(reply, yes_means=Proposal(self.intent, key, what, line_as_json(offered)))

    def _added(self, turn: Turn, lines: list[Wanted], done: list[Done]) -> Answer:
        shop = self.services.shop
        now = cart.cart(shop, turn.actor, code_in_hand(turn))
        put_in = [(_line(outcome, lines), title_of(self, outcome.detail["product_id"])) for outcome in done]
        values = {"lines": lines_words(self, turn, put_in), "total": now.total.written(turn.language)}
        reply = self.say(turn, "cart.added", values, action="cart_add", cart=cart_field(now))
        uncounted = [o for o in done if not o.detail["stock_known"] and shop.product(o.detail["product_id"])]
        if uncounted:
            reply.text = f"{reply.text} {self.phrase(turn, 'cart.stock_unknown')}"
        last = done[-1].detail
        shopping = turn.shopping
        if shop.product(last["product_id"]):
            shopping = shopping.focusing(last["product_id"], last["color"], last["size"])
        return Answer(reply, shopping=shopping)

    def _with(self, added: Answer, last: Answer) -> Answer:
        """What was added, and then what could not be or is asked for."""
        last.reply.text = f"{added.reply.text} {last.reply.text}"
        last.reply.cart, last.reply.action = added.reply.cart, added.reply.action
        return last


def _line(outcome: Done, lines: list[Wanted]) -> Line:
    """What was put in, not what the cart has of it now."""
    detail = outcome.detail
    variant = Variant(detail["product_id"], detail["color"], detail["size"])
    quantity = next((w.line.quantity for w in lines if w.line.variant.product_id == variant.product_id), 1)
    return Line(variant, quantity)
