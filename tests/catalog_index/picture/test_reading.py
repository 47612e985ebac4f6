import io

import numpy as np
import pytest
from PIL import Image

from annae.errors import AnnaeError
from catalog_index.picture.read import SIDE, read_photo, read_picture

RED, BLUE = (200, 30, 40), (30, 40, 200)


def halves(mode="RGB", size=(200, 100)):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return image.convert(mode)


def saved(image, kind="PNG", **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def near(pixel, colour):
    return np.abs(pixel.astype(int) - colour).max() < 30


@pytest.mark.parametrize(("mode", "kind"), [
    ("RGB", "PNG"), ("RGB", "JPEG"), ("RGB", "WEBP"), ("RGB", "BMP"), ("P", "GIF"), ("RGBA", "PNG"), ("CMYK", "JPEG"),
    ("CMYK", "TIFF"), ("P", "PNG"),
])  # fmt: skip
def test_any_mode_and_format_becomes_colours_of_one_size(mode, kind):
    pixels = read_photo(saved(halves(mode), kind))
    assert pixels.shape == (SIDE // 2, SIDE, 3)
    assert pixels.dtype == np.uint8
    assert near(pixels[32, 10], RED)
    assert near(pixels[32, -10], BLUE)


def test_grey_pictures_have_three_channels():
    assert read_photo(saved(halves("L"))).shape == (SIDE // 2, SIDE, 3)


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned right: the file's left side is the top
    pixels = read_photo(saved(halves(), "JPEG", exif=exif))
    assert pixels.shape == (SIDE, SIDE // 2, 3)
    assert near(pixels[10, 32], RED)
    assert near(pixels[-10, 32], BLUE)


@pytest.mark.parametrize(("colour", "ground"), [((20, 20, 20), (255, 255, 255)), ((250, 250, 250), (128, 128, 128))])
def test_what_is_transparent_becomes_a_ground_that_the_product_stands_out_from(colour, ground):
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    image.paste((*colour, 255), (30, 30, 70, 70))
    pixels = read_photo(saved(image))
    assert near(pixels[2, 2], ground)
    assert near(pixels[50, 50], colour)


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"<svg></svg>", bytes(1000)])
def test_what_is_no_picture_is_said_to_be_none(data):
    with pytest.raises(AnnaeError, match=r"is no picture; send a JPEG, PNG or WebP file|is damaged"):
        read_photo(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_file_cut_off_is_said_to_be_damaged(kind):
    whole = saved(Image.effect_noise((300, 300), 90).convert("RGB"), kind)
    with pytest.raises(AnnaeError, match="is damaged"):
        read_photo(whole[: len(whole) // 2])


@pytest.mark.parametrize("size", [(1, 1), (15, 400), (400, 3)])
def test_a_tiny_picture_is_refused_with_its_size(size):
    with pytest.raises(AnnaeError, match=f"is only {size[0]} x {size[1]} pixels"):
        read_photo(saved(Image.new("RGB", size)))


@pytest.mark.parametrize("size", [(12000, 12000), (20000, 20000)])
def test_a_small_file_of_very_many_pixels_is_refused_before_it_is_decoded(size, monkeypatch):
    bomb = saved(Image.new("1", size))
    assert len(bomb) < 1_000_000
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("decoded"))
    with pytest.raises(AnnaeError, match="more than 100 million pixels"):
        read_photo(bomb)


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(AnnaeError, match=r"huge\.jpg: is 100 MB; send a picture of at most 20 MB"):
        read_picture(path)
    with pytest.raises(AnnaeError, match="at most 20 MB"):
        read_photo(bytes(20_000_001))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AnnaeError, match=r"none\.jpg: cannot be read"):
        read_picture(tmp_path / "none.jpg")
    with pytest.raises(AnnaeError, match="cannot be read"):
        read_picture(tmp_path)


def test_a_shops_own_drawings_are_read_and_broken_ones_named(tmp_path):
    path = tmp_path / "red.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="red"/></svg>'
    )
    assert near(read_picture(path)[60, 60], (255, 0, 0))
    path.write_text("<svg")
    with pytest.raises(AnnaeError, match=r"red\.svg: is no SVG drawing"):
        read_picture(path)
