"""Painting textures from values known at vertices: rasterise them over the texture, mix colours, fill the seams."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import distance_transform_edt, gaussian_filter

from models.clerk.mesh import Floats, Ints

Mask = npt.NDArray[np.bool_]


def rasterise(uv: Floats, values: Floats, faces: Ints, size: tuple[int, int]) -> tuple[Floats, Mask]:
    """Interpolate ``values`` (v, k) over triangles in a texture of ``size`` (height, width); ``uv`` (v, 2), v downwards.

    Returns the values (height, width, k), and where a triangle covers the texel. Uncovered texels take the value of
    the nearest covered one, so that nothing foreign bleeds in over a seam.
    """
    height, width = size
    pixels = uv * [width, height] - 0.5
    filled = np.zeros((height, width, values.shape[1]))
    covered = np.zeros(size, dtype=bool)
    for face in faces:
        _fill(pixels[face], values[face], filled, covered)
    nearest = distance_transform_edt(~covered, return_distances=False, return_indices=True)
    return filled[tuple(nearest)], covered


def _fill(corners: Floats, values: Floats, filled: Floats, covered: Mask) -> None:
    height, width = covered.shape
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, [width, height])
    (ax, ay), (bx, by), (cx, cy) = corners
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if abs(area) < 1e-9 or right <= left or bottom <= top:  # noqa: PLR2004 - a triangle seen edge on
        return
    x, y = np.meshgrid(np.arange(left, right), np.arange(top, bottom))
    second = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    third = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    inside = (second >= -1e-3) & (third >= -1e-3) & (second + third <= 1 + 1e-3)  # noqa: PLR2004 - touching edges overlap a little
    share = np.stack([1 - second - third, second, third], axis=-1)[inside]
    filled[top:bottom, left:right][inside] = share @ values
    covered[top:bottom, left:right] |= inside


def step(value: Floats, low: float, high: float) -> Floats:
    """0 below ``low``, 1 above ``high``, smooth between; swapped bounds turn it round."""
    share = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def band(value: Floats, low: float, high: float, soft: float) -> Floats:
    """1 between ``low`` and ``high``, falling to 0 over ``soft`` on either side."""
    return step(value, low - soft, low) * step(value, high + soft, high)


def spot(x: Floats, y: Floats, centre: tuple[float, float], radius: tuple[float, float]) -> Floats:
    """A soft round spot: 1 at ``centre``, about 0.6 at ``radius``."""
    return np.asarray(np.exp(-0.5 * (((x - centre[0]) / radius[0]) ** 2 + ((y - centre[1]) / radius[1]) ** 2)))


def mix(colours: Floats, colour: tuple[float, float, float], share: Floats) -> Floats:
    """Lay ``colour`` over ``colours`` (..., 3) as thickly as ``share`` (...) says."""
    return np.asarray(colours + share[..., None] * (np.array(colour) - colours))


def noise(size: tuple[int, int], blur: tuple[float, float], seed: int) -> Floats:
    """Smooth noise of unit deviation, repeating at the edges, blurred by ``blur`` texels down and across."""
    white = np.random.default_rng(seed).standard_normal(size)
    smooth = gaussian_filter(white, blur, mode="wrap")
    return np.asarray(smooth / smooth.std())


def to_image(colours: Floats) -> Image.Image:
    """An image from sRGB values 0..1, (height, width, 3 or 4)."""
    return Image.fromarray((np.clip(colours, 0, 1) * 255 + 0.5).astype(np.uint8))
