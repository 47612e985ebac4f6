import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from annae.paths import PROJECT
from annae.types import LANGUAGES
from bot.actions.goods.refusals import TOPIC
from bot.actions.texts import Texts

STORE = PROJECT / "store"
# What may end a change of the cart, an order or a reservation.
CHANGES = [STORE / "changes" / f"{name}.py" for name in ("cart", "goods", "checkout", "reservation", "stock")]


def codes_of_rules() -> set[str]:
    """Every code of a Refused of these changes, as it stands in the store's sources."""
    found = {code for file in CHANGES for code in _forbidden(file)}
    found |= _returned(STORE / "rules" / "menu.py", {"_window", "_offer"})
    return found | _returned(STORE / "rules" / "delivery.py", {"delivery_allowed"})


def _forbidden(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Forbidden":
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield first.value
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            prefix = node.values[0].value
            if prefix in ("no_such_", "choose_"):
                yield from (f"{prefix}{what}" for what in ("color", "size"))


def _returned(file: Path, functions: set[str]) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    bodies = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name in functions]
    assert len(bodies) == len(functions)
    docs = {ast.get_docstring(body, clean=False) for body in bodies}
    constants = {node.value for body in bodies for node in ast.walk(body) if isinstance(node, ast.Constant)}
    return {value for value in constants if isinstance(value, str) and "_" in value and value not in docs}


def test_the_codes_are_found() -> None:
    expected = {"out_of_stock", "choose_color", "no_such_size", "kitchen_closed", "stock_unknown", "not_there"}
    assert expected | {"too_many", "not_in_cart", "phone_needed", "only_takeout", "not_sold"} <= codes_of_rules()


@pytest.mark.parametrize("code", sorted(codes_of_rules()))
def test_every_rule_that_can_refuse_is_said_in_both_languages(code: str) -> None:
    texts = Texts()
    assert all(f"{TOPIC}.{code}" in texts.keys(language) for language in LANGUAGES)
