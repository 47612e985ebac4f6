"""The smooth surface everything starts from: the visible upper body, subdivided once, with all that follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from models.clerk.base import BaseMesh
from models.clerk.mesh import Faces, Floats, Ints, compact, follow, neighbours, normals, subdivide

Flags = npt.NDArray[np.bool_]
_FAR = 99.0
_EARS, _EAR_RADIUS = ((0.847, 0.626), (0.847, 0.3425)), 0.040  # on MakeHuman's map
_FOLDING = ("mouthSmile", "mouthDimple", "mouthStretch", "cheekSquint", "noseSneer", "viseme_E", "viseme_I")
_EVENINGS = 25
_SHOULDERS = 0.52  # metres, in the base mesh; all of the head's texture lies above


@dataclass(frozen=True)
class Bust:
    """The subdivided upper body: positions and normals (v, 3), quads with texture corners, joint weights (v, 3).

    ``island`` names the texture island of each face: head, mouth (its inside), socket or trunk. ``lip`` and ``lid``
    count edge rings of the base mesh outwards from the inner rim of the lips and of the eyelids, (v,).
    ``arm`` and ``ear`` are how much a vertex belongs to an arm or an ear, 0..1, (v,).
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
    ear: Floats

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
    linear, fine_uv = subdivide(quads_uv, len(used_uv), smooth=False)
    lip = _rings(quads, island, "mouth", len(used))
    lid = _rings(quads, island, "socket", len(used))
    place = follow(smooth, positions[used])
    return Bust(
        positions=place,
        normals=normals(place, fine),
        faces=Faces(fine, fine_uv),
        uv=follow(linear, base.uv[used_uv]),
        island=np.repeat(island, 4),
        weights=follow(smooth, weights[used]),
        deltas=_calm({name: follow(smooth, delta[used]) for name, delta in deltas.items()}, fine, follow(smooth, lip)),
        lip=follow(smooth, lip),
        lid=follow(smooth, lid),
        arm=follow(smooth, arm[used]),
        ear=follow(smooth, _ears(quads, base.uv[faces.uv], len(used))),
    )


def _islands(middle: Floats, height: Floats) -> npt.NDArray[np.str_]:
    """The texture island of faces by the middle of their texture coordinates (faces, 2) and vertices."""
    u, v = middle.T
    above = height > _SHOULDERS
    return np.select(
        [above & (u > 0.63) & (v > 0.145), above & (u > 0.74) & (v <= 0.145), above & (u < 0.16)],  # noqa: PLR2004 - the map's layout
        ["head", "mouth", "socket"],
        "trunk",
    )


def _calm(deltas: dict[str, Floats], quads: Ints, lip: Floats) -> dict[str, Floats]:
    """The displacements, those of the cheeks evened out away from the lips: as they come, a broad smile tears folds."""
    average = neighbours(quads, len(lip))
    share = np.clip((lip - 4) / 4, 0, 1)[:, None] * (lip < _FAR)[:, None]
    calm = dict(deltas)
    for name in deltas:
        if name.startswith(_FOLDING):
            for _ in range(_EVENINGS):
                calm[name] = calm[name] + share * (follow(average, calm[name]) - calm[name])
    return calm


def _ears(quads: Ints, corners: Floats, count: int) -> Floats:
    """1 for vertices of an ear, by their texture coordinates (faces, 4, 2), else 0, (count,)."""
    ear = np.zeros(count)
    for middle in _EARS:
        ear[quads[np.linalg.norm(corners - middle, axis=-1) < _EAR_RADIUS]] = 1
    return ear


def _rings(quads: Ints, island: npt.NDArray[np.str_], inside: str, count: int) -> Floats:
    """Edges between each vertex and the border of the head's island with the island ``inside``, (count,).

    Vertices of ``inside`` itself count downwards from zero.
    """
    outer, inner = quads[island == "head"], quads[island == inside]
    rim = np.intersect1d(outer, inner)
    steps = dijkstra(neighbours(quads, count), directed=False, indices=rim, min_only=True, limit=20, unweighted=True)
    steps[~np.isfinite(steps)] = _FAR
    within = np.setdiff1d(inner, rim)
    steps[within] = -steps[within]
    return np.asarray(steps)
