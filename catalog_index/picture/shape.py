"""The form of a product as numbers: its outline, and in which directions edges run in each part of it.

Histograms of oriented gradients (Dalal and Triggs, 2005) on the product cut out, upright or turned, at one size.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from catalog_index.picture.subject import Lab, Mask

Vector = npt.NDArray[np.float32]
Plane = npt.NDArray[np.float32]

_SIDE: Final = 64
_MARGIN: Final = 0.12
_CELLS: Final = 8
_DIRECTIONS: Final = 9
_OUTLINE: Final = 16
_OUTLINE_WEIGHT: Final = 0.7


def shape(lab: Lab, mask: Mask, turn: float = 0.0) -> Vector:
    """Float32 [832], of length 1; ``turn`` is by how many degrees the product is turned before."""
    frame = _frame(mask, turn)
    light = cv2.warpAffine(
        np.ascontiguousarray(lab[..., 0]),
        frame,
        (_SIDE, _SIDE),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    inside = np.asarray(cv2.warpAffine(mask.astype(np.float32), frame, (_SIDE, _SIDE)), np.float32)
    outline = cv2.resize(cv2.GaussianBlur(inside, (0, 0), 1.5), (_OUTLINE, _OUTLINE), interpolation=cv2.INTER_AREA)
    edges = _edges(np.asarray(light, np.float32), np.asarray(cv2.dilate(inside, np.ones((5, 5), np.uint8))))
    return unit(np.concatenate([unit(edges), _OUTLINE_WEIGHT * unit(np.asarray(outline, np.float32).ravel())]))


def unit(vector: Vector) -> Vector:
    """``vector`` at length 1; zeros stay zeros."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), np.float32)


def _frame(mask: Mask, turn: float) -> npt.NDArray[np.float64]:
    """The affine map, float64 [2, 3], that turns the product and fits it into the middle of the square."""
    rows, columns = np.nonzero(mask)
    angle = np.deg2rad(turn)
    rotation = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    seen = rotation @ np.stack([columns, rows])
    low, high = seen.min(axis=1), seen.max(axis=1) + 1
    scale = _SIDE / (float((high - low).max()) * (1 + 2 * _MARGIN))
    shift = _SIDE / 2 - scale * (low + high) / 2
    return np.column_stack([scale * rotation, shift])


def _edges(light: Plane, weights: Plane) -> Vector:
    """Gradients by cell and direction, float32 [cells * cells * directions], each cell relative to those around it."""
    across, down = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    # Square roots: a faint seam tells as much of the form as a sharp outline, and light changes it less.
    strength = np.sqrt(np.hypot(across, down) * weights)
    place = (np.arctan2(down, across) % np.pi) / np.pi * _DIRECTIONS
    first = np.floor(place).astype(np.intp) % _DIRECTIONS
    part = (place - np.floor(place)).astype(np.float32)
    planes = np.zeros((_DIRECTIONS, _SIDE, _SIDE), np.float32)
    rows, columns = np.indices((_SIDE, _SIDE))
    planes[first, rows, columns] = strength * (1 - part)
    planes[(first + 1) % _DIRECTIONS, rows, columns] += strength * part
    pixels = cv2.GaussianBlur(np.ascontiguousarray(planes.transpose(1, 2, 0)), (0, 0), 3)
    cells = cv2.resize(pixels, (_CELLS, _CELLS), interpolation=cv2.INTER_AREA)
    around = np.sqrt(np.maximum(cv2.blur((cells**2).sum(axis=-1), (3, 3)), 0))[..., None]
    return np.asarray(cells / (around + 0.15 * around.mean() + 1e-3), np.float32).ravel()
