"""What a picture shows, told from what it lies on: far in colour from the picture's edge, and in one or few pieces."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from catalog_index.picture.read import Pixels

Lab = npt.NDArray[np.float32]
"""CIE L*a*b*, [height, width, 3]."""
Mask = npt.NDArray[np.bool_]
"""[height, width]"""

_RING: Final = 4
"""Pixels at the edge that are taken for background."""
_COLOURS: Final = 4
"""Groups of colours that the edge may show beside its light falling off."""
_NEAR: Final = 12.0
"""Distance in L*a*b* within which colours are alike."""
_OF_MIDDLE: Final = 0.2
"""Share of the middle from which on a colour at the edge belongs to a product that is cut off there."""
_LEAST_CONTRAST: Final = 5.0
_SMALL_PIECE: Final = 0.08
"""Of the biggest piece's weight; smaller ones are clutter."""
_SPREAD: Final = 0.05
"""Square of how far from the middle, as a part of the side, a piece loses most of its weight."""


def as_lab(picture: Pixels) -> Lab:
    """``picture`` smoothed within its edges, as L*a*b*."""
    smooth = cv2.bilateralFilter(picture, 5, 30, 3).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB), np.float32)


def subject_of(lab: Lab) -> Mask:
    """Where the product is; all of the picture when nothing stands out."""
    distance = np.clip(_from_background(lab) * 3, 0, 255).astype(np.uint8)
    threshold, _ = cv2.threshold(distance, 0, 255, cv2.THRESH_OTSU)
    stands_out = (distance > max(threshold * 0.8, 3 * _LEAST_CONTRAST)).astype(np.uint8)
    pieces = _main_pieces(np.asarray(cv2.morphologyEx(stands_out, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))))
    return pieces if pieces.any() else np.ones_like(pieces)


def _from_background(lab: Lab) -> npt.NDArray[np.float32]:
    """Distance of every pixel's colour from the nearest one of the background, float32 [height, width]."""
    height, width = lab.shape[:2]
    ring = np.ones((height, width), np.bool_)
    ring[_RING:-_RING, _RING:-_RING] = False
    level = lab - _falling_light(lab, ring)
    at_edge = np.ascontiguousarray(level[ring])
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    cv2.setRNGSeed(0)  # the same picture gives the same vector
    _, _, centres = cv2.kmeans(at_edge, _COLOURS, None, criteria, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]  # None makes the labels
    distances = np.array([np.linalg.norm(level - centre, axis=-1) for centre in centres], np.float32)
    background = [
        row for row, centre in enumerate(centres) if np.linalg.norm(centre) < _NEAR or not _is_product(distances[row])
    ]
    return np.asarray(distances[background or slice(None)].min(axis=0), np.float32)


def _falling_light(lab: Lab, ring: Mask) -> Lab:
    """The plane through the colours at the edge, whatever lies there beside the surface left out."""
    height, width = lab.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    place = np.stack([np.ones_like(x), x, y], axis=-1)
    at, colours = place[ring], lab[ring]
    weights = np.ones((len(at), 1), np.float32)
    for _ in range(4):
        plane, *_ = np.linalg.lstsq(at * weights, colours * weights, rcond=None)
        off = np.linalg.norm(colours - at @ plane, axis=1, keepdims=True)
        weights = 1 / (1 + (off / (_NEAR / 2)) ** 2)
    return np.asarray(place @ plane, np.float32)


def _is_product(distance: npt.NDArray[np.float32]) -> bool:
    """Whether a colour of the edge fills much of the middle, where only the product is."""
    height, width = distance.shape
    middle = distance[height // 3 : -(height // 3), width // 3 : -(width // 3)]
    return float((middle < _NEAR).mean()) > _OF_MIDDLE


def _main_pieces(stands_out: npt.NDArray[np.uint8]) -> Mask:
    height, width = stands_out.shape
    _, labels, stats, centres = cv2.connectedComponentsWithStats(stands_out)
    off = ((centres / (width, height) - 0.5) ** 2).sum(axis=1)
    weights = stats[:, cv2.CC_STAT_AREA] * np.exp(-off / _SPREAD)
    weights[0] = 0  # what does not stand out
    kept = np.flatnonzero(weights > weights.max() * _SMALL_PIECE)
    return np.asarray(np.isin(labels, kept), np.bool_)
