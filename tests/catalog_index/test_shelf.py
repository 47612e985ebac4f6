import numpy as np
import pytest

from catalog_index.shelf import Shelf
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Excluded, Limits


@pytest.fixture
def shelf(shelves):
    shelves.change("b1", brand="Karden", colors=["black", "brown"], attributes={"material": "cowhide"})
    shelves.change("b2", colors=["black"], attributes={"material": "vegan leather"})
    shelves.change("s1", title_ko="여성 레인 부츠", sizes=["240"], attributes={"lining": "wool"})
    shelves.change("s2", title_en="Men's Running Shoes", sizes=["240", "270"])
    shelves.change("f1", title_en="Cake for Dogs", title_ko="강아지 케이크", attributes={"allergens": "milk+egg"})
    return Shelf(list(shelves.shop.products()), shelves.shop)


@pytest.fixture
def kept(shelf, shelves):
    ids = [product.id for product in shelves.shop.products()]
    return lambda limits: {ids[row] for row in shelf.within(limits)}


ALL = {"b1", "b2", "s1", "s2", "f1", "f2", "h1", "h2"}


def test_without_limits_there_is_nothing_to_keep_to(shelf):
    assert shelf.within(Limits()) is None


@pytest.mark.parametrize(
    ("limits", "ids"),
    [
        (Limits(price=PriceRange(high=12_000)), {"b2", "f2"}),
        (Limits(size="270"), {"s2"}),
        (Limits(colors=frozenset({"brown", "red"})), {"b1"}),
        (Limits(brand="Karden"), {"b1"}),
        (Limits(brand="Nobody"), set()),
        (Limits(size="240", price=PriceRange(high=50_000)), {"s1"}),
    ],
)
def test_only_what_keeps_to_every_limit_is_left(kept, limits, ids):
    assert kept(limits) == ids


@pytest.mark.parametrize(
    ("excluded", "gone"),
    [
        (Excluded(materials=frozenset({"leather"})), {"b1"}),  # and not what only imitates it
        (Excluded(materials=frozenset({"wool"})), {"s1"}),
        (Excluded(materials=frozenset({"egg"})), {"f1"}),
        (Excluded(brands=frozenset({"Karden"})), {"b1"}),
        (Excluded(colors=frozenset({"black"})), {"b2"}),  # b1 comes in another colour too
    ],
)
def test_what_is_not_wanted_is_left_out(kept, excluded, gone):
    assert kept(Limits(excluded=excluded)) == ALL - gone


@pytest.mark.parametrize(
    ("people", "gone"),
    [({"women"}, {"s2", "f1"}), ({"men"}, {"s1", "f1"}), ({"men", "women"}, {"f1"}), ({"pets"}, {"s1", "s2"})],
)
def test_things_for_other_people_are_left_out_and_things_for_everybody_stay(kept, people, gone):
    assert kept(Limits(people=frozenset(people))) == ALL - gone


def test_a_shelf_that_grew_keeps_what_one_made_at_once_keeps(shelf, shelves):
    products = list(shelves.shop.products())
    first = Shelf(products[:3], shelves.shop)
    gone = np.zeros(0, np.int64)
    grown = first.followed_by(Shelf(products[3:6], shelves.shop), gone)
    grown = grown.followed_by(Shelf(products[6:], shelves.shop), gone)
    for limits in (
        Limits(price=PriceRange(high=40_000)),
        Limits(colors=frozenset({"black"})),
        Limits(people=frozenset({"women"})),
        Limits(excluded=Excluded(materials=frozenset({"wool"}), colors=frozenset({"black"}))),
    ):
        assert grown.within(limits).tolist() == shelf.within(limits).tolist()
    assert grown.popularity.tolist() == shelf.popularity.tolist()
    assert first.size == 3


def test_rows_are_put_in_the_order_asked_for(shelf):
    rows = shelf.ordered(shelf.within(Limits(price=PriceRange(high=50_000))), "cheapest")
    assert shelf.prices[rows].tolist() == sorted(shelf.prices[rows].tolist())
    assert shelf.ordered(rows, "dearest").tolist() == rows[::-1].tolist()
