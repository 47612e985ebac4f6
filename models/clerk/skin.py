"""The head: face, neck and the inside of the mouth, with make-up painted by place on the face."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from models.clerk.bust import Bust
from models.clerk.mesh import Floats, Ints, compact, triangles
from models.clerk.paint import band, mix, noise, rasterise, spot, step, to_image
from models.clerk.parts import Material, Part

_MOSTLY = 0.5  # hidden so far at every corner, a face is left out
_SIZE = (2048, 1024)
_FACE = (0.875, 0.485)  # middle of the face on MakeHuman's map, which shows it lying on its side
_LENS = (10.0, 11.0)  # how strongly the map is enlarged there
_REACH = ((0.63, 1.0), (0.13, 0.86))  # extent of the head on MakeHuman's map
_CELLS = {"mouth": (0.01, 0.01), "socket": (0.12, 0.01), "trunk": (0.23, 0.01)}  # corners of the plain colour patches
_CELL = (0.08, 0.04)
_HEAD_TOP = 0.06  # texture v where the head's own area starts

_BASE = (0.965, 0.800, 0.715)
_NECK = (0.945, 0.765, 0.675)
_LIPS = (0.835, 0.430, 0.420)
_INNER_LIPS = (0.760, 0.265, 0.290)
_MOUTH = (0.38, 0.10, 0.10)
_BLUSH = (0.975, 0.560, 0.520)
_BROWS = (0.265, 0.175, 0.140)
_LINER = (0.150, 0.085, 0.075)


@dataclass(frozen=True)
class Eye:
    """Where one eye opens: the corners nearest and farthest from the nose and the highest point, (x, y) each."""

    inner: Floats
    outer: Floats
    top: Floats


def make_head(bust: Bust, hidden: Floats) -> Part:
    """The part Head of all faces that are not entirely ``hidden`` (0..1 a vertex, (v,))."""
    shown = hidden[bust.faces.vertices].min(axis=1) < _MOSTLY
    faces = bust.faces[shown]
    island = bust.island[shown]
    uv = _layout(bust, island, faces.uv)
    corners = np.stack([faces.vertices, faces.uv], axis=-1).reshape(-1, 2)
    pairs, quads = np.unique(corners, axis=0, return_inverse=True)
    vertices, quads = pairs[:, 0], quads.reshape(-1, 4)
    texture = _paint(bust, vertices, uv[pairs[:, 1]], triangles(quads))
    return Part(
        name="Head",
        positions=bust.positions[vertices],
        uv=uv[pairs[:, 1]],
        faces=triangles(quads),
        material=Material("skin", roughness=0.5, texture=texture),
        weights=bust.weights[vertices],
        deltas={name: delta[vertices] for name, delta in bust.deltas.items()},
        shading=bust.normals[vertices],
    )


def _layout(bust: Bust, island: np.ndarray, corners: Ints) -> Floats:
    """Texture coordinates, v downwards: the head under a lens that enlarges the face, the rest in small patches."""
    placed = np.zeros_like(bust.uv)
    for name, cell in _CELLS.items():
        used, _ = compact(corners[island == name])
        spread = bust.uv[used] - bust.uv[used].min(axis=0)
        placed[used] = np.array(cell) + spread / spread.max(axis=0) * _CELL
    used, _ = compact(corners[island == "head"])
    for axis in range(2):
        low, high = (np.arcsinh(_LENS[axis] * (edge - _FACE[axis])) for edge in _REACH[axis])
        seen = np.arcsinh(_LENS[axis] * (bust.uv[used, axis] - _FACE[axis]))
        placed[used, axis] = (seen - low) / (high - low)
    placed[used, 1] = _HEAD_TOP + (1 - _HEAD_TOP) * (1 - placed[used, 1])
    return placed


def eye_opening(bust: Bust, sign: int) -> Eye:
    """The opening of the eye at positive (``sign`` 1, the clerk's left) or negative x."""
    rim = bust.positions[(np.abs(bust.lid) < 0.5) & (bust.positions[:, 0] * sign > 0)]  # noqa: PLR2004 - half an edge ring
    across = np.abs(rim[:, 0])
    return Eye(rim[across.argmin(), :2], rim[across.argmax(), :2], rim[rim[:, 1].argmax(), :2])


def _paint(bust: Bust, vertices: Ints, uv: Floats, faces: Ints) -> Image.Image:
    known = np.column_stack([bust.positions, bust.lip, bust.lid])[vertices]
    values, _ = rasterise(uv, known, faces, _SIZE)
    x, y, z, lip, lid = np.moveaxis(values, -1, 0)
    eye = eye_opening(bust, 1)
    across = np.abs(x)
    front = step(z, eye_depth(bust) - 0.06, eye_depth(bust) - 0.03)
    colour = _complexion(x, y, front, eye)
    colour = _shadow_eyes(colour, across, y, lid, eye)
    colour = _brows(colour, across, y, front, eye)
    colour = _lips(colour, x, lip)
    colour = mix(colour, _MOUTH, step(lip, 0.3, -1.0))
    return to_image(colour)


def eye_depth(bust: Bust) -> float:
    """How far forward (z) the rims of the eyes lie."""
    return float(bust.positions[np.abs(bust.lid) < 0.5, 2].mean())  # noqa: PLR2004 - half an edge ring


def _complexion(x: Floats, y: Floats, front: Floats, eye: Eye) -> Floats:
    height, across = eye.outer[1], np.abs(x)
    colour = np.broadcast_to(np.array(_BASE), (*x.shape, 3))
    colour = mix(colour, _NECK, step(y, height - 0.09, height - 0.14))
    colour = mix(colour, _BLUSH, 0.26 * front * spot(across, y, (0.040, height - 0.034), (0.017, 0.012)))
    colour = mix(colour, _BLUSH, 0.12 * front * spot(across, y, (0.0, height - 0.042), (0.010, 0.008)))
    colour = mix(colour, _BLUSH, 0.10 * front * spot(across, y, (0.0, height - 0.100), (0.016, 0.008)))
    colour = mix(colour, (0.93, 0.68, 0.60), 0.35 * (1 - front) * step(y, height - 0.1, height - 0.06))
    fine = noise(x.shape, (3, 3), seed=1) + 1.5 * noise(x.shape, (24, 24), seed=2)
    return np.asarray(colour * (1 + 0.0035 * fine[..., None]))


def _shadow_eyes(colour: Floats, across: Floats, y: Floats, lid: Floats, eye: Eye) -> Floats:
    middle = (eye.inner + eye.outer) / 2
    upper = step(y, middle[1] - 0.001, middle[1] + 0.002)
    outer = step(across, middle[0] - 0.010, eye.outer[0])
    colour = mix(colour, (0.80, 0.52, 0.44), (0.30 + 0.20 * outer) * upper * step(lid, 10.0, 4.5))
    colour = mix(colour, (0.80, 0.50, 0.44), 0.28 * outer * (1 - upper) * step(lid, 7.0, 3.0))
    colour = mix(colour, (1.0, 0.87, 0.80), 0.35 * (1 - upper) * band(lid, 5.5, 7.5, 1.5))
    colour = mix(colour, (0.90, 0.62, 0.56), step(lid, 2.6, 1.6))
    colour = mix(colour, _LINER, 0.92 * upper * band(lid, 1.0, 3.9 + 0.5 * outer, 0.6))
    return mix(colour, _LINER, 0.35 * outer * (1 - upper) * band(lid, 2.6, 3.6, 0.8))


def _brows(colour: Floats, across: Floats, y: Floats, front: Floats, eye: Eye) -> Floats:
    """Straight, soft brows: full in the middle, fading towards the nose, thin at the tail."""
    start, end = eye.inner[0] - 0.001, eye.outer[0] + 0.006
    along = (across - start) / (end - start)
    middle = eye.top[1] + 0.0115 + 0.0022 * np.sin(np.pi * np.clip(along, 0, 1) ** 1.25) - 0.001 * along
    half = 0.0030 * np.clip(1.12 - 0.85 * np.clip(along, 0, 1) ** 2.2, 0, 1)
    distance = np.abs(y - middle) / half
    hairs = noise((64, 2048), (6, 2.6), seed=7)
    lean = (across + 0.5 * (y - middle)) * 30000
    stroke = hairs[np.clip((y - middle) * 6000 + 32, 0, 63).astype(int), lean.astype(int) % 2048]
    thick = step(distance, 1.25, 0.45) * step(along, -0.02, 0.30) * step(along, 1.03, 0.93) * front
    return mix(colour, _BROWS, np.clip(thick * (0.76 + 0.09 * stroke), 0, 0.92))


def _lips(colour: Floats, x: Floats, lip: Floats) -> Floats:
    colour = mix(colour, _LIPS, 0.92 * step(lip, 5.6, 4.4) * step(lip, -2.0, 0.0))
    colour = mix(colour, _INNER_LIPS, 0.75 * step(lip, 4.0, 0.8))
    return mix(colour, (0.97, 0.66, 0.63), 0.25 * band(lip, 2.8, 3.6, 0.8) * spot(x, x, (0, 0), (0.010, 0.010)))
