"""The catalogue's pictures as vectors, and which are nearest to a photo."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from annae.errors import AnnaeError
from annae.paths import cache_dir
from catalog_index.encoders.encoder import Vectors
from catalog_index.encoders.vector_cache import cached
from catalog_index.picture.encoder import PictureEncoder
from catalog_index.picture.read import Pixels, read_picture
from store.product import Product

_log = logging.getLogger(__name__)

_NAMED: Final = 3
"""Pictures that a warning names when more are wrong."""


@dataclass(frozen=True)
class PictureIndex:
    """Row ``i`` of ``vectors``, float32 [products, dimension], is of the picture of the product ``ids[i]``."""

    ids: tuple[str, ...]
    vectors: Vectors

    @classmethod
    def build(cls, products: Iterable[Product], folder: Path, encoder: PictureEncoder) -> PictureIndex:
        """Encode the pictures of ``products`` in ``folder`` that no earlier run encoded; shows progress.

        Products whose picture is missing, elsewhere (an address) or damaged are left out with a warning.
        """
        ids, keys, files = [], [], {}
        for product in products:
            if path := _file(folder, product.image):
                ids.append(product.id)
                keys.append(hashlib.sha256(path.read_bytes()).digest())
                files[keys[-1]] = path
        # One vector for each file, NaN where it is no picture, so that it is not tried again at every start.
        wrong: list[str] = []
        known = cached(
            cache_dir() / "pictures" / f"{encoder.identity}.db",
            files,
            lambda paths: np.array([_vector(path, encoder, wrong) for path in paths], np.float32),
            encoder.dimension,
            "Pictures",
            "pictures",
        )
        if wrong:
            _log.warning("%d pictures cannot be searched: %s", len(wrong), "; ".join(wrong[:_NAMED]))
        rows = [row for row, key in enumerate(keys) if np.isfinite(known[key]).all()]
        vectors = np.array([known[keys[row]] for row in rows], np.float32).reshape(len(rows), encoder.dimension)
        return cls(tuple(ids[row] for row in rows), vectors)

    def nearest(self, views: Vectors) -> list[tuple[str, float]]:
        """Every product with its likeness to the best of ``views`` [views, dimension], up to 1, most alike first."""
        if not self.ids:
            return []
        scores = (self.vectors @ views.T).max(axis=1)
        order = np.argsort(-scores, kind="stable")
        return [(self.ids[row], float(scores[row])) for row in order]


def _file(folder: Path, name: str) -> Path | None:
    try:
        return folder / name if name and (folder / name).is_file() else None
    except OSError:  # an address that is too long for a file name
        return None


def _vector(path: Path, encoder: PictureEncoder, wrong: list[str]) -> Vectors:
    try:
        picture: Pixels = read_picture(path)
    except AnnaeError as error:
        wrong.append(str(error))
        return np.full(encoder.dimension, np.nan, np.float32)
    vector: Vectors = encoder.pictures([picture])[0]
    return vector
