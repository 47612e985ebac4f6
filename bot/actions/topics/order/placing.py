"""Ordering: goods to be collected here, and from the menu to take out. Both are paid where they are handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Final, Literal, get_args

from annae.types import Money
from bot.actions.calendar_words import day_words, time_words
from bot.actions.code import code_in_hand, keep_code
from bot.actions.details.form import DetailedAction
from bot.actions.goods.choosing import ask_missing
from bot.actions.goods.line_words import cart_field, lines_words
from bot.actions.goods.refusals import refusal, title_of
from bot.actions.goods.wanted import ORDER_WORDS, Wanted, from_menu, line_as_json, line_of_json, wanted, wanted_of
from bot.actions.proposal import Proposal
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from bot.actions.wish import names_something, points
from bot.actions.word_list import says
from store.changes import cart
from store.line import Line
from store.rules.menu import Offer
from store.systems.order_system import Contact, Done, OrderDraft, OrderSystemDown, Refused

Kind = Literal["takeout", "pickup"]
_SUGGESTED: Final = 4
_LAST: Final = 4


@dataclass(frozen=True)
class Basket:
    """What is to be ordered, and whether it comes out of the cart."""

    lines: tuple[Wanted, ...]
    from_cart: bool
    phone: str = ""

    def arguments(self) -> dict[str, Any]:
        """As JSON values."""
        lines = [line_as_json(wanted.line) for wanted in self.lines]
        return {"lines": lines, "from_cart": self.from_cart, "phone": self.phone}

    def of_kind(self, kind: Kind) -> list[Line]:
        """The lines that are handed over in one way."""
        return [wanted.line for wanted in self.lines if wanted.from_menu == (kind == "takeout")]


class OrderPlace(DetailedAction):
    """Asks for what is missing, says items and total, and orders after a yes."""

    intent: ClassVar[str] = "order_place"

    def answer(self, turn: Turn) -> Answer:
        """The question whether to order, or what has to be known before."""
        if says(turn.text, ORDER_WORDS["delivery"]):
            return Answer(self.say(turn, "order_place.no_delivery_here", action="decline"), yes_means="staff_call")
        found = self._basket(turn)
        return found if isinstance(found, Answer) else self._propose(turn, found)

    def go_on(self, turn: Turn, arguments: dict[str, Any]) -> Answer:
        """The same with the phone, colour or size that was asked for."""
        lines = [line_of_json(kept) for kept in arguments["lines"]]
        if "missing" in arguments:
            number = arguments["missing"]
            given = {name: arguments[name] for name in ("color", "size") if arguments.get(name)}
            lines[number] = replace(lines[number], variant=replace(lines[number].variant, **given))
        known = [wanted_of(self.services.shop, line) for line in lines]
        basket = Basket(tuple(line for line in known if line), arguments["from_cart"], arguments["phone"])
        return self._propose(turn, basket)

    def make(self, turn: Turn, proposal: Proposal) -> Answer:
        """Orders; what was ordered leaves the cart. Each kind of handing over is an order of its own."""
        arguments = proposal.arguments
        known = [wanted_of(self.services.shop, line_of_json(kept)) for kept in arguments["lines"]]
        basket = Basket(tuple(line for line in known if line), arguments["from_cart"], arguments["phone"])
        answers = list[Answer]()
        for kind in get_args(Kind):
            if not (lines := basket.of_kind(kind)):
                continue
            draft = OrderDraft(kind, tuple(lines), Contact("", basket.phone), arguments["code"])
            try:
                answers.append(self._order(turn, draft, f"{proposal.key}-{kind}", from_cart=basket.from_cart))
            except OrderSystemDown:
                if not answers:
                    raise
                answers.append(Answer(self.say(turn, "system.orders_down"), yes_means="staff_call"))
        return _together(answers)

    def _order(self, turn: Turn, draft: OrderDraft, key: str, *, from_cart: bool) -> Answer:
        outcome = self.services.orders.place(draft, turn.actor, key)
        if isinstance(outcome, Refused):
            return refusal(self, turn, outcome)
        if from_cart:
            for number, line in enumerate(draft.lines):  # once for every request, whatever was added since
                cart.remove(self.services.shop, line.variant, turn.actor, f"{key}-{number}", line.quantity)
        return self._placed(turn, draft, outcome)

    # ------------------------------------------------------------------ what is to be ordered

    def _basket(self, turn: Turn) -> Basket | Answer:
        """What is named, else the cart, else what is in focus."""
        shop = self.services.shop
        if not turn.entity("product"):
            served = from_menu(self, turn)
            if isinstance(served, Answer):
                return served
            if served:
                return Basket(tuple(served), from_cart=False)
        lines = [entry.line for entry in cart.cart(shop, turn.actor).lines]
        if lines and not self._names_other(turn, lines):
            in_cart = [wanted_of(shop, line) for line in lines]
            return Basket(tuple(line for line in in_cart if line), from_cart=True)
        if not lines and not turn.shopping.focus and not turn.shopping.screen and not _names(turn):
            return self._ask_what(turn)
        meant = wanted(self, turn)
        return meant if isinstance(meant, Answer) else Basket(tuple(meant), from_cart=False)

    def _names_other(self, turn: Turn, lines: Sequence[Line]) -> bool:
        """Whether something else than the cart is meant: by its name, its position, or as "this one"."""
        if says(turn.text, ORDER_WORDS["cart"]):
            return False
        if turn.entity("product") or turn.entity("ordinal"):
            return True
        in_cart = {line.variant.product_id for line in lines}
        return points(turn.text, turn.language) and turn.shopping.focus not in in_cart and bool(turn.shopping.focus)

    def _ask_what(self, turn: Turn) -> Answer:
        """What would you like: with what the kitchens make now, where there are any."""
        suits = [offer for offer in self.services.shop.menu() if offer.sold][:_SUGGESTED]
        return Answer(self.say(turn, "order_place.what", suggestions=self._offers(turn, suits)), understood=False)

    def _offers(self, turn: Turn, offers: Sequence[Offer]) -> list[str]:
        titles = [offer.item.name[turn.language] for offer in offers]
        own = list(self.services.texts.entry(turn.language, "order_place.what").suggestions)
        return [self.phrase(turn, "goods.suggest_menu", {"other": title}) for title in titles] or own

    # ------------------------------------------------------------------ what has to be known, and the question

    def _propose(self, turn: Turn, basket: Basket) -> Answer:
        shop = self.services.shop
        for number, line in enumerate(basket.lines):
            if asked := ask_missing(self, turn, line, {**basket.arguments(), "missing": number}):
                return asked
        if hindered := self._hindrance(turn, basket):
            return hindered
        collected = basket.of_kind("pickup")
        if collected and not basket.phone:
            titles = [(line.line, line.title) for line in basket.lines]
            values = {"lines": lines_words(self, turn, titles)}
            return self.ask(turn, "phone", basket.arguments(), "details_form.ask_phone", values)
        code = code_in_hand(turn)
        priced = cart.priced(shop, [line.line for line in basket.lines], code)
        what = self.phrase(turn, "order_place.what_ordering")
        values = {
            "lines": lines_words(self, turn, [(line.line, line.title) for line in basket.lines]),
            "total": priced.total.written(turn.language),
            "place": self._place(turn, basket),
            "last": basket.phone[-_LAST:],
        }
        kinds = "both" if collected and basket.of_kind("takeout") else "pickup" if collected else "takeout"
        arguments = {**basket.arguments(), "code": code}
        return self.proposed(turn, f"order_place.confirm_{kinds}", what, values, arguments, cart=cart_field(priced))

    def _hindrance(self, turn: Turn, basket: Basket) -> Answer | None:
        """What a yes would be refused for, as far as that is known before."""
        shop = self.services.shop
        if basket.of_kind("pickup") and shop.info.pickup is None:
            return refusal(self, turn, Refused("no_pickup"))
        offers = {offer.item.id: offer for offer in shop.menu()}
        for wanted_line in basket.lines:
            variant = wanted_line.line.variant
            about = {"product_id": variant.product_id, "color": variant.color, "size": variant.size}
            if wanted_line.from_menu:
                if (offer := offers.get(variant.product_id)) and offer.rule:
                    return refusal(self, turn, Refused(offer.rule, about))
                continue
            product = shop.product(variant.product_id)
            there = shop.stock_of(product, variant.color, variant.size) if product else None
            short = there and there.quantity is not None and there.quantity < wanted_line.line.quantity
            if there and (short or there.state == "sold_out"):
                detail = {**about, "wanted": wanted_line.line.quantity, "left": there.quantity or 0}
                return refusal(self, turn, Refused("out_of_stock", detail))
        return None

    def _place(self, turn: Turn, basket: Basket) -> str:
        """Where it is handed over."""
        info = self.services.shop.info
        return self._kitchen(turn, basket.of_kind("takeout")) if not basket.of_kind("pickup") else (
            info.pickup.place[turn.language] if info.pickup else "")  # fmt: skip

    def _kitchen(self, turn: Turn, lines: Sequence[Line]) -> str:
        """The names of the places that make it."""
        shop = self.services.shop
        ids = {line.variant.product_id for line in lines}
        zones = dict.fromkeys(offer.item.zone for offer in shop.menu() if offer.item.id in ids)
        named = [zone.name[turn.language] for zone in map(shop.zone, filter(None, zones)) if zone]
        return self.phrase(turn, "goods.joiner").join(named) or self.phrase(turn, "order_place.counter")

    # ------------------------------------------------------------------ what was done

    def _placed(self, turn: Turn, draft: OrderDraft, outcome: Done) -> Answer:
        shop, detail, kind, lines = self.services.shop, outcome.detail, draft.kind, draft.lines
        ready = datetime.fromisoformat(detail["ready"]) if detail.get("ready") else None
        pickup = shop.info.pickup
        values: dict[str, object] = {
            "number": outcome.subject,
            "total": Money(detail["total"], shop.info.currency).written(turn.language),
            "place": self._kitchen(turn, lines) if kind == "takeout" else pickup.place[turn.language] if pickup else "",
        }
        if ready:
            today = shop.now().date()
            values |= {"day": day_words(self, turn, ready.date(), today), "time": time_words(self, turn, ready)}
        key = "takeout" if kind == "takeout" else "pickup_ready" if ready else "pickup"
        items = [{"id": line.variant.product_id, "title": title_of(self, line.variant.product_id)[turn.language],
                  "color": line.variant.color, "size": line.variant.size, "quantity": line.quantity}
                 for line in lines]  # fmt: skip
        order = {"id": outcome.subject, "kind": kind, "items": items, "total": detail["total"],
                 "ready": detail.get("ready")}  # fmt: skip
        done = "checkout_takeout" if kind == "takeout" else "checkout"
        now = cart.cart(shop, turn.actor)
        reply = self.say(turn, f"order_place.{key}", values, action=done, order=order, cart=cart_field(now))
        if detail.get("stock_unknown"):
            reply.text = f"{reply.text} {self.phrase(turn, 'order_place.stock_unknown')}"
        return Answer(reply, keep_code(""))


def _names(turn: Turn) -> bool:
    return bool(turn.entity("product")) or names_something(turn.text, turn.language)


def _together(answers: Sequence[Answer]) -> Answer:
    """One answer about all orders: the last one's, led in by what the others say."""
    *before, last = answers
    for answer in reversed(before):
        last.reply.text = f"{answer.reply.text} {last.reply.text}"
        last.reply.order = last.reply.order or answer.reply.order
        last.events = [*answer.events, *last.events]
    return last
