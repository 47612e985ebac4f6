"""Finds the few highest of many numbers without sorting them all."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

_WIDTH: Final = 64
"""Numbers in a block. Its highest is cheap to find; only what is as high as the best blocks is then sorted."""


def highest(values: npt.NDArray[Any], count: int) -> npt.NDArray[np.int64]:
    """Places of the ``count`` highest of ``values``, highest first; equals in their order."""
    whole = len(values) // _WIDTH * _WIDTH
    if whole < _WIDTH * count:
        return np.argsort(-values, kind="stable")[:count]
    # Strided blocks let the processor compare many at once. As many values as blocks reach what ``count`` blocks reach.
    blocks = values[:whole].reshape(_WIDTH, -1).max(axis=0)
    least = np.partition(blocks, -count)[-count]
    above, tied = np.flatnonzero(values > least), np.flatnonzero(values == least)[:count]
    places = np.sort(np.concatenate([above, tied]))
    return places[np.argsort(-values[places], kind="stable")[:count]]
