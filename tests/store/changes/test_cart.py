"""The cart holds what somebody means to buy, at the price of the moment it is read."""

import pytest
from sqlalchemy import update

from annae.errors import AnnaeError
from annae.types import Money
from store.changes import cart
from store.changes.reservation import reserve
from store.database.engine import writing
from store.database.models import ProductRow
from store.line import Line, Variant
from store.shop import Shop
from store.systems.order_system import Done, Refused
from tests.store.changes.conftest import BEANS, MINJI, SHIRT, SOL


def _lines(shop: Shop) -> list[Line]:
    return [entry.line for entry in cart.cart(shop, MINJI).lines]


def test_what_is_added_twice_is_one_line(shop: Shop) -> None:
    cart.add(shop, Line(BEANS, 1), MINJI, "k1")
    done = cart.add(shop, Line(BEANS, 2), MINJI, "k2")
    assert isinstance(done, Done)
    assert done.detail == {"product_id": "c1", "color": "", "size": "200g", "quantity": 3, "stock_known": True}
    assert _lines(shop) == [Line(BEANS, 3)]


def test_the_only_colour_need_not_be_said(shop: Shop) -> None:
    cart.add(shop, Line(Variant("m1")), MINJI, "k1")
    assert _lines(shop) == [Line(Variant("m1", "white"))]


@pytest.mark.parametrize(
    ("variant", "rule", "choices"),
    [
        (Variant("s1"), "choose_color", ["red", "blue"]),
        (Variant("s1", "red"), "choose_size", ["S", "M"]),
        (Variant("s1", "green", "S"), "no_such_color", ["red", "blue"]),
        (Variant("s1", "red", "XL"), "no_such_size", ["S", "M"]),
        (Variant("m2", "", "L"), "no_such_size", []),
        (Variant("latte", "", "iced"), "no_such_size", []),
    ],
)
def test_what_is_not_said_fully_is_asked_for(shop: Shop, variant: Variant, rule: str, choices: list[str]) -> None:
    refused = cart.add(shop, Line(variant), MINJI, "k1")
    assert refused == Refused(rule, {"product_id": variant.product_id, "choices": choices})


def test_no_more_than_there_is_goes_in_also_in_steps(shop: Shop) -> None:
    assert isinstance(cart.add(shop, Line(BEANS, 3), MINJI, "k1"), Done)
    refused = cart.add(shop, Line(BEANS, 2), MINJI, "k2")
    assert isinstance(refused, Refused)
    assert (refused.rule, refused.detail["wanted"], refused.detail["left"]) == ("out_of_stock", 5, 4)
    assert _lines(shop) == [Line(BEANS, 3)]


def test_what_others_have_set_aside_does_not_go_in_but_ones_own_does(shop: Shop) -> None:
    reserve(shop, Line(BEANS, 3), MINJI, "k1")
    refused = cart.add(shop, Line(BEANS, 2), SOL, "k2")
    assert isinstance(refused, Refused)
    assert refused.detail["left"] == 1
    assert isinstance(cart.add(shop, Line(BEANS, 4), MINJI, "k3"), Done)


def test_what_nobody_has_counted_goes_in_and_says_so(shop: Shop) -> None:
    done = cart.add(shop, Line(Variant("g1"), 50), MINJI, "k1")
    assert isinstance(done, Done)
    assert done.detail["stock_known"] is False
    refused = cart.add(shop, Line(Variant("g1"), 50), MINJI, "k2")
    assert isinstance(refused, Refused)
    assert (refused.rule, refused.detail["most"]) == ("too_many", cart.MOST_OF_ONE)


@pytest.mark.parametrize("quantity", [0, -1])
def test_fewer_than_one_is_an_error(shop: Shop, quantity: int) -> None:
    with pytest.raises(AnnaeError, match="1 or more"):
        cart.add(shop, Line(BEANS, quantity), MINJI, "k1")


def test_quantity_colour_and_size_can_be_changed(shop: Shop) -> None:
    cart.add(shop, Line(SHIRT, 2), MINJI, "k1")
    cart.modify(shop, SHIRT, Line(SHIRT, 5), MINJI, "k2")
    assert _lines(shop) == [Line(SHIRT, 5)]
    cart.modify(shop, SHIRT, Line(Variant("s1", "red", "M"), 1), MINJI, "k3")
    assert _lines(shop) == [Line(Variant("s1", "red", "M"), 1)]


def test_a_line_changed_into_one_that_is_there_is_added_to_it(shop: Shop) -> None:
    cart.add(shop, Line(BEANS, 1), MINJI, "k1")
    cart.add(shop, Line(SHIRT, 2), MINJI, "k2")
    cart.modify(shop, BEANS, Line(SHIRT, 3), MINJI, "k3")
    assert _lines(shop) == [Line(SHIRT, 5)]


def test_a_change_that_is_refused_leaves_the_line_as_it_was(shop: Shop) -> None:
    cart.add(shop, Line(SHIRT, 2), MINJI, "k1")
    refused = cart.modify(shop, SHIRT, Line(Variant("s1", "blue", "S"), 1), MINJI, "k2")
    assert isinstance(refused, Refused)
    assert refused.rule == "out_of_stock"
    assert _lines(shop) == [Line(SHIRT, 2)]


def test_lines_are_taken_out_one_by_one_and_all_at_once(shop: Shop) -> None:
    for key, variant in enumerate([BEANS, SHIRT, Variant("g1")]):
        cart.add(shop, Line(variant), MINJI, f"k{key}")
    cart.remove(shop, SHIRT, MINJI, "k10")
    assert {line.variant for line in _lines(shop)} == {BEANS, Variant("g1")}
    assert cart.clear(shop, MINJI, "k11") == Done("conversation:conversation-1", {"lines": 2})
    assert _lines(shop) == []


def test_the_price_is_that_of_the_moment(shop: Shop) -> None:
    cart.add(shop, Line(SHIRT, 2), MINJI, "k1")
    assert cart.cart(shop, MINJI).total == Money(60_000)
    with writing(shop.engine) as session:
        session.execute(update(ProductRow).where(ProductRow.id == "s1").values(price=25_000))
    assert cart.cart(shop, MINJI).total == Money(50_000)


def test_the_best_of_sale_price_and_promotion_counts(shop: Shop) -> None:
    cart.add(shop, Line(Variant("m1")), MINJI, "k1")  # 12,000, on sale for 9,900, or ten per cent off
    (line,) = cart.cart(shop, MINJI).lines
    assert line.price is not None
    assert line.price.pays == Money(9_900)


def test_what_is_no_longer_sold_stays_visible_and_costs_nothing(shop: Shop) -> None:
    cart.add(shop, Line(Variant("g1")), MINJI, "k1")
    with writing(shop.engine) as session:
        session.delete(session.get_one(ProductRow, {"store_id": shop.store_id, "id": "g1"}))
    found = cart.cart(shop, MINJI)
    assert [(entry.line.variant.product_id, entry.price) for entry in found.lines] == [("g1", None)]
    assert found.total == Money(0)
