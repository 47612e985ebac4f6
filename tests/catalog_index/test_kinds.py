import numpy as np
import pytest

from catalog_index.kinds import KindIndex
from catalog_index.ranking import Ranked


@pytest.fixture
def kinds(shelves, splitter):
    return KindIndex(shelves.shop, shelves.shop.products(), splitter)


def ranked(*scores):
    order = np.argsort([-score for score in scores], kind="stable")
    values = np.array(scores, np.float32)[order]
    return Ranked(order, values, values, values)


def test_things_of_the_kind_that_was_named_come_first(kinds, shelves):
    rows = [product.id for product in shelves.shop.products()]
    scores = [0.9 if row == "h1" else 0.7 if row == "b1" else 0.1 for row in rows]
    assert rows[ranked(*scores).rows[0]] == "h1"
    for words in ("허리 편한 가방", "a bag for a bad back"):
        assert rows[kinds.prefer(ranked(*scores), words).rows[0]] == "b1"


def test_without_a_kind_the_order_stays(kinds):
    before = ranked(0.5, 0.9, 0.3, 0.2, 0.1, 0.4, 0.6, 0.7)
    assert kinds.prefer(before, "편한 거") is before


def test_scores_stay_below_those_of_a_named_product(kinds):
    assert kinds.prefer(ranked(*[0.99] * 8), "가방").scores.max() < 1
