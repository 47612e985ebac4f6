"""Changing what lies in the cart: another number, colour or size, take something out, empty it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from bot.actions.code import code_in_hand
from bot.actions.details.form import DetailedAction
from bot.actions.details.readers import read_color, read_size
from bot.actions.goods.choosing import ask_missing
from bot.actions.goods.line_words import cart_field, line_words, variant_words
from bot.actions.goods.refusals import refusal, title_of
from bot.actions.goods.wanted import ORDER_WORDS, line_as_json, line_of_json, wanted_of
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.topics.order.which_line import line_meant
from bot.actions.turn import Turn
from bot.actions.word_list import said_of, says
from store.changes import cart
from store.line import Line, Variant
from store.systems.order_system import Done, Outcome

_KEPT: Final = ("color", "size", "quantity")


def is_about_the_cart(turn: Turn) -> bool:
    """Whether the last reply was about a change to the cart, so that "change the size" means what lies in it."""
    return (turn.last_reply or {}).get("action") in ("cart_add", "cart_modify")


class CartModify(DetailedAction):
    """Does at once what can be undone by saying so; emptying the cart waits for a yes."""

    intent: ClassVar[str] = "cart_modify"

    def answer(self, turn: Turn) -> Answer:
        """What was changed, or the question what is meant."""
        now = cart.cart(self.services.shop, turn.actor, code_in_hand(turn))
        if not now.lines:
            return Answer(self.say(turn, "cart.nothing_to_change", cart=cart_field(now)))
        keeps = says(turn.text, ORDER_WORDS["keep_only"])
        if says(turn.text, ORDER_WORDS["empty"]) and not keeps:
            return self._empty(turn, now)
        meant = line_meant(self, turn, now)
        if isinstance(meant, Answer):
            return meant
        if keeps and says(turn.text, ORDER_WORDS["empty"]):
            return self._keep_only(turn, now, meant)
        return self._change(turn, meant)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Empties the cart, or takes out all but one line."""
        shop, keep = self.services.shop, proposal.arguments.get("keep")
        if keep is None:
            cart.clear(shop, turn.actor, proposal.key)
            return Answer(self._told(turn, "cart.emptied", {}))
        kept = line_of_json(keep)
        for number, entry in enumerate(cart.cart(shop, turn.actor).lines):
            if entry.line.variant != kept.variant:
                cart.remove(shop, entry.line.variant, turn.actor, f"{proposal.key}-{number}")
        return Answer(self._told(turn, "cart.kept_only", {"what": self._words(turn, kept.variant)}))

    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The change with the detail that was asked for."""
        line = line_of_json(arguments["line"])
        to = {name: arguments.get(name) or arguments["line"][name] for name in _KEPT}
        return self._set(turn, line.variant, line_of_json({"id": line.variant.product_id, **to}))

    # ------------------------------------------------------------------ what waits for a yes

    def _empty(self, turn: Turn, now: cart.Cart) -> Answer:
        first = now.lines[0]
        values = {"count": len(now.lines), "title": self._words(turn, first.line.variant)}
        what = self.phrase(turn, "cart.what_emptying")
        key = "cart.confirm_empty" if len(now.lines) > 1 else "cart.confirm_empty_one"
        return self.proposed(turn, key, what, values, {}, cart=cart_field(now))

    def _keep_only(self, turn: Turn, now: cart.Cart, kept: Line) -> Answer:
        what = self.phrase(turn, "cart.what_emptying")
        values = {"kept": self._words(turn, kept.variant)}
        arguments = {"keep": line_as_json(kept)}
        return self.proposed(turn, "cart.confirm_keep_only", what, values, arguments, cart=cart_field(now))

    # ------------------------------------------------------------------ what is done at once

    def _change(self, turn: Turn, line: Line) -> Answer:
        """By what the words say is to be done; the number, colour or size that is missing is asked for."""
        wish = said_of(turn.text, ORDER_WORDS, "keep_only", "remove", "fewer", "more")
        numbers = [int(value) for value in turn.values("quantity")]
        if not numbers and says(turn.text, ORDER_WORDS["one"]):
            numbers = [1]
        to_number = bool(numbers) and (wish == "keep_only" or says(turn.text, ORDER_WORDS["set_to"]))
        if variant := self._other_variant(turn, line):
            return self._set(turn, line.variant, Line(variant, numbers[-1] if numbers else line.quantity))
        if to_number and wish != "remove":
            return self._set(turn, line.variant, Line(line.variant, numbers[-1]))
        steps: Mapping[str, Callable[[], Answer]] = {
            "remove": lambda: self._remove(turn, line, numbers[-1] if numbers else None),
            "fewer": lambda: self._remove(turn, line, numbers[-1] if numbers else 1),
            "more": lambda: self._more(turn, line, numbers[-1] if numbers else 1),
        }
        if wish in steps:
            return steps[wish]()
        if numbers:
            return self._set(turn, line.variant, Line(line.variant, numbers[-1]))
        return self._ask(turn, line)

    def _other_variant(self, turn: Turn, line: Line) -> Variant | None:
        """The same product in the colour or size that is named and that it is not yet."""
        shop, variant = self.services.shop, line.variant
        product = shop.product(variant.product_id)
        colors = [color for color in turn.values("color") if color != variant.color]
        sizes = [size for size in turn.values("size") if size != variant.size]
        if product is None:
            wanted = wanted_of(shop, line)
            option = read_size(shop, turn, wanted.sizes) if wanted and wanted.sizes else None
            return Variant(variant.product_id, "", option) if option and option != variant.size else None
        if not colors and not sizes:
            return None
        color = read_color(shop, turn, [c for c in product.colors if c != variant.color]) if colors else variant.color
        size = read_size(shop, turn, [s for s in product.sizes if s != variant.size]) if sizes else variant.size
        return Variant(variant.product_id, color or variant.color, size or variant.size)

    def _remove(self, turn: Turn, line: Line, quantity: int | None) -> Answer:
        quantity = None if quantity is None or quantity >= line.quantity else quantity
        outcome = cart.remove(self.services.shop, line.variant, turn.actor, turn.key(self.intent), quantity)
        what = self._words(turn, line.variant)
        if not isinstance(outcome, Done):
            return refusal(self, turn, outcome)
        if outcome.detail["left"]:
            return self._changed(turn, Line(line.variant, outcome.detail["left"]))
        return Answer(self._told(turn, "cart.removed", {"what": what}))

    def _more(self, turn: Turn, line: Line, quantity: int) -> Answer:
        added = Line(line.variant, quantity)
        return self._outcome(turn, cart.add(self.services.shop, added, turn.actor, turn.key(self.intent)))

    def _set(self, turn: Turn, variant: Variant, to: Line) -> Answer:
        return self._outcome(turn, cart.modify(self.services.shop, variant, to, turn.actor, turn.key(self.intent)))

    def _outcome(self, turn: Turn, outcome: Outcome) -> Answer:
        if not isinstance(outcome, Done):
            return refusal(self, turn, outcome)
        detail = outcome.detail
        variant = Variant(detail["product_id"], detail["color"], detail["size"])
        return self._changed(turn, Line(variant, detail["quantity"]))

    def _ask(self, turn: Turn, line: Line) -> Answer:
        """What shall be changed, or to which number, colour or size."""
        what = said_of(turn.text, ORDER_WORDS, "quantity", "size", "color")
        kept = {"line": line_as_json(line)}
        title = title_of(self, line.variant.product_id)[turn.language]
        if what == "quantity":
            return self.ask(turn, "quantity", kept, "details_form.ask_quantity", {"title": title})
        variant = line.variant
        without = {"color": Variant(variant.product_id, "", variant.size),
                   "size": Variant(variant.product_id, variant.color, "")}.get(what)  # fmt: skip
        found = wanted_of(self.services.shop, Line(without, line.quantity)) if without else None
        asked = ask_missing(self, turn, found, kept) if found else None
        return asked or Answer(
            self.say(turn, "cart.change_what", {"what": self._words(turn, variant)}), understood=False
        )

    # ------------------------------------------------------------------ words

    def _changed(self, turn: Turn, line: Line) -> Answer:
        what = line_words(self, turn, line, title_of(self, line.variant.product_id))
        key = "cart.changed" if line.quantity > 1 else "cart.changed_one"
        return Answer(self._told(turn, key, {"what": what}))

    def _words(self, turn: Turn, variant: Variant) -> str:
        return variant_words(self.services.shop, variant, title_of(self, variant.product_id), turn.language)

    def _told(self, turn: Turn, key: str, values: Mapping[str, object]) -> Any:
        now = cart.cart(self.services.shop, turn.actor, code_in_hand(turn))
        key = key if now.lines or key == "cart.emptied" else f"{key}_all"
        values = {**values, "total": now.total.written(turn.language)}
        return self.say(turn, key, values, action="cart_modify", cart=cart_field(now))
