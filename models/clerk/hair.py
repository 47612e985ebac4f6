"""A bob with a side parting: a closed inner shell and, over it, overlapping locks that follow the same flow."""

from __future__ import annotations

import numpy as np
from PIL import Image
from scipy.spatial import ConvexHull

from models.clerk.bust import Bust
from models.clerk.mesh import Floats, Ints, grid_faces, normals, triangles
from models.clerk.paint import band, mix, noise, step, to_image
from models.clerk.parts import Material, Part, rigid

_STEPS = 22  # along a strand
_EQUATOR = 0.55  # share of a strand that lies on the head before it hangs
_SMOOTHINGS = 6
_PARTING = 0.24  # sideways lean of the parting, towards the clerk's left
_FRONT, _CROWN = np.radians(56), np.radians(-32)  # from straight up, where the parting starts and ends
_FACE_EDGE, _BACK = np.radians(46), np.radians(180)  # azimuths between which the hair hangs
_LOCK_COLUMNS = 5
_LOWEST_HIDDEN = -0.05  # metres above the head's centre: below, skin shows under the hair
_SEED = 11


class Flow:
    """Where hair runs: strand ``q`` 0 (beside the face) .. 1 (middle of the back) of side 1 (left) or -1."""

    def __init__(self, bust: Bust, eye_height: float) -> None:
        skull = bust.positions[bust.positions[:, 1] > eye_height - 0.075]
        self._hull = ConvexHull(skull).equations
        self._centre = np.array([0.0, eye_height + 0.020, (skull[:, 2].min() + skull[:, 2].max()) / 2 - 0.004])
        self._end = eye_height - 0.112

    def strands(self, side: int, q: Floats, lift: float, length: float = 1.0) -> Floats:
        """Points (strands, steps, 3) of strands ``q`` (strands,), ``lift`` metres above the hair's inner surface."""
        t = np.linspace(0, 1, _STEPS)
        root, equator = self._root(np.clip(q, 0, 1)), self._direction(side, q)
        on_head = t[t <= _EQUATOR] / _EQUATOR
        flat = _arc(root, equator, on_head)
        edge = step(q, -0.02, 0.16)[:, None] * 0.8 + 0.2
        volume = (0.0035 + 0.0105 * step(on_head, 0.0, 0.45)) * np.maximum(edge, step(on_head, 0.30, 1.0)) + lift
        lying = self._centre + flat * (self._radius(flat) + volume)[..., None]
        points = np.concatenate([lying, self._hanging(lying[:, -1], q, t[t > _EQUATOR], length)], axis=1)
        for _ in range(_SMOOTHINGS):
            points[:, 1:-1] = 0.25 * points[:, :-2] + 0.5 * points[:, 1:-1] + 0.25 * points[:, 2:]
        return points

    def covers(self, places: Floats) -> Floats:
        """Whether the shell hides ``places`` (n, 3) of the head well inside its edge: 1 or 0, (n,)."""
        away = places - self._centre
        side = np.where(away[:, 0] > 0, 1, -1)
        hidden = np.zeros(len(places))
        for sign in (1, -1):
            edge = self.strands(sign, np.array([0.10]), 0.0)[0]
            front = np.interp(-away[:, 1], -(edge[:, 1] - self._centre[1]), edge[:, 2] - self._centre[2])
            behind = front - away[:, 2] > 0.012 + 0.03 * step(away[:, 1], 0.0, -0.03)
            hidden[(side == sign) & (away[:, 1] > _LOWEST_HIDDEN) & behind] = 1
        return hidden

    def _root(self, q: Floats) -> Floats:
        p = np.clip(q, 0, 1) ** 0.75
        tilt = _FRONT + (_CROWN - _FRONT) * p
        root = np.stack([_PARTING * (1 - 0.7 * p), np.cos(tilt), np.sin(tilt)], axis=-1)
        return np.asarray(root / np.linalg.norm(root, axis=-1, keepdims=True))

    def _direction(self, side: int, q: Floats) -> Floats:
        azimuth = _FACE_EDGE + (_BACK - _FACE_EDGE) * q
        fall = np.radians(100)
        return np.stack(
            [side * np.sin(azimuth) * np.sin(fall), np.full_like(q, np.cos(fall)), np.cos(azimuth) * np.sin(fall)],
            axis=-1,
        )

    def _radius(self, direction: Floats) -> Floats:
        """Distance from the centre to the convex hull of the head along unit ``direction`` (..., 3)."""
        facing = direction @ self._hull[:, :3].T
        gap = -(self._hull[:, :3] @ self._centre + self._hull[:, 3])
        return np.asarray(np.where(facing > 1e-6, gap / np.maximum(facing, 1e-6), np.inf).min(axis=-1))  # noqa: PLR2004 - parallel

    def _hanging(self, start: Floats, q: Floats, t: Floats, length: float) -> Floats:
        down = (t - _EQUATOR) / (1 - _EQUATOR)
        outward = (start - self._centre) * [1, 0, 1]
        outward /= np.linalg.norm(outward, axis=-1, keepdims=True)
        swell = 0.006 * np.sin(np.pi * np.clip(down * 1.1, 0, 1)) - 0.026 * step(down, 0.4, 1.15)
        drop = (start[:, 1] - self._end) * length + 0.008 * step(q, 0.3, 1.0)
        points = start[:, None] + outward[:, None] * swell[None, :, None]
        points[..., 1] = start[:, None, 1] - drop[:, None] * (down - 0.06 * step(down, 0.7, 1.0))
        return np.asarray(points)


def _arc(start: Floats, end: Floats, share: Floats) -> Floats:
    """Unit vectors along the great circles from ``start`` to ``end`` (n, 3), at each ``share`` (s,): (n, s, 3)."""
    angle = np.arccos(np.clip((start * end).sum(axis=-1), -1, 1))[:, None]
    first, second = np.sin((1 - share) * angle) / np.sin(angle), np.sin(share * angle) / np.sin(angle)
    return np.asarray(first[..., None] * start[:, None] + second[..., None] * end[:, None])


def make_hair(flow: Flow) -> Part:
    """The part Hair."""
    places: list[Floats] = []
    corners: list[Floats] = []
    faces: list[Ints] = []
    tints: list[Floats] = []
    for side in (1, -1):
        for patch, uv, tint in [_shell(flow, side), *_locks(flow, side)]:
            order = grid_faces(*patch.shape[:2])
            faces.append(triangles(order[:, ::-1] if side == 1 else order) + sum(map(len, places)))
            places.append(patch.reshape(-1, 3))
            corners.append(uv.reshape(-1, 2))
            tints.append(np.repeat(tint.reshape(-1, 1), 3, axis=1))
    positions, triangle = np.concatenate(places), np.concatenate(faces)
    return Part(
        name="Hair",
        positions=positions,
        uv=np.concatenate(corners),
        faces=triangle,
        material=Material("hair", roughness=0.48, texture=_paint(), double_sided=True),
        weights=rigid(len(positions)),
        shading=normals(positions, triangle),
        tint=np.concatenate(tints),
    )


def _shell(flow: Flow, side: int) -> tuple[Floats, Floats, Floats]:
    q = np.linspace(0.0, 1.0, 40)
    patch = flow.strands(side, q, 0.0, 0.985)
    u, v = np.broadcast_to(q[:, None] * 4, patch.shape[:2]), np.broadcast_to(np.linspace(0, 1, _STEPS), patch.shape[:2])
    return patch, np.stack([u, v], axis=-1), np.full(patch.shape[:2], 0.4)


def _locks(flow: Flow, side: int) -> list[tuple[Floats, Floats, Floats]]:
    dice = np.random.default_rng(_SEED + side)
    middles = np.concatenate([np.linspace(0.0, 0.97, 30), dice.uniform(-0.01, 0.99, 26), dice.uniform(-0.03, 0.14, 6)])
    return [_lock(flow, side, q, dice) for q in middles]


def _lock(flow: Flow, side: int, q: float, dice: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """One lock: arched across, widest in the middle, pointed at the end."""
    t = np.linspace(0, 1, _STEPS)
    half = dice.uniform(0.022, 0.042)
    lift, arch, length = dice.uniform(0.0005, 0.0045), dice.uniform(0.0015, 0.003), dice.uniform(0.985, 1.012)
    drift = dice.uniform(-0.015, 0.015)
    across = np.linspace(-1, 1, _LOCK_COLUMNS)
    width = half * (0.55 + 0.45 * step(t, 0, 0.35)) * (1 - 0.35 * step(t, 0.75, 1.0))
    columns = []
    fine = np.linspace(-1, 1, 9) * 0.06 + q
    base = flow.strands(side, fine, lift, length)
    raised = flow.strands(side, fine, lift + arch, length)
    for place in across:
        wanted = q + drift * t + place * width
        low = np.clip((wanted - fine[0]) / (fine[1] - fine[0]), 0, len(fine) - 1.001)
        left, share = low.astype(int), (low % 1)[:, None]
        rows = np.arange(_STEPS)
        top = 1 - place * place
        surface = base + top * (raised - base)
        columns.append((1 - share) * surface[left, rows] + share * surface[left + 1, rows])
    patch = np.stack(columns)
    u0 = dice.uniform(0, 1)
    uv = np.stack(
        [np.broadcast_to(u0 + across[:, None] * half * 2, patch.shape[:2]), np.broadcast_to(t, patch.shape[:2])],
        axis=-1,
    )
    tint = dice.uniform(0.8, 1.0) * np.broadcast_to((0.72 + 0.28 * (1 - across**2))[:, None], patch.shape[:2])
    return patch, uv, tint


def _paint() -> Image.Image:
    """Strands along v, darker at the parting and below, with a soft band of light round the head."""
    size = (512, 512)
    fine, coarse = noise(size, (90, 0.8), seed=3), noise(size, (140, 5), seed=4)
    v = np.broadcast_to(np.linspace(0, 1, size[0])[:, None], size)
    colour = np.broadcast_to(np.array([0.285, 0.190, 0.150]), (*size, 3)) * (1 + 0.10 * fine + 0.09 * coarse)[..., None]
    shine = band(v + 0.025 * coarse, 0.24, 0.34, 0.10) * (0.55 + 0.25 * fine)
    colour = mix(colour, (0.60, 0.45, 0.37), np.clip(0.42 * shine, 0, 1))
    colour = mix(colour, (0.10, 0.065, 0.055), 0.6 * step(v, 0.06, 0.0))
    return to_image(mix(colour, (0.38, 0.26, 0.20), 0.3 * step(v, 0.6, 1.0)))
