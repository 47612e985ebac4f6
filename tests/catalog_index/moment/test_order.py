import pytest

from annae.errors import AnnaeError

OTHER = {"t1": "t2", "t2": "t1"}
both = pytest.mark.parametrize("twin", ["t1", "t2"])


@both
def test_what_is_sold_out_comes_after_what_is_there(twins, twin):
    twins.stock(twin, 0)
    twins.stock(OTHER[twin], 3)
    assert [hit.product.id for hit in twins.hits("찻잔")] == [OTHER[twin], twin]


@both
@pytest.mark.parametrize(("query", "variant"), [("찻잔 이백사십", {"size": "240"}), ("빨간 찻잔", {"color": "red"})])
def test_what_counts_is_the_stock_of_the_variant_asked_for(twins, shelves, twin, query, variant):
    colors = {
        "red": {"name": {"ko": "빨강", "en": "red"}, "synonyms": ["빨간"]},
        "blue": {"name": {"ko": "파랑", "en": "blue"}},
    }
    shelves.describe(colors=colors)
    for one in OTHER:
        twins.change(
            one, sizes=["240", "250"] if "size" in variant else [], colors=["red", "blue"] if "color" in variant else []
        )
    others = {"size": "250"} if "size" in variant else {"color": "blue"}
    twins.stock(twin, 0, **variant)
    twins.stock(twin, 9, **others)
    twins.stock(OTHER[twin], 1, **variant)
    assert twins.first(query) == OTHER[twin]


@both
def test_a_stock_that_nobody_counted_is_as_good_as_any(twins, twin):
    twins.stock(twin, 3)
    assert [hit.product.id for hit in twins.hits("찻잔")] == ["t1", "t2"]
    assert len({hit.score for hit in twins.hits("찻잔")}) == 1


@both
def test_what_a_feed_calls_sold_out_comes_later(twins, twin):
    twins.change(twin, availability=[{"color": "", "size": "", "state": "out_of_stock"}])
    assert twins.first() == OTHER[twin]


def test_a_promotion_that_runs_lifts(twins):
    twins.promote("t2")
    assert twins.first() == "t2"


def test_a_sale_price_lifts(twins):
    twins.change("t2", sale_price=15000)
    assert twins.first() == "t2"


@pytest.mark.parametrize(
    "why_not", [{"code": "SECRET"}, {"minimum_amount": 50_000}, {"discount_percent": None}, {"product_ids": ["h1"]}]
)
def test_a_promotion_that_makes_nothing_cheaper_for_everybody_lifts_nothing(twins, why_not):
    twins.promote("t2", **why_not)
    assert twins.first() == "t1"


@pytest.mark.parametrize("weight", ["stock", "promotion", "popularity"])
def test_a_weight_of_0_switches_it_off(twins, weight):
    changes = {
        "stock": lambda: twins.stock("t1", 0),
        "promotion": lambda: twins.promote("t2"),
        "popularity": lambda: twins.change("t2", review_count=900),
    }
    changes[weight]()
    assert twins.first() == "t2"
    twins.reopen(f"[owner]\n{weight} = 0")
    assert twins.first() == "t1"
    assert "지금" not in "".join(hit.why for hit in twins.hits("찻잔"))


def scores(twins, query="찻잔", weather=()):
    return {hit.product.id: hit.score for hit in twins.hits(query, weather=weather)}


def test_a_weight_of_0_switches_the_season_off(twins, monkeypatch):
    twins.change("t1", attributes={"season": "winter"})
    found = {}
    for weight in (0, 1):
        twins.reopen(f"[owner]\nseason = {weight}")
        for month in ("01", "07"):
            monkeypatch.setenv("STORE_NOW", f"2026-{month}-15T12:00:00+09:00")
            found[weight, month] = scores(twins)
    assert found[0, "01"] == found[0, "07"] == found[1, "01"]
    assert found[1, "07"]["t1"] < found[1, "01"]["t1"]


def test_a_weight_of_0_switches_the_weather_off(twins):
    twins.change("t2", tags=["비 오는 날"])
    twins.owner_wants("[owner]\nweather = 0")
    assert scores(twins, weather=["rain"]) == scores(twins)


@pytest.mark.parametrize(("month", "first"), [("01", "t2"), ("07", "t1")])
def test_what_is_for_another_season_comes_later(twins, monkeypatch, month, first):
    monkeypatch.setenv("STORE_NOW", f"2026-{month}-15T12:00:00+09:00")
    twins.change("t1", attributes={"season": "summer"})
    twins.change("t2", attributes={"season": "winter|autumn"})
    assert twins.first() == first


def test_what_is_for_the_whole_year_is_never_out_of_season(twins, monkeypatch):
    monkeypatch.setenv("STORE_NOW", "2026-01-15T12:00:00+09:00")
    twins.change("t1", attributes={"season": "summer"})
    assert twins.first() == "t2"


def test_the_season_counts_only_for_who_names_none(twins, monkeypatch):
    monkeypatch.setenv("STORE_NOW", "2026-01-15T12:00:00+09:00")
    twins.change("t1", attributes={"season": "summer"})
    assert twins.first("찻잔") == "t2"
    assert twins.first("여름에 쓸 찻잔") == "t1"


def test_what_suits_the_weather_comes_earlier_when_it_is_known(twins):
    twins.change("t1", tags=["한여름"], attributes={"season": "all"})
    twins.change("t2", tags=["비 오는 날"])
    assert twins.first(weather=["Rain"]) == "t2"
    assert twins.first(weather=["hot"]) == "t1"
    assert twins.first(weather=["fog"]) == twins.first()


def test_who_names_another_weather_does_not_mean_the_one_outside(twins):
    twins.change("t2", tags=["한파"])
    assert scores(twins, weather=["cold"]) != scores(twins)
    assert scores(twins, "더울 때 쓸 찻잔", weather=["cold"]) == scores(twins, "더울 때 쓸 찻잔")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[owner]\nfame = 1", "fame is no weight"),
        ("[owner]\nstock = -1", "0 or more"),
        ("[owner]\nstock = 'a'", "number"),
        ("owner = 3", "table"),
        ("meaning = true", "number"),
        ("[owner", "not valid TOML"),
    ],
)
def test_what_is_wrong_in_the_shops_own_weights_is_said(twins, text, complaint):
    twins.owner_wants(text)
    with pytest.raises(AnnaeError, match=complaint):
        twins.hits("찻잔")
