"""Products named outright."""

import pytest

from catalog_index.names.literal import NameIndex


@pytest.fixture
def products(shelves):
    return list(shelves.shop.products())


def found(index, products, text):
    return [products[row].id for row in index.named(text)]


def test_a_title_is_found_inside_a_question_whatever_its_spaces(products):
    assert found(NameIndex(products), products, "도자기머그 두개 있어요?") == ["h2"]
    assert found(NameIndex(products), products, "do you have the LIGHT running-shoes") == ["s2"]


def test_an_id_alone_is_a_name(products):
    assert found(NameIndex(products), products, "b1") == ["b1"]
    assert found(NameIndex(products), products, "blah b1") == []  # too short to be meant inside other words


def test_nothing_said_is_no_name(products):
    assert NameIndex(products).named("?!") == []
    assert NameIndex([]).named("도자기 머그 두 개") == []


def test_names_added_later_are_found_at_their_rows(products):
    index = NameIndex(products[:3])
    longer = index.followed_by(NameIndex(products[3:5], 3)).followed_by(NameIndex(products[5:], 5))
    for row, product in enumerate(products):
        assert longer.named(product.title.ko) == [row]
    assert index.named(products[5].title.ko) == []
