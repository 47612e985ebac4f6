"""Every code of a rule that a change of an order can be refused with has a sentence in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import store
from annae.types import LANGUAGES
from bot.actions.texts import Texts

STORE = Path(store.__file__).parent
CHANGES = ("cancel_order", "delivery_change", "pickup_extend", "return_request", "exchange_request")
OF_RULES = {
    "cancel_order": ["rules/cancellation.py"],
    "delivery_change": ["rules/cancellation.py", "rules/delivery.py", "changes/address.py"],
    "pickup_extend": ["rules/pickup.py", "changes/extension.py"],
    "return_request": ["rules/returns.py", "changes/returns.py"],
    "exchange_request": ["rules/returns.py", "rules/exchange.py", "rules/menu.py", "changes/returns.py",
                         "changes/exchange.py", "changes/goods.py", "changes/stock.py", "changes/reservation.py",
                         "systems/woocommerce/catalogue.py"],
}  # fmt: skip
"""Where the codes of a change come from, in ``store/``; with those of every change below."""
OF_ALL = ("changes/order_row.py", "systems/woocommerce/deciding.py")
NAMED_BY = {"Forbidden", "Verdict", "Refused", "Extension", "ReturnWindow", "replace"}
ELSEWHERE = {"no_reservation", "no_working_day", "owner_only", "unknown", "menu", "opened"}
"""Codes of other questions (giving up a reservation, same-day delivery, collecting for somebody else), and ids of
exclusions, which have reasons of their own."""


def texts_in(node: ast.expr) -> Iterator[str]:
    """Texts that ``node`` may be: ``"a" if b else "c"`` is two, of ``("a", None)`` it is the one."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from texts_in(body)
            yield from texts_in(other)
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from texts_in(part)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):  # no_such_<what>
            yield from (start + what for what in ("color", "size"))
        case ast.Call(func=ast.Attribute(attr="get"), args=[_, default]):
            yield from texts_in(default)
        case _:
            return


def codes_in(module: str) -> set[str]:
    """Codes given to an outcome or a verdict, standing in a table or a variable of them, or returned by a rule."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((STORE / module).read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in NAMED_BY:
                found |= set(texts_in(first))
            case (
                ast.Assign(targets=[ast.Name(id="_BARS")], value=ast.Dict(values=values))
                | ast.AnnAssign(target=ast.Name(id="_STATES"), value=ast.Dict(values=values))
            ):
                found |= {text for value in values for text in texts_in(value)}
            case (
                ast.Assign(targets=[ast.Name(id="rule") | ast.Tuple()], value=value)
                | ast.Return(value=ast.expr() as value)
            ):
                found |= set(texts_in(value))
    return {code for code in found if code.replace("_", "").isalpha() and code.islower()} - ELSEWHERE


def codes_of(change: str) -> set[str]:
    return set().union(*map(codes_in, (*OF_RULES[change], *OF_ALL)))


def test_the_codes_are_found_in_the_rules() -> None:
    assert {"dispatched", "being_made", "shop_says_no", "no_such_order"} <= codes_of("cancel_order")
    assert {"not_delivered", "not_there", "no_delivery"} <= codes_of("delivery_change")
    assert {"limit_reached", "not_offered", "expired", "not_for_pickup"} <= codes_of("pickup_extend")
    assert {"too_late", "not_received", "excluded", "no_rules", "already_requested"} <= codes_of("return_request")
    assert {"out_of_stock", "other_product", "stock_unknown", "choose_size", "not_sold"} <= codes_of("exchange_request")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", CHANGES)
def test_each_code_has_a_sentence(change: str, language: str) -> None:
    keys = Texts().keys(language)  # type: ignore[arg-type]
    codes = codes_of(change)
    assert {code for code in codes if not {f"refused.{code}", f"refused.{change}_{code}"} & keys} == set()
