"""Drawings of a few things in a few colours, and photos of them."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from catalog_index.picture.appearance_encoder import AppearanceEncoder

RED, BLUE, GREEN = (190, 40, 50), (40, 80, 180), (60, 140, 80)
WHITE, WOOD = (245, 245, 245), (150, 110, 70)


def bag(draw, colour):
    draw.arc((70, 40, 130, 130), 180, 360, fill=colour, width=8)
    draw.rectangle((45, 85, 155, 160), fill=colour)
    draw.rectangle((90, 85, 110, 105), fill=(40, 40, 40))


def ball(draw, colour):
    draw.ellipse((50, 50, 150, 150), fill=colour)
    draw.arc((70, 30, 170, 170), 120, 240, fill=(40, 40, 40), width=4)


def bottle(draw, colour):
    draw.rectangle((90, 20, 110, 60), fill=(60, 60, 60))
    draw.rounded_rectangle((75, 55, 125, 180), 12, fill=colour)
    draw.rectangle((80, 100, 120, 140), fill=(250, 250, 250))


KINDS = {"bag": bag, "ball": ball, "bottle": bottle}
COLOURS = {"red": RED, "blue": BLUE, "green": GREEN}


def photo(kind, colour, ground=WHITE, turn=0, light=1.0, shift=(0, 0)):
    image = Image.new("RGB", (200, 200), ground)
    KINDS[kind](ImageDraw.Draw(image), colour)
    image = image.rotate(turn, fillcolor=ground, translate=shift, resample=Image.Resampling.BILINEAR)
    return np.clip(np.asarray(image) * light, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def appearance():
    return AppearanceEncoder()
