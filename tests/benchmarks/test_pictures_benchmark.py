import numpy as np
import pytest

from benchmarks.learn_picture_metric import learnt
from benchmarks.picture_views import OF_PICTURE, OF_PRODUCT, cut_out
from benchmarks.pictures import catalogue_pictures, drawings, found, photographs


@pytest.fixture(scope="module")
def known():
    return drawings()


def test_no_kind_of_thing_is_in_both_halves(known):
    halves = {split: {drawing.kind for drawing in known if drawing.split == split} for split in ("dev", "test")}
    assert not halves["dev"] & halves["test"]
    assert min(map(len, halves.values())) > 20


def test_photos_are_the_same_for_a_seed_and_differ_from_each_other(known):
    handbags = [drawing for drawing in known if drawing.kind == "handbag"][:2]
    first, again = (list(photographs(handbags, handbags[0].split, 1, seed=3)) for _ in range(2))
    assert [photo.view for photo in first] == [*OF_PICTURE, *OF_PRODUCT] * 2
    assert all((one.pixels == other.pixels).all() for one, other in zip(first, again, strict=True))
    assert len({photo.pixels.tobytes() for photo in first}) == len(first)


def test_the_product_is_cut_out_of_its_backdrop(known):
    mug = next(drawing for drawing in known if drawing.name == "mug-navy.svg")
    pixels = cut_out(mug.svg)
    assert pixels[2, 2, 3] == 0
    assert pixels[85, 70, 3] == 255
    assert (catalogue_pictures([mug])[0][2, 2] > 150).all()


def test_recall_looks_for_the_picture_itself_and_kind_at_the_others():
    kinds = np.array(["bag", "bag", "mug", "mug", "pan"])
    scores = np.array([0.9, 0.5, 0.8, 0.1, 0.2], np.float32)
    assert found(scores, 0, kinds) == (1.0, 1.0, 1.0)
    assert found(scores, 2, kinds) == (0.0, 1.0, 1.0)
    assert found(scores, 4, kinds) == (0.0, 1.0, None)
    many = np.array(["mug"] * 7 + ["bag", "bag"])
    falling = np.linspace(1, 0, 9).astype(np.float32)
    assert found(falling, 8, many) == (0.0, 0.0, 0.0)


def test_what_only_the_view_changes_is_learnt_to_count_little():
    random = np.random.default_rng(0)
    differences = random.normal(0, 0.1, (400, 80)).astype(np.float32)
    differences[:, 3] *= 50
    axes, damping = learnt(differences)
    strongest = axes[:, np.argmax(damping)]
    assert abs(strongest[3]) > 0.99
    assert damping.max() > 0.9
    assert (damping >= 0).all()
