"""What the clerk is assembled from: parts that share a material, a skin and the names of their morph targets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from models.clerk.mesh import Floats, Ints, normals


@dataclass(frozen=True)
class Material:
    """A glTF material. ``colour`` is linear RGBA and multiplies ``texture``; ``cutoff`` makes its alpha a mask."""

    name: str
    colour: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    roughness: float = 0.6
    texture: Image.Image | None = None
    normal_map: Image.Image | None = None
    cutoff: float | None = None
    blend: bool = False
    double_sided: bool = False


@dataclass(frozen=True)
class Part:
    """One mesh: vertices (v, 3) in metres, texture coordinates (v, 2) with v downwards, triangles (t, 3).

    ``weights`` (v, 3) bind to the joints root, neck and head. ``deltas`` are displacements (v, 3) by morph target.
    ``tint`` (v, 3) multiplies the material's colour (linear). ``shading`` overrides
    the vertex normals. ``pivot`` makes the part a child of the head joint that turns around it.
    """

    name: str
    positions: Floats
    uv: Floats
    faces: Ints
    material: Material
    weights: Floats | None = None
    deltas: dict[str, Floats] = field(default_factory=dict)
    shading: Floats | None = None
    tint: Floats | None = None
    pivot: Floats | None = None

    def normals(self) -> Floats:
        """Vertex normals (v, 3) at rest."""
        return normals(self.positions, self.faces) if self.shading is None else self.shading


HEAD_ONLY = np.array([0.0, 0.0, 1.0])


def rigid(count: int) -> Floats:
    """Weights of a part that moves with the head alone, (count, 3)."""
    return np.tile(HEAD_ONLY, (count, 1))
