"""The eyeballs: spheres with a slight cornea, and one painted iris for both."""

from __future__ import annotations

import numpy as np
from PIL import Image

from models.clerk.base import BaseMesh
from models.clerk.mesh import Floats, grid_faces, triangles
from models.clerk.paint import mix, noise, spot, step, to_image
from models.clerk.parts import Material, Part

_ROWS, _COLUMNS = 20, 40
_REACH = np.radians(110)  # how far round from the pupil the ball is modelled
_IRIS = np.radians(34)
_BULGE = 0.035  # of the ball's radius
_SIZE = 512


def make_eyes(base: BaseMesh, positions: Floats) -> list[Part]:
    """The parts Eye_L and Eye_R, each turning around its own middle."""
    material = Material("eye", roughness=0.12, texture=_paint())
    return [_ball(f"Eye_{side}", *eyeball(base, positions, side), material) for side in "LR"]


def eyeball(base: BaseMesh, positions: Floats, side: str) -> tuple[Floats, float]:
    """Middle (3,) and radius of the eyeball of ``side`` (L or R): the sphere through the helper's vertices."""
    shell = positions[base.vertices_of(f"helper-{side.lower()}-eye")]
    equations = np.column_stack([2 * shell, np.ones(len(shell))])
    solved = np.linalg.lstsq(equations, (shell**2).sum(axis=1), rcond=None)[0]
    middle = solved[:3]
    return middle, float(np.sqrt(solved[3] + middle @ middle))


def _ball(name: str, middle: Floats, radius: float, material: Material) -> Part:
    tilt, turn = np.meshgrid(np.linspace(0, _REACH, _ROWS), np.linspace(0, 2 * np.pi, _COLUMNS), indexing="ij")
    outward = np.stack([np.sin(tilt) * np.cos(turn), np.sin(tilt) * np.sin(turn), np.cos(tilt)], axis=-1).reshape(-1, 3)
    bulge = _BULGE * np.clip(1 - (tilt / _IRIS) ** 2, 0, 1).reshape(-1, 1)
    spread = 0.5 * np.stack([np.cos(turn), -np.sin(turn)], axis=-1) * (tilt / _REACH)[..., None]
    return Part(
        name=name,
        positions=middle + radius * (1 + bulge) * outward,
        uv=0.5 + spread.reshape(-1, 2),
        faces=triangles(grid_faces(_ROWS, _COLUMNS)[:, ::-1]),
        material=material,
        shading=outward,
        pivot=middle,
    )


def _paint() -> Image.Image:
    """Sclera, iris and pupil, shaded by the upper lid, with the reflection of a window."""
    y, x = (np.mgrid[0:_SIZE, 0:_SIZE] + 0.5) / _SIZE * 2 - 1
    iris = _IRIS / _REACH
    radius, angle = np.hypot(x, y) / iris, np.arctan2(y, x)  # radius 1: rim of the iris
    colour = np.broadcast_to(np.array([0.96, 0.945, 0.94]), (_SIZE, _SIZE, 3))
    colour = mix(colour, (0.90, 0.72, 0.68), step(radius, 1.5, 2.6) * 0.6)
    colour = mix(colour, (0.20, 0.105, 0.075), step(radius, 1.05, 0.97))
    fibres = noise((_SIZE, 256), (40, 1.2), seed=5)[
        np.clip(radius * 200, 0, _SIZE - 1).astype(int), ((angle / np.pi + 1) * 127.9).astype(int)
    ]
    glow = step(radius, 1.0, 0.55) * step(radius, 0.35, 0.6)
    colour = mix(colour, (0.43, 0.24, 0.145), glow * np.clip(0.55 + 0.22 * fibres + 0.55 * y / iris, 0, 1))
    colour = mix(colour, (0.07, 0.035, 0.03), 0.85 * step(radius, 0.82, 0.98) * step(radius, 1.06, 0.99))
    colour = mix(colour, (0.025, 0.015, 0.02), step(radius, 0.47, 0.41))
    colour = mix(colour, (0.25, 0.15, 0.15), 0.5 * step(y / iris, -0.35, -1.1))
    colour = mix(colour, (1.0, 1.0, 1.0), step(np.hypot(x + 0.32 * iris, y + 0.38 * iris) / iris, 0.235, 0.17))
    colour = mix(colour, (1.0, 0.95, 0.9), 0.45 * spot(x, y, (0.3 * iris, 0.42 * iris), (0.14 * iris, 0.12 * iris)))
    return to_image(colour)
