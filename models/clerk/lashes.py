"""Eyelashes: tapered hairs that stand on MakeHuman's helper strips, and so follow every blink."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from models.clerk.base import BaseMesh
from models.clerk.mesh import Floats, Ints, grid_faces, patch_rows, triangles
from models.clerk.parts import Material, Part, rigid

_UPPER, _LOWER = "helper-{}-eyelashes-2", "helper-{}-eyelashes-1"
_COLOUR = (0.016, 0.009, 0.008, 1.0)
_STEPS = 4  # along a hair


def make_lashes(base: BaseMesh, positions: Floats, deltas: dict[str, Floats]) -> Part:
    """The part Lashes of both eyes."""
    hairs = [
        hair
        for side in "lr"
        for hair in (
            *_row(base, positions, _UPPER.format(side), count=34, root=0.75, length=1.75, width=0.00060),
            *_row(base, positions, _LOWER.format(side), count=22, root=1.0, length=0.75, width=0.00028),
        )
    ]
    places, moves = [], []
    for shares, offset in hairs:
        places.append(shares @ positions + offset)
        moves.append(shares)
    stride = _STEPS * 2
    strip = grid_faces(_STEPS, 2)
    quads = (strip[None] + stride * np.arange(len(hairs))[:, None, None]).reshape(-1, 4)
    shares = csr_matrix(np.concatenate(moves))
    lash = Part(
        name="Lashes",
        positions=np.concatenate(places),
        uv=np.zeros((shares.shape[0], 2)),
        faces=triangles(quads),
        material=Material("lashes", colour=_COLOUR, roughness=0.9, double_sided=True),
        weights=rigid(shares.shape[0]),
        deltas={name: shares @ delta for name, delta in deltas.items()},
    )
    return lash


def _row(
    base: BaseMesh, positions: Floats, group: str, count: int, root: float, length: float, width: float
) -> list[tuple[Floats, Floats]]:
    """Hairs along one lid: for each the shares of all base vertices in its points (2 * steps, vertices), and offsets."""
    rows = patch_rows(base.groups[group].vertices)
    if _reach(positions[rows[0]]) > _reach(positions[rows[-1]]):
        rows = rows[::-1]
    if abs(positions[rows[0, 0], 0]) > abs(positions[rows[0, -1], 0]):
        rows = rows[:, ::-1]
    hairs = []
    for place in np.linspace(0.04, 0.97, count):
        long = length * (0.55 + 0.45 * np.sin(np.pi * place ** 0.6 * 0.92)) * (1 + 0.12 * np.sin(place * count * 2.4))
        column = place * (rows.shape[1] - 1)
        lean = 0.35 * (place - 0.35)
        points = [(root + long * t, column + lean * t * t) for t in np.linspace(0, 1, _STEPS)]
        shares = np.repeat(np.stack([_share(rows, *point, len(positions)) for point in points]), 2, axis=0)
        along = positions[rows[1, min(int(column) + 1, rows.shape[1] - 1)]] - positions[rows[1, int(column)]]
        side = along / max(float(np.linalg.norm(along)), 1e-9)
        half = 0.5 * width * (1 - np.linspace(0, 0.96, _STEPS))
        offset = np.stack([-half, half], axis=1).reshape(-1, 1) * side
        hairs.append((shares, offset))
    return hairs


def _reach(row: Floats) -> float:
    return float(np.linalg.norm(row - row.mean(axis=0), axis=1).sum() + 10 * row[:, 2].mean())


def _share(rows: Ints, row: float, column: float, count: int) -> Floats:
    """The weights of base vertices that give the point at (row, column) of a patch, (count,)."""
    row, column = float(np.clip(row, 0, rows.shape[0] - 1)), float(np.clip(column, 0, rows.shape[1] - 1))
    top, left = min(int(row), rows.shape[0] - 2), min(int(column), rows.shape[1] - 2)
    down, right = row - top, column - left
    share = np.zeros(count)
    share[rows[top, left]] += (1 - down) * (1 - right)
    share[rows[top, left + 1]] += (1 - down) * right
    share[rows[top + 1, left]] += down * (1 - right)
    share[rows[top + 1, left + 1]] += down * right
    return share
