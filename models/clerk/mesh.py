"""Quad meshes, and Catmull-Clark subdivision as a matrix, so that every attribute follows the same smooth surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, diags_array, vstack

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Matrix: TypeAlias = "csr_array[np.float64, tuple[int, int]]"


@dataclass(frozen=True)
class Faces:
    """Quads: the vertex and the texture coordinate of each corner, both (faces, 4)."""

    vertices: Ints
    uv: Ints

    def __getitem__(self, chosen: Ints | npt.NDArray[np.bool_]) -> Faces:
        return Faces(self.vertices[chosen], self.uv[chosen])

    def __add__(self, other: Faces) -> Faces:
        return Faces(np.concatenate([self.vertices, other.vertices]), np.concatenate([self.uv, other.uv]))


def triangles(quads: Ints) -> Ints:
    """Two triangles a quad, (2 * quads, 3); a quad whose last corners coincide gives one real triangle."""
    both = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    distinct = (both[:, 0] != both[:, 1]) & (both[:, 1] != both[:, 2]) & (both[:, 2] != both[:, 0])
    return np.asarray(both[distinct])


def normals(positions: Floats, faces: Ints) -> Floats:
    """Unit vertex normals (vertices, 3), weighted by area, of triangles or quads."""
    first, second, third, last = (positions[faces[:, corner]] for corner in (0, 1, 2, -1))
    area = np.cross(third - first, last - second)  # of a triangle too, whose last corner is its third
    total = np.zeros_like(positions)
    for corner in range(faces.shape[1]):
        np.add.at(total, faces[:, corner], area)
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))


def grid_faces(rows: int, columns: int, closed: bool = False) -> Ints:
    """Quads over rows x columns vertices stored row by row; ``closed`` joins the last column to the first."""
    index = np.arange(rows * columns).reshape(rows, columns)
    right = np.roll(index, -1, axis=1)
    if not closed:
        index, right = index[:, :-1], right[:, :-1]
    return np.stack([index[:-1], right[:-1], right[1:], index[1:]], axis=-1).reshape(-1, 4)


def compact(quads: Ints) -> tuple[Ints, Ints]:
    """The vertices in use, and the quads renumbered to them."""
    used, renumbered = np.unique(quads, return_inverse=True)
    return used, renumbered.reshape(quads.shape)


def subdivide(quads: Ints, count: int, *, smooth: bool = True) -> tuple[Matrix, Ints]:
    """Split every quad of a mesh with ``count`` vertices, all in use, into four.

    Returns the matrix (new vertices, count) that makes new attributes of old ones, and the new quads. ``smooth``
    moves the points as Catmull and Clark do; else they stay where they are and new ones lie in the middle.
    """
    edges, of_corner, sharing = _edges(quads)
    face_points = _rows(np.repeat(np.arange(len(quads)), 4), quads.ravel(), len(quads), count)
    edge_points = _rows(np.repeat(np.arange(len(edges)), 2), edges.ravel(), len(edges), count)
    old_points = csr_array(_scaled(np.ones(count)))
    if smooth:
        inner = sharing == 2  # noqa: PLR2004 - an edge between two faces
        old_points = _moved_vertices(quads, edges, inner, face_points, edge_points, count)
        beside = _rows(of_corner.ravel(), np.repeat(np.arange(len(quads)), 4), len(edges), len(quads)) @ face_points
        edge_points = _scaled(np.where(inner, 0.5, 1.0)) @ edge_points + _scaled(np.where(inner, 0.5, 0.0)) @ beside
    edge_of = count + of_corner
    centre = np.broadcast_to((count + len(edges) + np.arange(len(quads)))[:, None], quads.shape)
    split = np.stack([quads, edge_of, centre, np.roll(edge_of, 1, axis=1)], axis=-1).reshape(-1, 4)
    return csr_array(vstack([old_points, edge_points, face_points])), split


def _scaled(factors: Floats) -> Matrix:
    return csr_array(diags_array(factors))


def follow(matrix: Matrix, values: Floats) -> Floats:
    """New attributes of old ones, (new,) or (new, k)."""
    return np.asarray(matrix @ values)


def _edges(quads: Ints) -> tuple[Ints, Ints, Ints]:
    """Edges (e, 2), the edge after each corner (faces, 4), and how many faces share each edge."""
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1)
    edges, of_corner, sharing = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    return edges, of_corner.reshape(quads.shape), sharing


def _rows(row: Ints, column: Ints, rows: int, columns: int) -> Matrix:
    """Each row averages the columns listed for it."""
    share = 1 / np.maximum(np.bincount(row, minlength=rows), 1)
    return csr_array(coo_array((share[row], (row, column)), shape=(rows, columns)))


def _moved_vertices(
    quads: Ints, edges: Ints, inner: npt.NDArray[np.bool_], face_points: Matrix, middles: Matrix, count: int
) -> Matrix:
    """Catmull-Clark's new place of the old vertices; a vertex on the border follows the border alone."""
    around = _rows(quads.ravel(), np.repeat(np.arange(len(quads)), 4), count, len(quads)) @ face_points
    along = _rows(edges.ravel(), np.repeat(np.arange(len(edges)), 2), count, len(edges)) @ middles
    valence = np.maximum(np.bincount(edges.ravel(), minlength=count), 3)
    within = _scaled(1 / valence) @ (around + 2 * along) + _scaled(1 - 3 / valence)
    rim = edges[~inner]
    on_rim = np.bincount(rim.ravel(), minlength=count) > 0
    beside = _rows(rim.ravel(), np.repeat(np.flatnonzero(~inner), 2), count, len(edges)) @ middles
    border = 0.5 * _scaled(np.ones(count)) + 0.5 * beside
    return csr_array(_scaled(np.where(on_rim, 0.0, 1.0)) @ within + _scaled(np.where(on_rim, 1.0, 0.0)) @ border)


def patch_rows(quads: Ints) -> Ints:
    """The vertices of a rectangular patch of quads as rows and columns, (rows, columns)."""
    uses = np.bincount(quads.ravel())
    neighbours: dict[int, set[int]] = {}
    for quad in quads.tolist():
        for corner, vertex in enumerate(quad):
            neighbours.setdefault(vertex, set()).update((quad[corner - 1], quad[(corner + 1) % 4]))
    corner = int(np.flatnonzero(uses == 1)[0])
    rows = [_walk(corner, neighbours, uses)]
    seen = set(rows[0])
    while len(seen) < len(neighbours):
        rows.append([next(n for n in neighbours[vertex] if n not in seen) for vertex in rows[-1]])
        seen.update(rows[-1])
    grid = np.array(rows)
    return grid if grid.shape[0] <= grid.shape[1] else grid.T


def _walk(start: int, neighbours: dict[int, set[int]], uses: Ints) -> list[int]:
    """One border of a patch, from a corner to the next."""
    path = [start]
    while len(path) == 1 or uses[path[-1]] != 1:
        path.append(next(n for n in sorted(neighbours[path[-1]]) if uses[n] <= 2 and n not in path))  # noqa: PLR2004 - border
    return path


def neighbours(quads: Ints, count: int) -> Matrix:
    """The matrix (count, count) that averages each vertex's neighbours along the edges."""
    edges, _, _ = _edges(quads)
    return _rows(edges.ravel(), edges[:, ::-1].ravel(), count, count)


def border_vertices(quads: Ints, count: int) -> npt.NDArray[np.bool_]:
    """Which of ``count`` vertices lie on an edge of one face only."""
    edges, _, sharing = _edges(quads)
    return np.bincount(edges[sharing == 1].ravel(), minlength=count) > 0
