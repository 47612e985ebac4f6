"""Eyelashes: tapered hairs that stand on MakeHuman's helper strips, and so follow every blink."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from models.clerk.base import BaseMesh
from models.clerk.mesh import Faces, Floats, Ints, follow, grid_faces, patch_rows, triangles
from models.clerk.parts import Material, Part, rigid

_COLOUR = (0.016, 0.009, 0.008, 1.0)
_STEPS = 4  # along a hair
_COUNT = 44  # hairs a lid
_ROOT, _LENGTH = 0.75, 1.75  # in rows of the helper strip, which is five rows deep
_WIDTH = 0.00048


def make_lashes(base: BaseMesh, positions: Floats, deltas: dict[str, Floats]) -> Part:
    """The part Lashes of both eyes."""
    strips = [base.groups[f"helper-{side}-eyelashes-2"] for side in "lr"]
    hairs = [hair for strip in strips for hair in _row(_from_root_to_tip(strip, positions), positions)]
    shares = csr_array(np.concatenate([share for share, _ in hairs]))
    places = follow(shares, positions) + np.concatenate([offset for _, offset in hairs])
    quads = grid_faces(_STEPS, 2)[None] + 2 * _STEPS * np.arange(len(hairs))[:, None, None]
    return Part(
        name="Lashes",
        positions=places,
        uv=np.zeros((len(places), 2)),
        faces=triangles(quads.reshape(-1, 4)),
        material=Material("lashes", colour=_COLOUR, roughness=0.9, double_sided=True),
        weights=rigid(len(places)),
        deltas={name: follow(shares, delta) for name, delta in deltas.items()},
    )


def _from_root_to_tip(strip: Faces, positions: Floats) -> Ints:
    """The vertices of a helper strip, rows from the lid outwards, columns from the nose outwards."""
    rows = patch_rows(strip.vertices)
    if positions[rows[0], 2].mean() > positions[rows[-1], 2].mean():
        rows = rows[::-1]
    inwards = abs(positions[rows[0, 0], 0]) > abs(positions[rows[0, -1], 0])
    return rows[:, ::-1] if inwards else rows


def _row(rows: Ints, positions: Floats) -> list[tuple[Floats, Floats]]:
    """Hairs along one lid: for each the shares of all base vertices in its points, and offsets from there.

    A hair has two points a step: shares (2 * steps, vertices), offsets (2 * steps, 3).
    """
    hairs = []
    last = rows.shape[1] - 1
    half = 0.5 * _WIDTH * (1 - np.linspace(0, 0.96, _STEPS))
    for place in np.linspace(0.04, 0.97, _COUNT):
        length = _LENGTH * (0.55 + 0.45 * np.sin(np.pi * place**0.6 * 0.92)) * (1 + 0.12 * np.sin(place * _COUNT * 2.4))
        column, lean = place * last, 0.35 * (place - 0.35)
        points = [(_ROOT + length * t, column + lean * t * t) for t in np.linspace(0, 1, _STEPS)]
        shares = np.repeat(np.stack([_share(rows, *point, len(positions)) for point in points]), 2, axis=0)
        along = positions[rows[1, min(int(column) + 1, last)]] - positions[rows[1, int(column)]]
        offset = np.stack([-half, half], axis=1).reshape(-1, 1) * along / np.linalg.norm(along)
        hairs.append((shares, offset))
    return hairs


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
