"""Multinomial logistic regression on a dense and a sparse block of features, in plain NumPy and SciPy.

scikit-learn's takes one matrix only; with both blocks in one sparse matrix the same fit needs four times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

Array = np.ndarray[Any, Any]

_MEMORY: Final = 8  # gradients L-BFGS remembers


@dataclass(frozen=True)
class Rows:
    """One row a text: ``dense`` float32 [n, d] and ``sparse`` float32 [n, k]."""

    dense: Array
    sparse: scipy.sparse.csr_matrix


@dataclass(frozen=True)
class LinearModel:
    """Weights of the dense features [d, classes], of the sparse ones [k, classes], and a bias a class."""

    dense: Array
    sparse: Array
    bias: Array

    def scores(self, rows: Rows) -> Array:
        """Log-odds, float32 [n, classes], up to a constant a row."""
        scores: Array = rows.dense @ self.dense + rows.sparse @ self.sparse + self.bias
        return scores

    def likelihoods(self, rows: Rows) -> Array:
        """Float32 [n, classes], each row sums to 1."""
        return softmax(self.scores(rows))


def fit(rows: Rows, classes: Array, count: int, c: float, iterations: int) -> LinearModel:
    """The model of ``classes`` int [n], below ``count``; ``c`` is the inverse strength of the regularisation.

    The same input gives the same weights.
    """
    problem = _Problem(rows, classes, count, 1.0 / c)
    found = minimize(
        problem.loss_and_gradient,
        np.zeros(problem.size),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": iterations, "maxfun": 2 * iterations, "maxcor": _MEMORY},
    )
    return problem.model(found.x)


def softmax(scores: Array) -> Array:
    """Likelihoods of log-odds [n, classes]; each row sums to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    likelihoods: Array = powers / powers.sum(axis=1, keepdims=True)
    return likelihoods


class _Problem:
    """What L-BFGS minimises: cross-entropy and half the squared weights."""

    def __init__(self, rows: Rows, classes: Array, count: int, decay: float) -> None:
        self._rows, self._decay = rows, np.float32(decay)
        self._transposed = rows.sparse.T.tocsr()
        self._d, self._k = rows.dense.shape[1], rows.sparse.shape[1]
        self._shape = (self._d + self._k + 1, count)
        self._truth = (np.arange(len(classes)), classes)
        self.size = self._shape[0] * count

    def model(self, flat: Array) -> LinearModel:
        weights = flat.astype(np.float32).reshape(self._shape)
        return LinearModel(weights[: self._d], weights[self._d : -1], weights[-1])

    def loss_and_gradient(self, flat: Array) -> tuple[float, Array]:
        model = self.model(flat)
        likelihoods = softmax(model.scores(self._rows))
        n = len(likelihoods)
        missed = -np.log(np.maximum(likelihoods[self._truth], np.float32(1e-12))).sum(dtype=np.float64)
        squares = sum(float(np.square(part).sum(dtype=np.float64)) for part in (model.dense, model.sparse))
        errors = likelihoods
        errors[self._truth] -= 1
        gradient = np.concatenate(
            [
                self._rows.dense.T @ errors + self._decay * model.dense,
                self._transposed @ errors + self._decay * model.sparse,
                errors.sum(axis=0, keepdims=True),
            ]
        )
        loss = missed + 0.5 * float(self._decay) * squares
        return loss / n, gradient.ravel().astype(np.float64) / n
