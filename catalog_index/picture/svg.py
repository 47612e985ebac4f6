"""Drawings (SVG) as pixels."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image


def rendered(svg: str, side: int) -> npt.NDArray[np.uint8]:
    """``svg`` drawn ``side`` pixels wide, uint8 [height, width, 4] with alpha. Raises ValueError when it is no drawing.

    For a shop's own files: a drawing made in malice can take very long.
    """
    png = resvg_py.svg_to_bytes(svg_string=svg, width=side, skip_system_fonts=True)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
