"""Photos as customers might take them, made from a drawn product picture: other backgrounds, light, framing, cameras.

The drawing's own backdrop is of the product's hue and would give it away, so that most views cut it off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from catalog_index.picture.svg import rendered

Pixels = npt.NDArray[np.uint8]
Colours = npt.NDArray[np.float32]
Random = np.random.Generator

SIDE: Final = 160
"""Side of a view in pixels."""
_TURN: Final = 25.0
_BACKDROP: Final = ('<rect width="400"', '<ellipse cx="200" cy="338"')
"""How the lines of a drawing begin that are not the product itself."""


def cut_out(svg: str) -> Pixels:
    """The product alone, uint8 [side, side, 4] with alpha: the drawing without its backdrop and shadow."""
    return rendered("\n".join(line for line in svg.splitlines() if not line.startswith(_BACKDROP)), SIDE)


def on_background(product: Pixels, random: Random) -> Pixels:
    """On a plain, graded, striped, woven or cluttered surface."""
    return _as_bytes(_laid_on(product, _background(product.shape[0], random)))


def in_other_light(picture: Pixels, random: Random) -> Pixels:
    """Darker or brighter, of another colour temperature, lit from one side."""
    return _as_bytes(_lit(picture.astype(np.float32), random))


def cropped(picture: Pixels, random: Random) -> Pixels:
    """A part of at least 70 % of each side."""
    side = picture.shape[0]
    height, width = (round(side * random.uniform(0.7, 0.95)) for _ in range(2))
    top, left = random.integers(0, side - height + 1), random.integers(0, side - width + 1)
    return np.ascontiguousarray(picture[top : top + height, left : left + width])


def turned(picture: Pixels, random: Random) -> Pixels:
    """Turned by up to 25 degrees."""
    side = picture.shape[0]
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), random.uniform(-_TURN, _TURN), 1.0)
    return np.asarray(cv2.warpAffine(picture, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def from_poor_camera(picture: Pixels, random: Random) -> Pixels:
    """Small, blurred, noisy and saved as a strongly compressed JPEG."""
    small = cv2.resize(picture, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), random.uniform(0.4, 1.2)).astype(np.float32)
    noise = random.standard_normal(blurred.shape, np.float32) * np.float32(random.uniform(3, 10))
    noisy = _as_bytes(np.asarray(blurred + noise, np.float32))
    _, data = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(12, 40))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


def photographed(product: Pixels, random: Random) -> Pixels:
    """All of it together: the product anywhere on a surface, seen from an angle, in some light, by a poor camera."""
    side = product.shape[0]
    placed = np.asarray(cv2.warpPerspective(product, _placing(side, random), (side, side)), np.uint8)
    return from_poor_camera(_as_bytes(_lit(_laid_on(placed, _background(side, random)), random)), random)


OF_PICTURE: Final[Mapping[str, Callable[[Pixels, Random], Pixels]]] = {
    "light": in_other_light,
    "crop": cropped,
    "rotation": turned,
    "camera": from_poor_camera,
}
"""Views of the picture as it is in the catalogue."""
OF_PRODUCT: Final[Mapping[str, Callable[[Pixels, Random], Pixels]]] = {
    "background": on_background,
    "photo": photographed,
}
"""Views of the product cut out."""


def _placing(side: int, random: Random) -> Colours:
    angle, scale = np.deg2rad(random.uniform(-_TURN, _TURN)), random.uniform(0.7, 1.15)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], np.float32) * side / 2
    turn = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))]) * scale
    seen = corners @ turn.T + random.uniform(-0.06, 0.06, (4, 2)) * side + random.uniform(-0.08, 0.08, 2) * side
    return np.asarray(
        cv2.getPerspectiveTransform((corners + side / 2).astype(np.float32), (seen + side / 2).astype(np.float32)),
        np.float32,
    )


def _laid_on(product: Pixels, background: Colours) -> Colours:
    alpha = product[..., 3:].astype(np.float32) / 255
    # A soft shadow below: without one nothing looks as if it lay there.
    shadow = cv2.GaussianBlur(np.roll(alpha[..., 0], 6, axis=0), (0, 0), 6)[..., None] * 0.25
    return np.asarray(product[..., :3] * alpha + background * (1 - shadow) * (1 - alpha), np.float32)


def _lit(picture: Colours, random: Random) -> Colours:
    height, width = picture.shape[:2]
    exposure, warmth = random.uniform(0.6, 1.25), random.uniform(-0.12, 0.12)
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    slope = 1 + random.uniform(0, 0.25) * (np.cos(angle) * x + np.sin(angle) * y)
    cast = np.array([1 + warmth, 1.0, 1 - warmth])
    return np.asarray(picture * exposure * cast * slope[..., None], np.float32)


def _background(side: int, random: Random) -> Colours:
    """Float32 [side, side, 3]."""
    first, second = _surface_colour(random), _surface_colour(random)
    y = np.linspace(0, 1, side, dtype=np.float32)[:, None] * np.ones(side, np.float32)
    kind = random.choice(["plain", "graded", "planks", "woven", "cluttered"])
    if kind == "plain":
        mix = np.zeros((side, side), np.float32)
    elif kind == "graded":
        mix = np.asarray(y * random.uniform(0.3, 1), np.float32)
    elif kind == "planks":
        second = np.asarray(first * random.uniform(0.8, 0.92), np.float32)
        boards = (np.sin(y * random.uniform(30, 60)) > 0).astype(np.float32)
        mix = boards * 0.6 + _blotches(side, random, 3) * 0.4
    elif kind == "woven":
        second = np.asarray(first * random.uniform(0.75, 0.95), np.float32)
        mix = _blotches(side, random, 2)
    else:
        return _cluttered(side, first, random)
    return np.asarray(first + (second - first) * mix[..., None], np.float32)


def _cluttered(side: int, ground: Colours, random: Random) -> Colours:
    """Some other things at the edges."""
    canvas = np.full((side, side, 3), ground, np.float32)
    for _ in range(random.integers(2, 6)):
        middle = random.uniform(0, side, 2)
        middle[random.integers(2)] = random.choice([0.04, 0.96]) * side
        size = random.uniform(0.06, 0.2, 2) * side
        box = (tuple(map(float, middle)), tuple(map(float, size)), float(random.uniform(0, 180)))
        colour = tuple(map(float, random.uniform(20, 235, 3)))
        if random.random() < 0.5:  # noqa: PLR2004 - half of them round
            cv2.ellipse(canvas, box, colour, -1)
        else:
            cv2.fillPoly(canvas, [cv2.boxPoints(box).astype(np.int32)], colour)
    return canvas


def _blotches(side: int, random: Random, grain: int) -> Colours:
    noise = random.uniform(0, 1, (side // grain + 1, side // grain + 1)).astype(np.float32)
    return np.asarray(cv2.resize(noise, (side, side), interpolation=cv2.INTER_CUBIC), np.float32)


def _surface_colour(random: Random) -> Colours:
    """Tables, floors and walls are rarely vivid: one channel value with a tint."""
    return np.clip(random.uniform(50, 240) + random.uniform(-28, 28, 3), 15, 250).astype(np.float32)


def _as_bytes(colours: Colours) -> Pixels:
    return np.clip(colours, 0, 255).astype(np.uint8)
