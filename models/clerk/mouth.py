"""Teeth and tongue. Lower teeth and tongue follow the jaw as MakeHuman's helpers do."""

from __future__ import annotations

import numpy as np

from models.clerk.base import BaseMesh
from models.clerk.mesh import Floats, Ints, compact, follow, grid_faces, subdivide, triangles
from models.clerk.parts import Material, Part, rigid

_UPPER_WIDTHS = (0.0078, 0.0062, 0.0068, 0.0062, 0.0060)  # from the middle outwards
_LOWER_WIDTHS = (0.0050, 0.0054, 0.0060, 0.0060, 0.0062)
_UPPER_HEIGHTS = (0.0094, 0.0084, 0.0090, 0.0078, 0.0070)
_LOWER_HEIGHTS = (0.0078, 0.0078, 0.0082, 0.0074, 0.0068)
_ROUND, _TALL = 12, 9  # vertices around and along a tooth
_ARCH_DEPTH = 0.036
_UPPER_HALF_WIDTH, _LOWER_HALF_WIDTH = 0.0200, 0.0190
_ENAMEL = np.array([0.90, 0.865, 0.80])
_GUM = np.array([0.62, 0.20, 0.20])


def make_teeth(base: BaseMesh, positions: Floats, deltas: dict[str, Floats], lip_line: Floats) -> list[Part]:
    """The parts Teeth_Upper and Teeth_Lower; ``lip_line`` (3,) is where the closed lips meet in the middle."""
    front = lip_line[2] - 0.0080
    upper = _row(_UPPER_WIDTHS, _UPPER_HEIGHTS, _UPPER_HALF_WIDTH, np.array([0, lip_line[1] - 0.0022, front]), up=True)
    lower = _row(
        _LOWER_WIDTHS, _LOWER_HEIGHTS, _LOWER_HALF_WIDTH, np.array([0, lip_line[1] - 0.0016, front - 0.0020]), up=False
    )
    material = Material("teeth", roughness=0.22)
    jaw = positions[base.vertices_of("helper-lower-teeth")]
    moved = {
        name: _follow(jaw, delta[base.vertices_of("helper-lower-teeth")], lower[0]) for name, delta in deltas.items()
    }
    return [_part("Teeth_Upper", *upper, material, {}), _part("Teeth_Lower", *lower, material, moved)]


def make_tongue(base: BaseMesh, positions: Floats, deltas: dict[str, Floats], lip_line: Floats) -> Part:
    """The part Tongue: the helper, smoothed, flattened and lying lower, so that an open mouth shows its teeth first."""
    vertices, quads = compact(base.groups["helper-tongue"].vertices)
    smooth, fine = subdivide(quads, len(vertices))
    tongue = follow(smooth, positions[vertices])
    middle = tongue.mean(axis=0)
    tongue = middle + (tongue - middle) * [0.92, 0.75, 0.95]
    tongue += [0, lip_line[1] - 0.0075 - tongue[:, 1].max(), lip_line[2] - 0.0175 - tongue[:, 2].max()]
    depth = np.clip((tongue[:, 2:] - tongue[:, 2].min()) / np.ptp(tongue[:, 2]), 0, 1)
    return Part(
        name="Tongue",
        positions=tongue,
        uv=np.zeros((len(tongue), 2)),
        faces=triangles(fine),
        material=Material("tongue", colour=(0.70, 0.22, 0.23, 1), roughness=0.45),
        weights=rigid(len(tongue)),
        deltas={name: follow(smooth, delta[vertices]) for name, delta in deltas.items()},
        tint=np.repeat(0.25 + 0.75 * depth, 3, axis=1),
    )


def _part(name: str, places: Floats, tint: Floats, faces: Ints, material: Material, deltas: dict[str, Floats]) -> Part:
    return Part(name, places, np.zeros((len(places), 2)), faces, material, rigid(len(places)), deltas, tint=tint)


def _row(
    widths: tuple[float, ...], heights: tuple[float, ...], half_width: float, edge: Floats, *, up: bool
) -> tuple[Floats, Floats, Ints]:
    """One arch of teeth and its gum: vertices, tints and triangles. ``edge`` is the cutting edge in the middle."""
    places: list[Floats] = []
    tints: list[Floats] = []
    starts = np.cumsum([0.0, *widths[:-1]])
    for start, width, height in zip(starts, widths, heights, strict=True):
        shape = _tooth(width * 1.01, height)
        middle, ahead = _on_arch(half_width, start, width)
        tint = _tooth_tint(start, shape[:, 1:2] / height)
        for side in (1, -1):
            axes = np.array([[ahead[0], 0, side * ahead[1]], [0, 1 if up else -1, 0], [-side * ahead[1], 0, ahead[0]]])
            places.append(edge + [side * middle[0], 0, middle[1]] + shape @ axes)
            tints.append(tint)
    order = grid_faces(_TALL, _ROUND, closed=True)
    tooth = triangles(order if up else order[:, ::-1])
    faces = (tooth[None] + _TALL * _ROUND * np.arange(len(places))[:, None, None]).reshape(-1, 3)
    return np.concatenate(places), np.concatenate(tints), faces


def _on_arch(half_width: float, start: float, width: float) -> tuple[Floats, Floats]:
    """Middle and direction (x, z) of a tooth from ``start`` to ``start + width`` along the dental arch."""
    turn = np.linspace(0, np.pi / 2, 400)
    arch = np.stack([half_width * np.sin(turn), _ARCH_DEPTH * (np.cos(turn) - 1)], axis=1)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(arch, axis=0), axis=1))])
    near, middle, far = (
        np.array([np.interp(place, run, arch[:, axis]) for axis in range(2)])
        for place in (start, start + width / 2, start + width)
    )
    return middle, (far - near) / np.linalg.norm(far - near)


def _tooth_tint(start: float, rise: Floats) -> Floats:
    """Enamel turning into gum towards ``rise`` 1, darker the farther back the tooth stands, (n, 3)."""
    shade = np.exp(-((max(start - 0.0078, 0) / 0.0075) ** 2))
    enamel = _ENAMEL * (0.25 + 0.75 * shade) * (1 - 0.18 * rise)
    gum = np.clip((rise - 0.80) / 0.08, 0, 1)
    return np.asarray(enamel + gum * (_GUM * (0.3 + 0.7 * shade) - enamel))


def _tooth(width: float, height: float) -> Floats:
    """A rounded block with the cutting edge at y = 0, narrower and thicker towards the gum: (x along, y up, z out)."""
    t = np.linspace(0, 1, _TALL)
    turn = np.linspace(0, 2 * np.pi, _ROUND, endpoint=False)
    profile = np.clip(1 - (1 - np.clip(t / 0.12, 0, 1)) ** 2, 0.72, 1) ** 0.5
    across = 0.5 * width * profile * (1 - 0.12 * t)
    thick = 0.5 * 0.0055 * np.clip(0.45 + 0.7 * t, 0, 1) * np.maximum(profile, 0.3)
    cos, sin = np.cos(turn), np.sin(turn)
    x = across[:, None] * np.sign(cos) * np.abs(cos) ** 0.55
    z = thick[:, None] * np.sign(sin) * np.abs(sin) ** 0.75
    y = np.repeat((height * t)[:, None], _ROUND, axis=1)
    return np.stack([x, y, z], axis=-1).reshape(-1, 3)


def _follow(jaw: Floats, moved: Floats, places: Floats) -> Floats:
    """How ``places`` move when the ``jaw`` vertices move by ``moved``: the same turn and shift, fitted linearly."""
    if not moved.any():
        return np.zeros_like(places)
    fitted = np.linalg.lstsq(np.column_stack([jaw, np.ones(len(jaw))]), moved, rcond=None)[0]
    return np.asarray(np.column_stack([places, np.ones(len(places))]) @ fitted)
