import logging
import threading

import numpy as np
import pytest
from PIL import Image

from annae.cli.main import main
from annae.errors import AnnaeError
from annae.settings import SearchSettings
from catalog_index.picture.create import create_picture_encoder
from catalog_index.picture.encoder import PictureEncoder
from catalog_index.picture.search import PictureSearch
from tests.catalog_index.conftest import STORE
from tests.catalog_index.picture.conftest import BLUE, COLOURS, GREEN, RED, photo

PICTURES = {"b1": ("bag", "red"), "b2": ("bag", "blue"), "s1": ("ball", "red"), "f1": ("bottle", "green")}


class FakeColourEncoder(PictureEncoder):
    """The mean colour, so that a test can tell which pictures were encoded."""

    def __init__(self):
        self.encoded = []
        self.allowed = threading.Event()
        self.allowed.set()

    identity = "fake-colour"
    dimension = 3

    def pictures(self, pictures):
        self.allowed.wait(5)
        self.encoded += pictures
        means = np.array([picture.mean(axis=(0, 1)) for picture in pictures], np.float32)
        return means / np.linalg.norm(means, axis=1, keepdims=True)

    def photo(self, photo):
        return self.pictures([photo])


@pytest.fixture
def pictured(shelves, tmp_path):
    folder = tmp_path / "pack" / "images"
    folder.mkdir(parents=True)
    for product, (kind, colour) in PICTURES.items():
        Image.fromarray(photo(kind, COLOURS[colour])).save(folder / f"{product}.png")
        shelves.change(product, image=f"{product}.png")
    return shelves, folder


def found(search, pixels, **options):
    return [hit.product.id for hit in search.find(pixels, **options).hits]


def test_a_photo_finds_the_products_that_look_like_it(pictured, appearance):
    shelves, folder = pictured
    search = PictureSearch(shelves.shop, folder, appearance)
    results = search.find(photo("bag", RED, turn=8, light=0.9))
    hits = results.hits
    assert results.sure
    assert [hit.product.id for hit in hits][:2] == ["b1", "b2"]
    assert len(hits) == len(PICTURES)
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert hits[0].score > hits[1].score > hits[-1].score


def test_only_products_that_suit_are_found(pictured, appearance):
    search = PictureSearch(pictured[0].shop, pictured[1], appearance)
    dear = found(search, photo("bag", RED), suits=lambda product: product.pays.amount > 40000, limit=2)
    assert dear == ["b1", "s1"]


def test_a_photo_of_something_else_is_not_claimed_to_be_found(pictured, appearance):
    noise = np.random.default_rng(0).integers(0, 255, (128, 128, 3)).astype(np.uint8)
    results = PictureSearch(pictured[0].shop, pictured[1], appearance).find(noise)
    assert not results.sure
    assert results.hits


def test_each_hit_says_why_in_both_languages(pictured, appearance):
    search = PictureSearch(pictured[0].shop, pictured[1], appearance)
    same, other = search.find(photo("bag", RED), limit=2).hits
    assert same.why("ko") == "사진과 같은 모습이에요."
    assert f"{other.score:.0%}" in other.why("en")


def test_pictures_encoded_once_are_not_encoded_again(pictured):
    shelves, folder = pictured
    PictureSearch(shelves.shop, folder, FakeColourEncoder())
    later = FakeColourEncoder()
    PictureSearch(shelves.shop, folder, later)
    assert later.encoded == []
    Image.fromarray(photo("ball", GREEN)).save(folder / "b1.png")
    PictureSearch(shelves.shop, folder, later)
    assert len(later.encoded) == 1


def test_a_changed_picture_is_followed_without_a_query_waiting_for_it(pictured):
    shelves, folder = pictured
    encoder = FakeColourEncoder()
    search = PictureSearch(shelves.shop, folder, encoder)
    query = photo("bottle", GREEN)
    assert found(search, query, limit=1) == ["f1"]
    Image.fromarray(np.full((50, 50, 3), (255, 0, 255), np.uint8)).save(folder / "f1.png")
    vector = encoder.photo(query)
    slow = threading.Event()
    encoder.photo = lambda _: vector
    encoder.allowed = slow
    shelves.change("f1", price=1)
    assert found(search, query, limit=1) == ["f1"]  # the index known before answers while the new one is made
    slow.set()
    for thread in threading.enumerate():
        if thread.name == "picture-index":
            thread.join(10)
    assert found(search, query)[-1] == "f1"


def test_a_product_taken_out_is_not_found_any_more(pictured, appearance):
    shelves, folder = pictured
    search = PictureSearch(shelves.shop, folder, appearance)
    shelves.remove("b1")
    assert "b1" not in found(search, photo("bag", RED))


def test_damaged_and_missing_pictures_are_left_out_and_named(pictured, appearance, caplog):
    shelves, folder = pictured
    (folder / "b2.png").write_bytes(b"no picture")
    (folder / "f1.png").unlink()
    shelves.change("s2", image="https://example.com/" + "x" * 300 + ".jpg")
    with caplog.at_level(logging.WARNING):
        search = PictureSearch(shelves.shop, folder, appearance)
    assert set(found(search, photo("bag", BLUE))) == {"b1", "s1"}
    assert "1 pictures cannot be searched" in caplog.text
    assert "b2.png: is no picture" in caplog.text


def test_a_shop_without_pictures_is_told_what_to_do(shelves, tmp_path, appearance):
    with pytest.raises(AnnaeError, match=r"no product of store 'corner' has a picture in .*column image"):
        PictureSearch(shelves.shop, tmp_path, appearance)


def test_a_picture_model_that_is_not_there_is_a_clear_error(tmp_path):
    with pytest.raises(AnnaeError, match=r"search\.picture_encoder: cannot use"):
        create_picture_encoder(SearchSettings(picture_encoder=str(tmp_path / "none")))


@pytest.fixture
def annae(pictured, settings, monkeypatch):
    monkeypatch.setenv("ANNAE_DATABASE_URL", settings.database.url)
    monkeypatch.setenv("ANNAE_STORE_ID", STORE)
    monkeypatch.setenv("ANNAE_STORE_PACK", str(pictured[1].parent))
    return main


def test_the_command_shows_what_looks_like_a_picture(annae, pictured, capsys):
    assert annae(["search", "--picture", str(pictured[1] / "s1.png"), "--limit", "2", "--json"]) == 0
    assert '"id": "s1"' in capsys.readouterr().out.splitlines()[0]


def test_the_command_names_a_file_that_is_no_picture(annae, tmp_path, capsys):
    (tmp_path / "note.jpg").write_text("hello")
    assert annae(["search", "--picture", str(tmp_path / "note.jpg")]) == 1
    assert "note.jpg: is no picture" in capsys.readouterr().err
