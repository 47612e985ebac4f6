"""Run with Rasa's interpreter (see tests/bot/test_rasa_environment.py)."""

import unittest

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from bot.components.linear_model import Rows, fit
from bot.components.nearest_lines import NearestLines


def problem(lines: int = 120) -> tuple[Rows, np.ndarray]:
    """Three classes told apart by both blocks of features."""
    random = np.random.default_rng(5)
    classes = random.integers(0, 3, lines)
    dense = random.normal(size=(lines, 4)) + classes[:, None]
    sparse = random.random((lines, 6)) < 0.2
    sparse[np.arange(lines), classes] = True
    return Rows(dense.astype(np.float32), scipy.sparse.csr_matrix(sparse.astype(np.float32))), classes


class LinearModels(unittest.TestCase):
    def test_agree_with_scikit_learn(self) -> None:
        rows, classes = problem()
        whole = np.hstack([rows.dense, rows.sparse.toarray()])
        known = LogisticRegression(C=2.0, max_iter=500).fit(whole, classes).predict_proba(whole)
        ours = fit(rows, classes, 3, c=2.0, iterations=300).likelihoods(rows)
        assert np.abs(known - ours).max() < 0.02

    def test_are_the_same_for_the_same_input(self) -> None:
        rows, classes = problem()
        one, other = (fit(rows, classes, 3, c=2.0, iterations=50) for _ in range(2))
        assert (one.dense == other.dense).all()
        assert (one.sparse == other.sparse).all()
        assert (one.bias == other.bias).all()


class Nearness(unittest.TestCase):
    def test_is_the_cosine_to_the_lines_of_each_class(self) -> None:
        vectors = np.array([[1, 0], [0, 2], [0.6, 0.8], [0, 1]], np.float32)
        lines = NearestLines.of(vectors, np.array([0, 1, 0, 1]), 2)
        assert np.allclose(lines.likeness(np.array([[3, 0]], np.float32)), [[0.8, 0.0]])
