"""The built-in encoder: shape and colour of the product cut out of its picture. Needs no model.

It knows nothing of what things are: it finds what looks like the photo, so a catalogue of drawings is searched best
with drawings, and one of photos with photos taken from a like side.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from catalog_index.encoders.encoder import Vectors
from catalog_index.picture.colour import colour
from catalog_index.picture.encoder import PictureEncoder
from catalog_index.picture.read import Pixels
from catalog_index.picture.shape import Vector, shape, unit
from catalog_index.picture.subject import as_lab, subject_of

METRIC: Final = Path(__file__).with_name("shape_metric.npz")
_COLOUR_SHARE: Final = 0.15
"""What colour counts beside shape: the kind of thing comes first, its colour second."""
TURNS: Final = (0, -20, -10, 10, 20)
"""Degrees by which a photo is also looked at: nobody holds a phone straight."""


class AppearanceEncoder(PictureEncoder):
    """Shape, by a metric learned from views of drawings (``shape_metric.npz``), and colour.

    The metric: the mean of shapes, float [832], and the axes along which views of one thing differ most, [832, axes],
    with how much of each is taken out, 0 to 1, [axes].
    """

    clearly_alike = 0.45  # of the development photos 94 % are above with their kind in the catalogue, 21 % without

    def __init__(self) -> None:
        with np.load(METRIC) as metric:
            self._mean, self._axes, self._damping = (
                metric[name].astype(np.float32) for name in ("mean", "axes", "damping")
            )

    @cached_property
    def identity(self) -> str:
        """The metric's hash; the code's version is part of it."""
        return f"appearance-2-{hashlib.sha256(METRIC.read_bytes()).hexdigest()[:16]}"

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return len(self._vectors(np.zeros((32, 32, 3), np.uint8), (0,))[0])

    def pictures(self, pictures: Sequence[Pixels]) -> Vectors:
        """Vectors of the catalogue's pictures, [pictures, dimension]."""
        return np.concatenate([self._vectors(picture, (0,)) for picture in pictures])

    def photo(self, photo: Pixels) -> Vectors:
        """Vectors of what a customer shows, held straight and turned, [views, dimension]."""
        return self._vectors(photo, TURNS)

    def _vectors(self, picture: Pixels, turns: Sequence[float]) -> Vectors:
        lab = as_lab(picture)
        mask = subject_of(lab)
        tone = np.sqrt(_COLOUR_SHARE) * colour(lab, mask)
        forms = [self._form(shape(lab, mask, turn)) for turn in turns]
        return np.array([np.concatenate([form, tone]) for form in forms], np.float32)

    def _form(self, vector: Vector) -> Vector:
        """``vector`` with less of what merely depends on the view."""
        own = vector - self._mean
        return np.float32(np.sqrt(1 - _COLOUR_SHARE)) * unit(own - self._axes @ (self._damping * (own @ self._axes)))
