import math

import pytest

from benchmarks.retrieval_metrics import mean_with_interval, ndcg, recall

GRADES = {"a": 3, "b": 2, "c": 1}


def test_the_best_order_has_an_ndcg_of_one_and_none_of_them_zero():
    assert ndcg(["a", "b", "c"], GRADES) == 1
    assert ndcg(["x", "y"], GRADES) == 0
    assert ndcg([], GRADES) == 0


def test_ndcg_is_the_gain_by_hand():
    ideal = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["b", "x", "a"], GRADES) == pytest.approx((3 + 7 / 2) / ideal)


def test_what_stands_below_the_depth_does_not_count():
    assert ndcg(["x"] * 10 + ["a"], GRADES) == 0


def test_recall_counts_what_fits_well_of_as_much_as_can_be_shown():
    assert recall(["a", "c", "x", "y", "z", "b"], GRADES) == 1 / 2
    assert recall([str(n) for n in range(5)], {str(n): 3 for n in range(9)}) == 1
    assert recall(["c"], {"c": 1}) is None


def test_the_interval_holds_the_mean_and_is_narrower_with_more_queries():
    few, many = mean_with_interval([0.0, 1.0] * 5), mean_with_interval([0.0, 1.0] * 500)
    assert few["low"] < few["mean"] == 0.5 < few["high"]
    assert many["high"] - many["low"] < few["high"] - few["low"]
