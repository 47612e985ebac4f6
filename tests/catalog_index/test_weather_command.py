import json
from datetime import timedelta

import pytest

from store.weather import say_weather, weather_on
from tests.catalog_index.conftest import STORE


def shown(annae, capsys, *words):
    assert annae(["weather", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["weather"]


def test_what_the_shop_says_holds_until_it_is_cleared(annae, capsys):
    assert shown(annae, capsys) == []
    assert shown(annae, capsys, "Rain", "cold") == ["cold", "rain"]
    assert shown(annae, capsys) == ["cold", "rain"]
    assert shown(annae, capsys, "hot") == ["hot"]
    assert shown(annae, capsys, "--clear") == []


@pytest.mark.parametrize(
    ("arguments", "said"), [(["sunnyish"], "known: cold, hot, rain, snow"), (["rain", "--clear"], "not both")]
)
def test_what_is_no_weather_is_refused_in_one_line(annae, capsys, arguments, said):
    assert annae(["weather", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_the_weather_of_yesterday_is_over(shelves):
    today = shelves.shop.now().date()
    say_weather(["rain"], today - timedelta(days=1), STORE)
    assert weather_on(today, STORE) == frozenset()
    assert shelves.shop.weather() == frozenset()
    say_weather(["rain"], today, STORE)
    assert shelves.shop.weather() == {"rain"}


def test_what_cannot_be_read_is_not_known(shelves, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path))
    today = shelves.shop.now().date()
    say_weather(["rain"], today, STORE)
    (tmp_path / "weather" / f"{STORE}.json").write_text("[", encoding="utf-8")
    assert shelves.shop.weather() == frozenset()


def test_a_search_goes_by_the_weather_the_shop_says(search, shelves, monkeypatch, tmp_path):
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path))
    say_weather(["rain"], shelves.shop.now().date(), STORE)
    said = "비 오는 오늘 쓰기 좋아요."
    assert any(said in hit.why for hit in search.search("신발", "ko"))
    assert all(said not in hit.why for hit in search.search("신발", "ko", weather=()))
