"""What is shown beside the best."""

import numpy as np

from catalog_index.relevance import worth_showing


def shown(scores: list[float], of_kind: list[bool]) -> list[bool]:
    kept: list[bool] = worth_showing(np.array(scores, np.float32), np.array(of_kind, np.bool_)).tolist()
    return kept


def test_what_is_far_behind_the_best_is_not_shown() -> None:
    assert shown([0.8, 0.5, 0.2], [False, False, False]) == [True, True, False]


def test_another_kind_than_the_one_named_has_to_be_nearer() -> None:
    assert shown([0.8, 0.3, 0.3], [True, True, False]) == [True, True, False]


def test_a_better_product_of_another_kind_is_shown_beside_the_kind_named() -> None:
    assert shown([0.8, 0.6], [False, True]) == [True, True]


def test_nothing_found_stays_nothing() -> None:
    assert shown([], []) == []


def test_where_nothing_tells_products_apart_all_are_shown() -> None:
    assert shown([0.0, 0.0], [False, False]) == [True, True]
