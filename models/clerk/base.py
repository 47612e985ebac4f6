"""The MakeHuman base mesh and its targets as files: a Wavefront object with helper groups, and sparse displacements."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.clerk.mesh import Faces, Floats, Ints

_METRES = 0.1  # MakeHuman counts in decimetres


@dataclass(frozen=True)
class BaseMesh:
    """Positions (vertices, 3), texture coordinates (uv, 2; v upwards) and the faces of each named group."""

    positions: Floats
    uv: Floats
    groups: dict[str, Faces]

    def vertices_of(self, group: str) -> Ints:
        """The vertices a group uses, ascending."""
        return np.unique(self.groups[group].vertices)


def read_base(path: Path) -> BaseMesh:
    """Read ``base.obj``, whose faces are quads throughout."""
    positions: list[list[float]] = []
    uv: list[list[float]] = []
    corners: dict[str, list[list[list[int]]]] = {}
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            positions.append([float(x) for x in rest.split()])
        elif kind == "vt":
            uv.append([float(x) for x in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners.setdefault(group, []).append([[int(x) - 1 for x in corner.split("/")] for corner in rest.split()])
    groups = {name: Faces(*np.moveaxis(np.array(faces), -1, 0)) for name, faces in corners.items()}
    return BaseMesh(np.array(positions) * _METRES, np.array(uv), groups)


def read_target(path: Path, count: int) -> Floats:
    """A displacement of all ``count`` vertices, (count, 3); the file lists only those that move."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    moved = np.zeros((count, 3))
    for row in rows:
        moved[int(row[0])] = [float(x) for x in row[1:4]]
    return moved * _METRES
