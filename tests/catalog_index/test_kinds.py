import pytest

from catalog_index.document import documents_of
from catalog_index.kinds import KindIndex
from catalog_index.lexical import LexicalIndex


@pytest.fixture
def products(shelves):
    return list(shelves.shop.products())


@pytest.fixture
def kinds(shelves, products, splitter):
    lexical = LexicalIndex.build((item.fields for item in documents_of(shelves.shop)), splitter)
    return KindIndex(shelves.shop, products, splitter, lexical)


def test_products_of_the_kind_that_was_named_fit(kinds, products):
    fits = {product.id for product, fit in zip(products, kinds.fits(["허리", "가방"]), strict=True) if fit}
    assert fits == {"b1", "b2"}


def test_without_a_kind_nothing_fits(kinds):
    assert not kinds.fits(["편하다"]).any()


def test_the_title_tells_more_than_the_category(kinds, products):
    fits = {product.id: fit for product, fit in zip(products, kinds.fits(["bag"]), strict=True)}
    assert fits["b2"] == 1  # Foldable Market Bag
    assert 0 < fits["b1"] < 1  # a tote among the bags


def test_titles_that_name_a_kind_are_known(kinds, products):
    titled = {product.id for product, has in zip(products, kinds.titled(frozenset({"bag"})), strict=True) if has}
    assert titled == {"b2", "f2"}
