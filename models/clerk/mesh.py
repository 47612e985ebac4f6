"""Quad meshes, and Catmull-Clark subdivision as a matrix, so that every attribute follows the same smooth surface."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix, diags, vstack

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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
    return both[distinct]


def normals(positions: Floats, faces: Ints) -> Floats:
    """Unit vertex normals (vertices, 3), weighted by area, of triangles or quads."""
    diagonals = (positions[faces[:, 2]] - positions[faces[:, 0]], positions[faces[:, -1]] - positions[faces[:, 1]])
    area = (
        np.cross(*diagonals)
        if faces.shape[1] == 4
        else np.cross(positions[faces[:, 1]] - positions[faces[:, 0]], diagonals[0])
    )  # noqa: PLR2004 - a quad
    total = np.zeros_like(positions)
    for corner in range(faces.shape[1]):
        np.add.at(total, faces[:, corner], area)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


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


def subdivide(quads: Ints, count: int) -> tuple[csr_matrix, Ints]:
    """One Catmull-Clark step of a mesh with ``count`` vertices, all of them in use.

    Returns the matrix (new vertices, count) that makes new attributes of old ones, and the new quads.
    """
    edges, of_corner, sharing = _edges(quads)
    face_points = _rows(np.repeat(np.arange(len(quads)), 4), quads.ravel(), len(quads), count)
    middles = _rows(np.repeat(np.arange(len(edges)), 2), edges.ravel(), len(edges), count)
    faces_of_edge = _rows(of_corner.ravel(), np.repeat(np.arange(len(quads)), 4), len(edges), len(quads))
    inner = sharing == 2  # noqa: PLR2004 - an edge between two faces
    edge_points = (
        diags(np.where(inner, 0.5, 1.0)) @ middles + diags(np.where(inner, 0.5, 0.0)) @ faces_of_edge @ face_points
    )
    matrix = vstack([_moved_vertices(quads, edges, inner, face_points, middles, count), edge_points, face_points])
    edge_of = count + of_corner
    centre = np.broadcast_to((count + len(edges) + np.arange(len(quads)))[:, None], quads.shape)
    fresh = np.stack([quads, edge_of, centre, np.roll(edge_of, 1, axis=1)], axis=-1).reshape(-1, 4)
    return matrix.tocsr(), fresh


def split_linear(quads: Ints, count: int) -> tuple[csr_matrix, Ints]:
    """Like :func:`subdivide` without smoothing (texture coordinates): edge points are middles, corners stay."""
    edges, of_corner, _ = _edges(quads)
    face_points = _rows(np.repeat(np.arange(len(quads)), 4), quads.ravel(), len(quads), count)
    middles = _rows(np.repeat(np.arange(len(edges)), 2), edges.ravel(), len(edges), count)
    edge_of = count + of_corner
    centre = np.broadcast_to((count + len(edges) + np.arange(len(quads)))[:, None], quads.shape)
    fresh = np.stack([quads, edge_of, centre, np.roll(edge_of, 1, axis=1)], axis=-1).reshape(-1, 4)
    return vstack([diags(np.ones(count)), middles, face_points]).tocsr(), fresh


def _edges(quads: Ints) -> tuple[Ints, Ints, Ints]:
    """Edges (e, 2), the edge after each corner (faces, 4), and how many faces share each edge."""
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=-1).reshape(-1, 2), axis=1)
    edges, of_corner, sharing = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    return edges, of_corner.reshape(quads.shape), sharing


def _rows(row: Ints, column: Ints, rows: int, columns: int) -> csr_matrix:
    """Each row averages the columns listed for it."""
    matrix = coo_matrix((np.ones(len(row)), (row, column)), shape=(rows, columns)).tocsr()
    share = np.asarray(matrix.sum(axis=1)).ravel()
    return diags(1 / np.maximum(share, 1)) @ matrix


def _moved_vertices(
    quads: Ints, edges: Ints, inner: npt.NDArray[np.bool_], face_points: csr_matrix, middles: csr_matrix, count: int
) -> csr_matrix:
    """Catmull-Clark's new place of the old vertices; a vertex on the border follows the border alone."""
    around = _rows(quads.ravel(), np.repeat(np.arange(len(quads)), 4), count, len(quads)) @ face_points
    along = _rows(edges.ravel(), np.repeat(np.arange(len(edges)), 2), count, len(edges)) @ middles
    valence = np.maximum(np.bincount(edges.ravel(), minlength=count), 3)
    smooth = diags(1 / valence) @ (around + 2 * along) + diags(1 - 3 / valence)
    rim = edges[~inner]
    on_rim = np.bincount(rim.ravel(), minlength=count) > 0
    beside = _rows(rim.ravel(), np.repeat(np.flatnonzero(~inner), 2), count, len(edges)) @ middles
    border = 0.5 * diags(np.ones(count)) + 0.5 * beside
    return diags(np.where(on_rim, 0.0, 1.0)) @ smooth + diags(np.where(on_rim, 1.0, 0.0)) @ border


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
