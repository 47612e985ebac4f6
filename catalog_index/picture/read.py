"""Picture files as pixels: any size, orientation and colour mode, and a clear error for what is no picture."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from annae.errors import AnnaeError
from catalog_index.picture.svg import rendered

Pixels = npt.NDArray[np.uint8]
"""[height, width, 3] in RGB."""

SIDE: Final = 128
"""Longest side of what is looked at: shape, colour and kind show at that size, and it makes all cameras alike."""
_SMALLEST: Final = 16
_MAX_BYTES: Final = 20_000_000
_MAX_PIXELS: Final = 100_000_000
# What cameras, phones and shops write. Pillow knows more, and some of those decoders start other programs.
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
_BRIGHT: Final = 200


def read_picture(path: Path) -> Pixels:
    """The picture file at ``path``, its longest side at most ``SIDE``; raises AnnaeError saying what is wrong with it.

    Reads drawings (.svg) too, so it is for a shop's own files; what customers send goes through ``read_photo``.
    """
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise AnnaeError(f"{path}: {_too_heavy(path.stat().st_size)}")
        data = path.read_bytes()
    except OSError as error:
        raise AnnaeError(f"{path}: cannot be read ({error.strerror or error}); name a picture file") from error
    if path.suffix.lower() == ".svg":
        return _drawing(data, path)
    try:
        return read_photo(data)
    except AnnaeError as error:
        raise AnnaeError(f"{path}: {error}") from error


def read_photo(data: bytes) -> Pixels:
    """The picture in the bytes of a file, upright, its longest side at most ``SIDE``.

    Raises AnnaeError when it is no picture, damaged, tiny, or too large to be taken in safely.
    """
    if len(data) > _MAX_BYTES:
        raise AnnaeError(_too_heavy(len(data)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is checked below
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return _pixels(image)
    except Image.DecompressionBombError as error:
        raise AnnaeError(_too_many_pixels()) from error
    except UnidentifiedImageError as error:
        raise AnnaeError("is no picture; send a JPEG, PNG or WebP file") from error
    # Pillow's decoders raise whatever a damaged file makes them stumble over.
    except (OSError, ValueError, SyntaxError, IndexError, TypeError, KeyError, EOFError) as error:
        raise AnnaeError(f"is damaged ({error}); take or save the picture again") from error


def _pixels(image: Image.Image) -> Pixels:
    if min(image.size) < _SMALLEST:
        width, height = image.size
        raise AnnaeError(f"is only {width} x {height} pixels; send a picture of at least {_SMALLEST} x {_SMALLEST}")
    if image.width * image.height > _MAX_PIXELS:
        raise AnnaeError(_too_many_pixels())
    image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is decoded at the size that is needed
    image.load()
    image.thumbnail((2 * SIDE, 2 * SIDE))  # before anything else is done to 100 million pixels
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        upright = on_plain_ground(upright.convert("RGBA"))
    upright = upright.convert("RGB")
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return np.asarray(upright)


def on_plain_ground(image: Image.Image) -> Image.Image:
    """A picture with transparent parts laid on white, or on grey if it is bright itself."""
    pixels = np.asarray(image)
    seen = pixels[pixels[..., 3] > 0]
    bright = len(seen) > 0 and float(seen[:, :3].mean()) > _BRIGHT
    ground = Image.new("RGBA", image.size, "gray" if bright else "white")
    ground.alpha_composite(image)
    return ground


def _drawing(data: bytes, path: Path) -> Pixels:
    try:
        pixels = rendered(data.decode("utf-8"), SIDE)
    except ValueError as error:
        raise AnnaeError(f"{path}: is no SVG drawing ({error}); save it again from your drawing program") from error
    return np.asarray(on_plain_ground(Image.fromarray(pixels)).convert("RGB"))


def _too_heavy(size: int) -> str:
    return f"is {size / 1e6:,.0f} MB; send a picture of at most {_MAX_BYTES / 1e6:.0f} MB"


def _too_many_pixels() -> str:
    return f"has more than {_MAX_PIXELS / 1e6:.0f} million pixels; send a smaller picture"
