import tomllib
from csv import DictReader

import pytest

from annae.cli.main import main
from annae.errors import AnnaeError
from annae.paths import PROJECT
from catalog_index.compare import compare
from catalog_index.labels import Labels
from tests.catalog_index.conftest import STORE


@pytest.fixture
def bags(shelves):
    shelves.change("b1", attributes={"weight_g": "780", "material": "cowhide", "vegan": "no"}, brand="Moa", rating=4.8)
    shelves.change("b2", attributes={"weight_g": "90", "material": "recycled polyester+cotton"}, brand="Moa")
    return shelves.shop


def rows(comparison):
    return {row.key: row for row in comparison.differences}


def test_what_differs_is_shown_and_the_better_one_marked(bags):
    differences = rows(compare(bags, ["b1", "b2"], Labels()))
    assert [value.ko for value in differences["price"].values] == ["159,000원", "12,000원"]
    assert differences["price"].best == (1,)
    assert differences["rating"].best == (0,)
    assert [value.en for value in differences["weight_g"].values] == ["780 g", "90 g"]
    assert differences["weight_g"].best == (1,)
    assert differences["weight_g"].label.both() == ["무게", "weight"]
    assert [value.ko for value in differences["material"].values] == ["소가죽", "재활용 폴리에스터, 면"]
    assert differences["material"].best == ()


def test_what_is_the_same_is_kept_apart(bags):
    comparison = compare(bags, ["b1", "b2"], Labels())
    assert {row.key for row in comparison.shared} == {"brand", "category"}
    assert not rows(comparison).keys() & {"brand", "category", "sizes", "colors"}


def test_what_is_known_of_all_comes_first_and_gaps_stay_empty(bags):
    comparison = compare(bags, ["b1", "b2"], Labels())
    assert comparison.differences[-1].key == "vegan"
    assert [bool(value) for value in comparison.differences[-1].values] == [True, False]


def test_a_better_value_is_claimed_only_where_all_are_known(bags, shelves):
    differences = rows(compare(bags, ["b1", "b2", "s1"], Labels()))
    assert differences["weight_g"].best == ()
    assert differences["price"].best == (1,)


def test_equal_prices_make_nobody_better(bags, shelves):
    shelves.change("b2", price=159000)
    assert "price" not in rows(compare(bags, ["b1", "b2"], Labels()))
    shelves.change("s1", price=200000)
    assert rows(compare(bags, ["b1", "b2", "s1"], Labels()))["price"].best == (0, 1)


@pytest.mark.parametrize(("ids", "said"), [
    (["b1"], "two or three products can be compared, found 1"),
    (["b1", "b2", "s1", "s2"], "two or three products can be compared, found 4"),
    (["b1", "b1"], "cannot be compared with itself"),
    (["b1", "nope"], "has no product 'nope'"),
])  # fmt: skip
def test_what_cannot_be_compared_is_said(bags, ids, said):
    with pytest.raises(AnnaeError, match=said):
        compare(bags, ids, Labels())


def test_an_attribute_nobody_described_is_shown_under_its_key(bags, shelves):
    shelves.change("b2", attributes={"strap_length": "110 to 130"})
    row = rows(compare(bags, ["b1", "b2"], Labels()))["strap_length"]
    assert row.label.ko == "strap length"
    assert row.values[1].ko == "110 to 130"


@pytest.mark.parametrize(("key", "value", "ko", "en"), [
    ("battery_h", "8", "8시간", "8 h"),
    ("laptop_inch", "15", "15인치까지", "up to 15 inches"),
    ("height_cm", "71-118", "71-118cm", "71-118 cm"),
    ("alcohol_pct", "13.5", "13.5도", "13.5%"),
    ("comfort_c", "-5", "-5°C", "-5°C"),
    ("washable", "dry", "드라이클리닝", "dry clean"),
    ("skin_type", "dry", "건성", "dry"),
    ("waterproof", "IPX4", "IPX4", "IPX4"),
    ("material", "wool 90%+cashmere 10%", "울 90%, 캐시미어 10%", "wool 90%, cashmere 10%"),
])  # fmt: skip
def test_values_are_written_in_both_languages(key, value, ko, en):
    written = Labels().value(key, value)
    assert (written.ko, written.en) == (ko, en)


def test_a_shops_own_words_take_the_place_of_ours(tmp_path):
    text = (PROJECT / "catalog_index" / "knowledge" / "attributes.toml").read_text(encoding="utf-8")
    (tmp_path / "attributes.toml").write_text(
        text.replace('{ ko = "무게", en = "weight" }', '{ ko = "중량", en = "mass" }')
    )
    assert Labels(str(tmp_path)).label("weight_g").ko == "중량"


def test_every_attribute_of_the_demo_store_has_words():
    known = tomllib.loads((PROJECT / "catalog_index/knowledge/attributes.toml").read_text(encoding="utf-8"))
    with (PROJECT / "stores/demo/products.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in DictReader(file) for cell in row["attributes"].split("|") if cell]
    assert {cell.split("=")[0] for cell in cells} <= known["attributes"].keys()


def test_the_command_prints_a_row_for_each_fact(bags, settings, monkeypatch, capsys):
    monkeypatch.setenv("ANNAE_DATABASE_URL", settings.database.url)
    monkeypatch.setenv("ANNAE_STORE_ID", STORE)
    assert main(["compare", "b1", "b2", "--language", "en", "--json"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == (
        '{"key": "price", "label": "price", "differs": true, '
        '"values": {"b1": "159,000 won", "b2": "12,000 won"}, "best": ["b2"]}'
    )
    assert main(["compare", "b1", "b2"]) == 0
    assert "12,000원 *" in capsys.readouterr().out
    assert main(["compare", "b1"]) == 1
    assert "two or three products" in capsys.readouterr().err
