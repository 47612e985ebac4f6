"""The smooth surface everything starts from: the visible upper body, subdivided once, with all that follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from models.clerk.base import BaseMesh
from models.clerk.mesh import Faces, Floats, Ints, compact, normals, split_linear, subdivide

Flags = npt.NDArray[np.bool_]
_FAR = 99.0
_SHOULDERS = 0.52  # metres, in the base mesh; all of the head's texture lies above


@dataclass(frozen=True)
class Bust:
    """The subdivided upper body: positions and normals (v, 3), quads with texture corners, joint weights (v, 3).

    ``island`` names the texture island of each face: head, mouth (its inside), socket or trunk. ``lip`` and ``lid``
    count edge rings of the base mesh outwards from the inner rim of the lips and of the eyelids, (v,).
    ``arm`` is how much a vertex belongs to an arm, 0..1, (v,).
    """

    positions: Floats
    normals: Floats
    faces: Faces
    uv: Floats
    island: npt.NDArray[np.str_]
    weights: Floats
    deltas: dict[str, Floats]
    lip: Floats
    lid: Floats
    arm: Floats

    def lip_line(self) -> Floats:
        """Where the closed lips meet in the middle, (3,)."""
        middle = (np.abs(self.lip) < 0.5) & (np.abs(self.positions[:, 0]) < 0.002)  # noqa: PLR2004 - half a ring, 2 mm
        return np.asarray(self.positions[middle].mean(axis=0))


def make_bust(
    base: BaseMesh, positions: Floats, weights: Floats, arm: Floats, deltas: dict[str, Floats], lowest: float
) -> Bust:
    """Cut the body of ``base`` off below the height ``lowest`` and subdivide it."""
    body = base.groups["body"]
    faces = body[positions[body.vertices, 1].min(axis=1) > lowest]
    island = _islands(base.uv[faces.uv].mean(axis=1), base.positions[faces.vertices, 1].mean(axis=1))
    used, quads = compact(faces.vertices)
    used_uv, quads_uv = compact(faces.uv)
    smooth, fine = subdivide(quads, len(used))
    linear, fine_uv = split_linear(quads_uv, len(used_uv))
    lip = _rings(quads, island, "mouth", len(used))
    lid = _rings(quads, island, "socket", len(used))
    place = smooth @ positions[used]
    return Bust(
        positions=place,
        normals=normals(place, fine),
        faces=Faces(fine, fine_uv),
        uv=linear @ base.uv[used_uv],
        island=np.repeat(island, 4),
        weights=smooth @ weights[used],
        deltas={name: smooth @ delta[used] for name, delta in deltas.items()},
        lip=smooth @ lip,
        lid=smooth @ lid,
        arm=smooth @ arm[used],
    )


def _islands(middle: Floats, height: Floats) -> npt.NDArray[np.str_]:
    """The texture island of faces by the middle of their texture coordinates (faces, 2) and of their vertices' heights."""
    u, v = middle.T
    above = height > _SHOULDERS
    return np.select(
        [above & (u > 0.63) & (v > 0.145), above & (u > 0.74) & (v <= 0.145), above & (u < 0.16)],  # noqa: PLR2004 - the map's layout
        ["head", "mouth", "socket"],
        "trunk",
    )


def _rings(quads: Ints, island: npt.NDArray[np.str_], inside: str, count: int) -> Floats:
    """Edges between each vertex and the border of the head's island with the island ``inside``, (count,).

    Vertices of ``inside`` itself count downwards from zero.
    """
    outer, inner = quads[island == "head"], quads[island == inside]
    rim = np.intersect1d(outer, inner)
    ends = np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends)), ends.T), shape=(count, count)).tocsr()
    graph.data[:] = 1
    steps = dijkstra(graph, directed=False, indices=rim, min_only=True, limit=20)
    steps[~np.isfinite(steps)] = _FAR
    within = np.setdiff1d(inner, rim)
    steps[within] = -steps[within]
    return np.asarray(steps)
