"""The catalogue of the scale benchmark hangs together as a shop's does."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.synthetic_catalogue import SyntheticCatalogue, invented_names
from store.info import StoreInfo


@pytest.fixture(scope="module")
def catalogue():
    return SyntheticCatalogue(5_000)


@pytest.fixture(scope="module")
def products(catalogue):
    return list(catalogue.products())


def test_the_same_number_gives_the_same_catalogue(products):
    assert list(SyntheticCatalogue(5_000).products()) == products


def test_its_shop_is_a_valid_one(catalogue, products):
    info = StoreInfo.model_validate(catalogue.info())
    assert {product.category for product in products} == set(info.categories)
    assert {product.brand for product in products} <= set(info.brands)
    assert {color for product in products for color in product.colors} <= set(info.colors)


def test_a_brand_sells_one_category_and_few_brands_sell_most(products):
    assert len({(product.brand, product.category) for product in products}) == len({item.brand for item in products})
    sold = sorted(Counter(product.brand for product in products).values(), reverse=True)
    assert sum(sold[: len(sold) // 4]) > len(products) / 2


def test_prices_depend_on_the_category(products):
    def median(category):
        return np.median([product.price.amount for product in products if product.category == category])

    assert median("electronics") > 2 * median("food")


def test_names_are_all_different_and_a_longer_list_begins_with_the_shorter():
    names = invented_names(70_000)
    assert len(set(names)) == 70_000
    assert names[:100] == invented_names(100)
