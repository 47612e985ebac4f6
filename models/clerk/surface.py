"""Laying things on a surface that is known by its vertices and normals."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from models.clerk.mesh import Floats, Ints

_NEIGHBOURS = 8


class Surface:
    """A smooth surface through ``positions`` (v, 3) with unit ``normals`` (v, 3)."""

    def __init__(self, positions: Floats, normals: Floats) -> None:
        self._tree = cKDTree(positions)
        self._positions, self._normals = positions, normals

    def lay(self, points: Floats, lift: Floats | float) -> Floats:
        """``points`` (..., 3) moved along the nearest normal to a height of ``lift`` metres above the surface."""
        share, nearest = self._blend(points)
        foot = (share * self._positions[nearest]).sum(axis=-2)
        normal = (share * self._normals[nearest]).sum(axis=-2)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        height = ((points - foot) * normal).sum(axis=-1)
        return np.asarray(points + (lift - height)[..., None] * normal)

    def carry(self, points: Floats, values: Floats) -> Floats:
        """Values (..., k) at ``points`` (..., 3) of ``values`` (v, k) known at the vertices."""
        share, nearest = self._blend(points)
        return np.asarray((share * values[nearest]).sum(axis=-2))

    def _blend(self, points: Floats) -> tuple[Floats, Ints]:
        """The nearest vertices and their shares, which sum to 1: (..., neighbours, 1) and (..., neighbours)."""
        distance, found = self._tree.query(points, k=_NEIGHBOURS)
        nearest = np.asarray(found, dtype=np.int64)
        share = 1 / (np.asarray(distance) + 1e-4) ** 2
        return (share / share.sum(axis=-1, keepdims=True))[..., None], nearest
