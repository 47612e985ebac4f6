"""Painting textures from values known at vertices: rasterise them over the texture, mix colours, fill the seams."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import distance_transform_edt, gaussian_filter

from models.clerk.mesh import Floats, Ints

Mask = npt.NDArray[np.bool_]
_INVISIBLE = 1e-3
_BATCH = 400  # triangles drawn at once
_OVERLAP = 1e-3  # of a triangle, so that neighbours leave no gap


def rasterise(uv: Floats, values: Floats, faces: Ints, size: tuple[int, int]) -> tuple[Floats, Mask]:
    """Interpolate ``values`` (v, k) over triangles in a texture of ``size`` (height, width).

    ``uv`` is (v, 2) with v downwards. Returns the values (height, width, k), and where a triangle covers the texel.
    Uncovered texels take the value of the nearest covered one, so that nothing foreign bleeds in over a seam.
    """
    height, width = size
    corners = (uv * [width, height] - 0.5)[faces]
    low = np.maximum(np.floor(corners.min(axis=1)), 0).astype(int)
    extent = np.minimum(np.ceil(corners.max(axis=1)), [width - 1, height - 1]).astype(int) - low + 1
    filled, covered = np.zeros((height, width, values.shape[1])), np.zeros(size, dtype=bool)
    by_size = np.argsort(extent.max(axis=1), kind="stable")
    for some in np.array_split(by_size, max(1, len(faces) // _BATCH)):
        _fill(corners[some], low[some], int(extent[some].max()), values[faces[some]], filled, covered)
    nearest = distance_transform_edt(~covered, return_distances=False, return_indices=True)
    return filled[tuple(nearest)], covered


def _fill(corners: Floats, low: Ints, side: int, values: Floats, filled: Floats, covered: Mask) -> None:
    """Draw triangles (n, 3, 2) of similar size, each within the square of ``side`` texels at its corner ``low``."""
    cells = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
    texels = low[:, None] + cells
    first, second, third = np.moveaxis(corners, 1, 0)
    area = _cross(second - first, third - first)[:, None]
    towards = texels - first[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):  # a triangle seen edge on fills nothing
        beta = _cross(towards, (third - first)[:, None]) / area
        gamma = _cross((second - first)[:, None], towards) / area
    inside = (beta >= -_OVERLAP) & (gamma >= -_OVERLAP) & (beta + gamma <= 1 + _OVERLAP)
    inside &= (texels < [covered.shape[1], covered.shape[0]]).all(axis=-1)
    triangle, cell = np.nonzero(inside)
    share = np.stack([1 - beta - gamma, beta, gamma], axis=-1)[triangle, cell]
    x, y = texels[triangle, cell].T
    filled[y, x] = np.einsum("nk,nkv->nv", share, values[triangle])
    covered[y, x] = True


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])


def step(value: Floats, low: Floats | float, high: Floats | float) -> Floats:
    """0 below ``low``, 1 above ``high``, smooth between; swapped bounds turn it round."""
    share = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def band(value: Floats, low: Floats | float, high: Floats | float, soft: float) -> Floats:
    """1 between ``low`` and ``high``, falling to 0 over ``soft`` on either side."""
    return step(value, low - soft, low) * step(value, high + soft, high)


def spot(x: Floats, y: Floats, centre: tuple[float, float], radius: tuple[float, float]) -> Floats:
    """A soft round spot: 1 at ``centre``, about 0.6 at ``radius``."""
    return np.asarray(np.exp(-0.5 * (((x - centre[0]) / radius[0]) ** 2 + ((y - centre[1]) / radius[1]) ** 2)))


def mix(colours: Floats, colour: tuple[float, float, float], share: Floats) -> Floats:
    """Lay ``colour`` over ``colours`` (..., 3) as thickly as ``share`` (...) says."""
    painted = colours.copy()
    touched = share > _INVISIBLE
    painted[touched] += share[touched][:, None] * (np.array(colour) - painted[touched])
    return painted


def noise(size: tuple[int, int], blur: tuple[float, float], seed: int) -> Floats:
    """Smooth noise of unit deviation, repeating at the edges, blurred by ``blur`` texels down and across."""
    white = np.random.default_rng(seed).standard_normal(size)
    smooth = gaussian_filter(white, blur, mode="wrap")
    return np.asarray(smooth / smooth.std())


def to_image(colours: Floats) -> Image.Image:
    """An image from sRGB values 0..1, (height, width, 3 or 4)."""
    return Image.fromarray((np.clip(colours, 0, 1) * 255 + 0.5).astype(np.uint8))
