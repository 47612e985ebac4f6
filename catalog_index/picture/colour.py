"""The colours of a product as numbers."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from catalog_index.picture.shape import Vector, unit
from catalog_index.picture.subject import Lab, Mask

_BINS: Final = (5, 8, 8)
_LOW: Final = np.array((0, -50, -50), np.float32)
_HIGH: Final = np.array((100, 60, 70), np.float32)


def colour(lab: Lab, mask: Mask) -> Vector:
    """How much of each colour there is, float32 [320], of length 1.

    Every pixel counts for the eight bins around its colour, so that a little more light changes little. Square roots
    make the dot product the Bhattacharyya coefficient.
    """
    inside = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    colours = lab[inside if inside.any() else mask]
    last = np.array(_BINS) - 1
    places = np.clip((colours - _LOW) / (_HIGH - _LOW), 0, 1) * last
    low = np.minimum(np.floor(places).astype(np.intp), last - 1)
    part = places - low
    counts = np.zeros(np.prod(_BINS))
    for corner in np.ndindex(2, 2, 2):
        weights = np.prod(np.where(corner, part, 1 - part), axis=1)
        bins = np.ravel_multi_index(tuple((low + corner).T), _BINS)
        counts += np.bincount(bins, weights, minlength=len(counts))
    return unit(np.sqrt(counts).astype(np.float32))
