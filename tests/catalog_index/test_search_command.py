import json

import pytest

from catalog_index.encoders.words_only import WordsOnly
from tests.catalog_index.conftest import STORE


def test_json_is_one_object_a_product_best_first(annae, capsys):
    assert annae(["search", "비 오는 날 신을 신발", "--limit", "2", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [sorted(row) for row in rows] == [["id", "price", "score", "title", "why"]] * 2
    assert rows[0]["id"] == "s1"
    assert rows[0]["price"] == 49000


def test_nothing_found_is_said_on_stderr(annae, capsys):
    assert annae(["search", "비트코인 시세 알려줘", "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no product fits" in printed.err


@pytest.mark.parametrize("nothing", ["", " ", "😀"])
def test_an_empty_query_is_an_error_in_one_line(annae, capsys, nothing):
    assert annae(["search", nothing]) == 1
    assert capsys.readouterr().err.startswith("annae: there is nothing to search for")


def test_what_nothing_keeps_to_is_said_and_the_nearest_is_shown(annae, capsys):
    assert annae(["search", "만 원 이하 신발", "--json"]) == 0
    printed = capsys.readouterr()
    assert "nothing keeps to the price asked for; without it there is:" in printed.err
    assert {json.loads(line)["id"] for line in printed.out.splitlines()} & {"s1", "s2"}


@pytest.mark.parametrize("query", ["10만원 이상 5만원 이하 신발", "shoes over 100,000 won, under 50,000 won"])
def test_limits_that_contradict_each_other_are_said_to(annae, capsys, query):
    assert annae(["search", query]) == 0
    assert "no price is at least 100,000 and at most 50,000: give limits that can both hold" in capsys.readouterr().err


@pytest.mark.parametrize("odd", ["신발 " * 3000, "<script>신발</script>", "신발'; DROP TABLE products; --"])
def test_long_and_odd_queries_are_plain_words(annae, capsys, odd):
    assert annae(["search", odd, "--json"]) == 0
    assert {json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()} & {"s1", "s2"}


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_a_missing_or_damaged_index_is_made_again(annae, capsys, index_folder, damage):
    assert annae(["index"]) == 0
    file = next(index_folder.glob("*/vectors.faiss"))
    file.unlink() if damage == "gone" else file.write_bytes(file.read_bytes()[:100])
    assert annae(["search", "비 오는 날 신을 신발", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["id"] == "s1"


def test_without_an_encoder_the_words_still_find(annae, capsys, monkeypatch):
    monkeypatch.setattr("catalog_index.search.create_encoder_or_words", lambda _: WordsOnly())
    assert annae(["search", "레인 부츠", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["id"] == "s1"


def test_an_unknown_store_is_an_error_in_one_line(annae, capsys):
    assert annae(["search", "가방", "--store", "nowhere"]) == 1
    assert "annae: there is no store 'nowhere'" in capsys.readouterr().err


def test_index_says_how_many_products_it_holds(annae, capsys):
    assert annae(["index"]) == 0
    assert f"8 products of store {STORE} are indexed" in capsys.readouterr().err
