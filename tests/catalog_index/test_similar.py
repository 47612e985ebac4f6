import json

import pytest

from annae.errors import AnnaeError
from catalog_index.labels import Labels
from catalog_index.search import ProductSearch
from catalog_index.similar import SimilarProducts, color_of
from store.database.engine import writing
from store.database.models import StoreRow
from tests.catalog_index.conftest import INFO, STORE

COLORS = {
    "black": {"name": {"ko": "블랙", "en": "black"}, "synonyms": {"ko": ["검정"], "en": []}},
    "blue": {"name": {"ko": "블루", "en": "blue"}, "synonyms": {"ko": [], "en": ["navy"]}},
}


@pytest.fixture
def shop(shelves):
    with writing(shelves.engine) as session:
        session.get(StoreRow, STORE).info = INFO | {"colors": COLORS}
    shelves.change("b1", colors=["black"], brand="Moa", attributes={"material": "cotton"})
    shelves.change("b2", colors=["blue"], brand="Moa", attributes={"material": "cotton"})
    shelves.change("s1", colors=["black", "blue"])
    shelves.change("s2", colors=["black"])
    return shelves.shop


@pytest.fixture
def similar(shop, settings, encoder, splitter):
    return SimilarProducts(shop, ProductSearch(shop, settings, encoder, splitter), Labels())


def ids(found):
    return [alike.product.id for alike in found]


def test_what_is_of_its_kind_is_like_it_and_the_product_itself_is_not_among_it(similar):
    assert ids(similar.like("b1")) == ["b2"]
    assert ids(similar.like("s2")) == ["s1"]


def test_cheaper_ones_cost_less_now(similar, shelves):
    assert ids(similar.cheaper("b1")) == ["b2"]
    assert similar.cheaper("b2") == []
    shelves.change("b1", sale_price=9000)
    assert ids(similar.cheaper("b2")) == ["b1"]


def test_a_colour_asked_for_is_kept_to_and_the_product_itself_comes_first_in_it(similar):
    itself, other = similar.in_color("s2", "black")
    assert (itself.product.id, itself.itself) == ("s2", True)
    assert (other.product.id, other.itself) == ("s1", False)
    assert ids(similar.in_color("s2", "blue")) == ["s1"]
    assert similar.in_color("f1", "blue") == []


def test_other_colours_are_those_it_does_not_come_in(similar):
    assert ids(similar.in_other_colors("s2")) == ["s1"]
    assert similar.in_other_colors("s1") == []


def test_scores_fall_and_the_limit_is_kept(similar, shelves):
    shelves.change("f1", category="bag")
    found = similar.like("b1", limit=1)
    assert ids(found) == ["b2"]
    scores = [alike.score for alike in similar.like("b1")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_each_says_why_with_facts_only(similar):
    alike = similar.like("b1")[0]
    assert similar.why(alike, "ko") == "같은 점: 소재 면. 같은 브랜드예요. 147,000원 더 저렴해요. 색상: 블루."
    assert similar.why(alike, "en") == "Same material: cotton. Same brand. 147,000 won less. Comes in blue."
    assert "40,000원 더 저렴해요." in similar.why(similar.like("s2")[0], "ko")


def test_a_product_that_is_not_sold_here_is_said_to_be_unknown(similar):
    with pytest.raises(AnnaeError, match="has no product 'nope'"):
        similar.like("nope")


@pytest.mark.parametrize("said", ["blue", "블루", "navy", "파란 거 말고 블루로"])
def test_colours_are_known_by_the_shops_words(shop, said):
    assert color_of(shop, said) == "blue"


def test_an_unknown_colour_is_answered_with_the_known_ones(shop):
    with pytest.raises(AnnaeError, match="'plaid' is no colour of store 'corner'; known: black, blue"):
        color_of(shop, "plaid")


def test_the_command_shows_what_is_like_a_product(annae, shop, capsys):
    assert annae(["search", "--like", "b1", "--cheaper", "--json", "--language", "en"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["title"]) == ("b2", "Foldable Market Bag")
    assert annae(["search", "--like", "s2", "--color", "블루"]) == 0
    assert "s1" in capsys.readouterr().out
    assert annae(["search", "--like", "b2", "--cheaper"]) == 0
    assert "nothing of the kind of b2" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [
    ["search"], ["search", "bag", "--cheaper"], ["search", "bag", "--like", "b1"], ["search", "--color", "blue"],
    ["search", "--like", "b1", "--cheaper", "--color"],
])  # fmt: skip
def test_flags_that_do_not_go_together_are_wrong_usage(annae, wrong):
    with pytest.raises(SystemExit) as stopped:
        annae(wrong)
    assert stopped.value.code == 2
