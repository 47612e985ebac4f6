"""How near a text is to the training lines of each intent, by the angle between sentence vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.components.linear_model import Array

_LOOKED_AT: Final = 3
"""Lines of each intent; one alone may be an odd one."""


@dataclass(frozen=True)
class NearestLines:
    """Unit vectors of the training lines, those of a class together: ``ends[c]`` is where class ``c`` ends."""

    vectors: Array
    ends: Array

    @classmethod
    def of(cls, vectors: Array, classes: Array, count: int) -> NearestLines:
        """Of centred ``vectors`` [n, d] and their ``classes`` [n], all of which occur."""
        order = np.argsort(classes, kind="stable")
        return cls(_unit(vectors[order]).astype(np.float32), np.searchsorted(classes[order], np.arange(count), "right"))

    def likeness(self, vectors: Array) -> Array:
        """Float32 [n, classes]: mean cosine to the nearest lines of each class."""
        cosines = _unit(vectors) @ self.vectors.T
        columns = [_mean_of_highest(lines) for lines in np.split(cosines, self.ends[:-1], axis=1)]
        return np.stack(columns, axis=1)


def _mean_of_highest(cosines: Array) -> Array:
    looked_at = min(_LOOKED_AT, cosines.shape[1])
    mean: Array = np.partition(cosines, -looked_at, axis=1)[:, -looked_at:].mean(axis=1)
    return mean


def _unit(vectors: Array) -> Array:
    lengths: Array = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-9)
