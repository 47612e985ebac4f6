import numpy as np
import pytest

from catalog_index.picture.appearance_encoder import AppearanceEncoder
from catalog_index.picture.subject import as_lab, subject_of
from tests.catalog_index.picture.conftest import BLUE, COLOURS, GREEN, KINDS, RED, WHITE, WOOD, photo


@pytest.fixture(scope="module")
def catalogue(appearance):
    shown = [(kind, colour) for kind in KINDS for colour in COLOURS]
    return shown, appearance.pictures([photo(kind, COLOURS[colour]) for kind, colour in shown])


def best(appearance, catalogue, pixels):
    shown, vectors = catalogue
    return shown[int((appearance.photo(pixels) @ vectors.T).max(axis=0).argmax())]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("change", [
    {}, {"ground": WOOD}, {"turn": 15}, {"turn": -15}, {"light": 0.75}, {"shift": (15, -10)},
    {"ground": WOOD, "turn": 10, "light": 0.85},
])  # fmt: skip
def test_a_photo_finds_its_thing_whatever_it_lies_on_and_however_it_is_held(appearance, catalogue, kind, change):
    assert best(appearance, catalogue, photo(kind, BLUE, **change)) == (kind, "blue")


def test_kind_comes_before_colour(appearance, catalogue):
    shown, vectors = catalogue
    scores = (appearance.photo(photo("bag", RED)) @ vectors.T).max(axis=0)
    first_three = [shown[row] for row in np.argsort(-scores)[:3]]
    assert {kind for kind, _ in first_three} == {"bag"}
    assert first_three[0] == ("bag", "red")


def test_vectors_have_length_one_and_are_the_same_every_time(appearance):
    pixels = photo("ball", GREEN, ground=WOOD)
    first, second = appearance.photo(pixels), AppearanceEncoder().photo(pixels)
    assert np.linalg.norm(first, axis=1) == pytest.approx(1, abs=1e-5)
    assert (first == second).all()
    assert first.shape[1] == appearance.dimension == appearance.pictures([pixels]).shape[1]


@pytest.mark.parametrize("pixels", [
    np.full((128, 128, 3), 200, np.uint8),
    np.zeros((16, 16, 3), np.uint8),
    np.random.default_rng(0).integers(0, 255, (100, 60, 3)).astype(np.uint8),
    np.full((16, 128, 3), 255, np.uint8),
])  # fmt: skip
def test_pictures_of_nothing_give_finite_vectors(appearance, pixels):
    assert np.isfinite(appearance.photo(pixels)).all()


def test_the_product_is_cut_out_of_its_background():
    pixels = photo("ball", RED, ground=WOOD)
    y, x = np.mgrid[:200, :200]
    truth = (x - 100) ** 2 + (y - 100) ** 2 <= 50**2
    mask = subject_of(as_lab(pixels))
    assert (mask & truth).sum() / (mask | truth).sum() > 0.9


def test_a_product_cut_off_by_the_edge_is_not_taken_for_background():
    pixels = np.full((120, 120, 3), WHITE, np.uint8)
    pixels[30:, 25:95] = BLUE
    mask = subject_of(as_lab(pixels))
    assert mask[60:110, 40:80].all()
    assert not mask[:20].any()
