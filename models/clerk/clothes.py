"""The uniform: jacket and blouse on a smoothed shell over the trunk, lapels, scarf, button and name tag."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw
from scipy.spatial import ConvexHull

from models.clerk.bust import Bust
from models.clerk.mesh import Floats, Ints, border_vertices, compact, follow, grid_faces, neighbours, normals, triangles
from models.clerk.paint import band, mix, noise, rasterise, step, to_image
from models.clerk.parts import Material, Part
from models.clerk.surface import Surface

_JACKET = (0.085, 0.265, 0.300)
_BLOUSE = (0.965, 0.955, 0.935)
_SCARF = (0.930, 0.475, 0.420)
_SCARF_EDGE = (0.985, 0.935, 0.870)
_BAND = 0.030  # metres: height of the scarf
_NECKLINE = (0.006, -0.45)  # metres above the neck joint, and fall per metre forwards
_SCARF_HIDES = 0.018  # metres below its middle, and beside the throat
_THROAT = (0.005, 0.025)  # metres above the neckline where the scarf's girth is measured
_EASE = 0.009  # metres between body and cloth
_SMOOTHINGS = 50
_SPAN = 0.028  # metres
_TEXTURE = (512, 1024)


class Wardrobe:
    """The cut of the clothes for one body; heights are measured from the base of the neck, ``neck`` (3,)."""

    def __init__(self, bust: Bust, neck: Floats, hem: float) -> None:
        self.bust, self.neck = bust, neck
        self.opening = neck[1] - 0.165  # where the lapels meet
        above = self._above(bust.positions)
        neck_skin = bust.positions[
            (above > _THROAT[0]) & (above < _THROAT[1]) & (bust.positions[:, 1] < neck[1] + 0.05)
        ]
        self._throat = _hull_radius(neck_skin[:, [0, 2]] - self._axis())
        self._faces = bust.faces[above[bust.faces.vertices].min(axis=1) < 0]
        self.vertices, self.quads = compact(self._faces.vertices)
        self.positions = _drape(bust.positions[self.vertices], self.quads, neck, hem)
        self.surface = Surface(self.positions, normals(self.positions, self.quads))
        self.body = Surface(bust.positions, bust.normals)

    def weights(self, points: Floats) -> Floats:
        """Joint weights (n, 3) of things worn at ``points`` (n, 3)."""
        return self.body.carry(points, self.bust.weights)

    def covers(self, places: Floats) -> Floats:
        """1 where cloth certainly hides the skin at ``places`` (n, 3), else 0, (n,)."""
        above = self._above(places)
        away = places[:, [0, 2]] - self._axis()
        beside = np.hypot(*away.T) - np.interp(np.mod(np.arctan2(*away.T), 2 * np.pi), *self._throat)
        return np.where((above < -_SCARF_HIDES) | (above < _SCARF_HIDES) & (beside > _SCARF_HIDES), 1.0, 0.0)

    def _above(self, places: Floats) -> Floats:
        """Height of ``places`` (..., 3) above the neckline, a plane that falls forwards."""
        return np.asarray(places[..., 1] - self.neck[1] - _NECKLINE[0] - _NECKLINE[1] * (places[..., 2] - self.neck[2]))

    def _axis(self) -> Floats:
        return np.array([0.0, self.neck[2] + 0.012])

    def _ring(self, turn: Floats, above: Floats | float, away: Floats | float) -> Floats:
        """Points (..., 3) round the throat: by turn from ahead, height above the neckline, gap to the skin."""
        radius = np.interp(np.mod(turn, 2 * np.pi), *self._throat) + away
        x, z = radius * np.sin(turn), radius * np.cos(turn) + self._axis()[1]
        y = self.neck[1] + _NECKLINE[0] + _NECKLINE[1] * (z - self.neck[2]) + above
        return np.stack(np.broadcast_arrays(x, y, z), axis=-1)

    def make(self) -> list[Part]:
        """The parts Uniform, Lapels, Scarf, Button and Name_Tag."""
        return [self._uniform(), self._lapels(), self._scarf(), self._button(), self._tag()]

    def _uniform(self) -> Part:
        corners = np.stack([self.quads, self._faces.uv], axis=-1).reshape(-1, 2)
        pairs, quads = np.unique(corners, axis=0, return_inverse=True)
        vertices, faces = pairs[:, 0], triangles(quads.reshape(-1, 4))
        uv = self.bust.uv[pairs[:, 1]]
        uv = (uv - uv.min(axis=0)) / np.ptp(uv, axis=0)
        uv[:, 1] = 1 - uv[:, 1]
        places = self.positions[vertices]
        known = np.column_stack([places, self.bust.arm[self.vertices][vertices]])
        return Part(
            name="Uniform",
            positions=places,
            uv=uv,
            faces=faces,
            material=Material("uniform", roughness=0.85, texture=self._paint(known, uv, faces), double_sided=True),
            weights=self.bust.weights[self.vertices][vertices],
            shading=normals(self.positions, self.quads)[vertices],
        )

    def _paint(self, known: Floats, uv: Floats, faces: Ints) -> Image.Image:
        values, _ = rasterise(uv, known, faces, _TEXTURE)
        x, y, z, arm = np.moveaxis(values, -1, 0)
        weave = noise(_TEXTURE, (0.7, 0.7), seed=21) + noise(_TEXTURE, (12, 12), seed=22)
        colour = np.broadcast_to(np.array(_JACKET), (*_TEXTURE, 3)) * (1 + 0.025 * weave[..., None])
        colour = colour * (1 - 0.22 * band(arm, 0.49, 0.51, 0.02))[..., None]
        colour = (
            colour
            * (
                1
                - 0.5
                * band(x, -0.0035, -0.0025, 0.001)
                * step(y, self.opening, self.opening - 0.002)
                * (z > self.neck[2])
            )[..., None]
        )
        width = 0.060 * (y - self.opening) / 0.13
        inside = step(np.abs(x) - width, 0.002, -0.002) * (z > self.neck[2] + 0.01)
        blouse = np.broadcast_to(np.array(_BLOUSE), (*_TEXTURE, 3)) * (1 + 0.006 * weave[..., None])
        blouse = mix(blouse, (0.80, 0.77, 0.76), 0.6 * band(x, 0.0105, 0.0110, 0.0008))
        return to_image(colour + inside[..., None] * (blouse - colour))

    def _lapels(self) -> Part:
        strips = [self._lapel(side) for side in (1, -1)]
        rows, columns = strips[0].shape[:2]
        order = grid_faces(rows, columns)
        faces = np.concatenate([triangles(order[:, ::-1]), triangles(order) + rows * columns])
        places = np.concatenate([strip.reshape(-1, 3) for strip in strips])
        return Part(
            name="Lapels",
            positions=places,
            uv=np.zeros((len(places), 2)),
            faces=faces,
            material=Material("lapels", colour=(*_linear(_JACKET, 1.12), 1.0), roughness=0.8, double_sided=True),
            weights=self.weights(places),
        )

    def _lapel(self, side: int) -> Floats:
        """Collar and lapel of one side as a strip (rows from the nape to the opening, columns outwards, 3)."""
        s = np.concatenate([np.linspace(0, 0.59, 26), np.linspace(0.60, 0.69, 19), np.linspace(0.70, 1, 20)])
        azimuth = np.radians(180 - 135 * np.clip(s / 0.45, 0, 1))
        around = self._ring(side * azimuth, -0.012, 0.014)
        top, bottom = around[np.searchsorted(s, 0.45)], np.array([side * 0.003, self.opening, self.neck[2] + 0.10])
        down = np.clip((s - 0.45) / 0.55, 0, 1)[:, None]
        inner = np.where(s[:, None] < 0.45, around, top + down * (bottom - top))  # noqa: PLR2004 - where the neck ends
        width = np.interp(s, [0, 0.35, 0.59, 0.62, 0.67, 1], [0.030, 0.034, 0.039, 0.033, 0.052, 0.0])
        outward = np.stack(
            [side * np.sin(azimuth), -0.9 + 0.6 * np.clip(s / 0.45, 0, 1), 0.4 * np.cos(azimuth)], axis=-1
        )
        outward = np.where(s[:, None] < 0.45, outward, np.array([side, 0.10, -0.25]))  # noqa: PLR2004 - where the neck ends
        outward /= np.linalg.norm(outward, axis=-1, keepdims=True)
        across = np.array([0, 0.04, 0.25, 0.5, 0.75, 0.96, 1.0])
        lift = np.array([0.001, 0.0065, 0.0075, 0.0075, 0.0070, 0.0060, 0.0005])
        points = inner[:, None] + across[None, :, None] * width[:, None, None] * outward[:, None]
        for _ in range(3):
            points = self.surface.lay(points, np.broadcast_to(lift, points.shape[:2]))
        return np.asarray(points)

    def _scarf(self) -> Part:
        ring, faces, uv = self._band()
        places, corners, quads = [ring], [uv], [faces]
        knot, *tails = self._knot_and_tails()
        for tail, turned in [(knot, 1), *((tail, -1) for tail in tails)]:
            quads.append(triangles(grid_faces(*tail.shape[:2])[:, ::turned]) + sum(map(len, places)))
            places.append(tail.reshape(-1, 3))
            v, u = np.meshgrid(np.linspace(0, 1, tail.shape[0]), np.linspace(0, 1, tail.shape[1]), indexing="ij")
            corners.append(np.stack([v, u], axis=-1).reshape(-1, 2))
        positions = np.concatenate(places)
        return Part(
            name="Scarf",
            positions=positions,
            uv=np.concatenate(corners),
            faces=np.concatenate(quads),
            material=Material("scarf", roughness=0.55, texture=_silk(), double_sided=True),
            weights=self.weights(positions),
        )

    def _band(self) -> tuple[Floats, Ints, Floats]:
        around, tall = 72, 12
        turn = np.linspace(0, 2 * np.pi, around)
        height = np.linspace(0, 1, tall)
        puff = 0.0130 - 0.0115 * height + 0.0060 * np.sin(np.pi * height) ** 0.7
        puff = puff * (0.75 + 0.25 * np.cos(turn))[:, None]  # flat under the collar
        folds = 0.0009 * np.sin(7 * np.pi * height[None, :] + 2.0 * np.sin(turn)[:, None])
        places = self._ring(turn[:, None], _BAND * (height - 0.45)[None, :], puff + folds)
        uv = np.stack(np.broadcast_arrays(turn[:, None] / np.pi * 2, height[None, :]), axis=-1)
        return places.reshape(-1, 3), triangles(grid_faces(around, tall)[:, ::-1]), uv.reshape(-1, 2)

    def _knot_and_tails(self) -> list[Floats]:
        """The knot and the two ends below it, each a grid of points."""
        knot = self.body.lay(np.array([[0.0, self.neck[1] - 0.040, self.neck[2] + 0.09]]), 0.014)[0]
        return [
            _ball(knot, np.array([0.0105, 0.0115, 0.0085])),
            self._tail(knot, 0.27, 0.070, 0.0),
            self._tail(knot, -0.24, 0.064, 0.003),
        ]

    def _tail(self, knot: Floats, lean: float, length: float, lift: float) -> Floats:
        t, across = np.linspace(0, 1, 14), np.linspace(-1, 1, 9)
        half = 0.005 + 0.0145 * np.sin(np.clip(t, 0, 1) * 1.9) ** 1.2
        half *= np.where(t > 0.86, np.sqrt(np.clip((1 - t) / 0.14, 0.0, 1)), 1.0)  # noqa: PLR2004 - a rounded end
        down, sideways = np.array([np.sin(lean), -np.cos(lean), 0.0]), np.array([np.cos(lean), np.sin(lean), 0.0])
        points = knot + length * t[:, None, None] * down + (half[:, None] * across[None, :])[..., None] * sideways
        rise = 0.0085 + lift + 0.0022 * np.cos(2.2 * np.pi * across)[None, :] * (1 - 0.4 * t[:, None])
        for _ in range(3):
            points = self.surface.lay(points, rise)
        return np.asarray(points)

    def _button(self) -> Part:
        middle = self.surface.lay(np.array([[0.0, self.opening - 0.022, self.neck[2] + 0.1]]), 0.003)[0]
        disc = _ball(middle, np.array([0.0085, 0.0085, 0.0035]))
        places = disc.reshape(-1, 3)
        return Part(
            name="Button",
            positions=places,
            uv=np.zeros((len(places), 2)),
            faces=triangles(grid_faces(*disc.shape[:2])),
            material=Material("gold", colour=(0.72, 0.50, 0.24, 1.0), roughness=0.35),
            weights=self.weights(places),
        )

    def _tag(self) -> Part:
        u, v = np.meshgrid(np.linspace(0, 1, 9), np.linspace(0, 1, 4))
        centre = np.array([0.088, self.neck[1] - 0.118, self.neck[2] + 0.1])
        size = np.array([0.050, 0.017, 0])
        points = centre + np.stack([u - 0.5, 0.5 - v, np.zeros_like(u)], axis=-1) * size
        flat = self.surface.lay(points, 0.004)
        design = np.column_stack([u.ravel() - 0.5, 0.5 - v.ravel(), np.ones(u.size)])
        plane = np.linalg.lstsq(design, flat.reshape(-1, 3), rcond=None)[0]  # a tag is stiff
        plane[0, 1] = 0  # and pinned level
        places = design @ plane
        return Part(
            name="Name_Tag",
            positions=places,
            uv=np.stack([u, v], axis=-1).reshape(-1, 2),
            faces=triangles(grid_faces(4, 9)[:, ::-1]),
            material=Material("name_tag", roughness=0.3, texture=_tag_face(), double_sided=True),
            weights=self.weights(places),
        )


def _drape(body: Floats, quads: Ints, neck: Floats, hem: float) -> Floats:
    """Cloth over a body: ``_EASE`` away at the neckline, else relaxed like a membrane, and cut level at ``hem``."""
    beside = neighbours(quads, len(body))
    border = border_vertices(quads, len(body))
    neckline = border & (body[:, 1] > body[:, 1].mean())
    level = body + _EASE * normals(body, quads)
    cloth = level.copy()
    for _ in range(_SMOOTHINGS):
        cloth[~neckline] = 0.5 * cloth[~neckline] + 0.5 * follow(beside, cloth)[~neckline]
        cloth[border, 1] = level[border, 1]
    cloth[:, 1] = np.maximum(cloth[:, 1], hem)
    return _span_chest(cloth, quads, neck)


def _span_chest(cloth: Floats, quads: Ints, neck: Floats) -> Floats:
    """The cloth with its front spanned evenly, as a lined jacket lies: depth averaged over ``_SPAN`` around."""
    x, y, z = (cloth - neck).T
    front = step(z, 0.03, 0.06) * step(np.abs(x), 0.15, 0.10) * step(y, -0.07, -0.12)
    near = np.flatnonzero(z > 0.0)
    corners = cloth[quads]
    area = np.linalg.norm(np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]), axis=1)
    weight = np.bincount(quads.ravel(), np.repeat(area, 4), len(cloth))[near]
    moved = cloth.copy()
    for vertex in np.flatnonzero(front):
        share = weight * np.exp(-0.5 * ((cloth[near, :2] - cloth[vertex, :2]) ** 2).sum(axis=1) / _SPAN**2)
        moved[vertex, 2] += front[vertex] * ((share @ cloth[near, 2]) / share.sum() - cloth[vertex, 2])
    return moved


def _hull_radius(points: Floats) -> tuple[Floats, Floats]:
    """The convex hull of ``points`` (n, 2) round the origin: turns from the second axis, 0..2 pi, and radii."""
    lines = ConvexHull(points).equations
    turn = np.linspace(0, 2 * np.pi, 181)
    facing = np.stack([np.sin(turn), np.cos(turn)], axis=-1) @ lines[:, :2].T
    radius = np.where(facing > 1e-6, -lines[:, 2] / np.maximum(facing, 1e-6), np.inf).min(axis=1)  # noqa: PLR2004 - parallel
    return turn, np.asarray(radius)


def _ball(middle: Floats, radii: Floats) -> Floats:
    tilt, turn = np.meshgrid(np.linspace(0.001, np.pi - 0.001, 10), np.linspace(0, 2 * np.pi, 17), indexing="ij")
    shape = np.stack([np.sin(tilt) * np.cos(turn), np.cos(tilt), np.sin(tilt) * np.sin(turn)], axis=-1)
    return np.asarray(middle + radii * shape)


def _linear(colour: tuple[float, float, float], gain: float = 1.0) -> tuple[float, float, float]:
    r, g, b = (min(1.0, (channel * gain) ** 2.2) for channel in colour)
    return r, g, b


def _silk() -> Image.Image:
    """Scarf cloth: u along, v across, with a light stripe along its edges."""
    size = (128, 512)
    v = np.broadcast_to(np.linspace(0, 1, size[0])[:, None], size)
    colour = np.broadcast_to(np.array(_SCARF), (*size, 3)) * (1 + 0.02 * noise(size, (6, 6), seed=31)[..., None])
    return to_image(mix(colour, _SCARF_EDGE, band(np.abs(v - 0.5), 0.40, 0.44, 0.01)))


def _tag_face() -> Image.Image:
    """A gold-rimmed white plate that says 안내 (guide), drawn by strokes so that no font is needed."""
    scale, width, height = 4, 256, 88
    plate = Image.new("RGB", (width * scale, height * scale), (201, 160, 92))
    draw = ImageDraw.Draw(plate)
    draw.rectangle([6 * scale, 6 * scale, (width - 6) * scale, (height - 6) * scale], fill=(252, 250, 246))
    draw.rectangle([6 * scale, 6 * scale, 62 * scale, (height - 6) * scale], fill=(22, 68, 77))
    draw.ellipse([20 * scale, 30 * scale, 48 * scale, 58 * scale], outline=(240, 205, 140), width=4 * scale)
    ink, pen = (30, 45, 52), 6 * scale
    draw.ellipse([88 * scale, 20 * scale, 116 * scale, 48 * scale], outline=ink, width=pen)
    strokes = [
        [(132, 16), (132, 54)],
        [(132, 34), (144, 34)],
        [(98, 52), (98, 70), (136, 70)],
        [(166, 22), (166, 58), (186, 56)],
        [(198, 18), (198, 70)],
        [(212, 14), (212, 72)],
        [(198, 42), (212, 42)],
    ]
    for stroke in strokes:
        draw.line([(x * scale, y * scale) for x, y in stroke], fill=ink, width=pen, joint="curve")
    return plate.resize((width, height), Image.Resampling.LANCZOS)
