import xml.etree.ElementTree as ET

from stores.pictures.draw import PACK, pictures


def test_every_product_has_its_picture_as_drawn_today():
    drawn = pictures()
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in (PACK / "images").glob("*.svg")}
    assert on_disk == drawn


def test_every_picture_is_valid_and_not_blank():
    for name, text in pictures().items():
        shapes = list(ET.fromstring(text))
        assert len(shapes) >= 5, name


def test_products_of_one_kind_differ_by_colour():
    drawn = pictures()
    assert len(set(drawn.values())) == len(drawn)
