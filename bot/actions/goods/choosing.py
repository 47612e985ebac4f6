"""Asks for the colour or size that a product comes in several of, offering what is in stock."""

from __future__ import annotations

from typing import Any, Final, cast

from bot.actions.details.form import Detail, DetailedAction
from bot.actions.goods.line_words import choice_words
from bot.actions.goods.refusals import refusal
from bot.actions.goods.wanted import Wanted
from bot.actions.shop_action import Answer
from bot.actions.turn import Turn
from store.systems.order_system import Refused

_SPOKEN: Final = 3
"""Choices that are read out; more are on the screen."""


def ask_missing(action: DetailedAction, turn: Turn, wanted: Wanted, arguments: dict[str, Any]) -> Answer | None:
    """The question, or that it is sold out; None where all is said. ``arguments`` are what ``go_on`` gets back."""
    what = wanted.missing
    if not what:
        return None
    values = _in_stock(action, wanted, what)
    if not values:
        variant = wanted.line.variant
        detail = {"product_id": variant.product_id, "color": variant.color, "size": variant.size, "left": 0}
        return refusal(action, turn, Refused("out_of_stock", detail))
    if len(values) == 1:  # nobody is asked to choose from one
        return action.go_on(turn, {**arguments, what: values[0]})
    choices = choice_words(action.services.shop, what, values, turn.language)
    kind = "option" if wanted.from_menu else what
    answer = action.ask(
        turn, cast(Detail, what), arguments, f"details_form.ask_{kind}", {"title": wanted.title[turn.language]}, choices
    )
    if len(choices) > _SPOKEN:
        answer.reply.speech = action.phrase(
            turn, f"details_form.ask_{kind}_aloud", {"title": wanted.title[turn.language]}
        )
    answer.shopping = turn.shopping
    if not wanted.from_menu:
        variant = wanted.line.variant
        answer.shopping = turn.shopping.focusing(variant.product_id, variant.color, variant.size)
    return answer


def _in_stock(action: DetailedAction, wanted: Wanted, what: str) -> list[str]:
    """The choices of which not all is known to be sold out."""
    shop, variant = action.services.shop, wanted.line.variant
    product = shop.product(variant.product_id)
    if product is None:
        return list(wanted.sizes)
    if what == "color":
        return [c for c in product.colors if shop.stock_of(product, c, variant.size).state != "sold_out"]
    return [s for s in product.sizes if shop.stock_of(product, variant.color, s).state != "sold_out"]
