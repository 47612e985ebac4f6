import pytest

from annae.errors import AnnaeError
from catalog_index.search import ProductSearch
from store.shop import Shop


def ids(hits):
    return [hit.product.id for hit in hits]


@pytest.mark.parametrize(
    ("query", "language", "best"),
    [
        ("출근할 때 들 가방", "ko", "b1"),
        ("비 오는 날 신을 신발", "ko", "s1"),
        ("허리 아픈데 앉기 편한 거", "ko", "h1"),
        ("생일 케이크", "ko", "f1"),
        ("shoes for a beginner runner", "en", "s2"),
        ("something to drink before bed", "en", "f2"),
        ("a housewarming gift", "en", "h2"),
    ],
)
def test_a_need_finds_the_product_that_meets_it(search, query, language, best):
    assert ids(search.search(query, language))[0] == best


def test_scores_fall_and_stay_between_0_and_1(search):
    scores = [hit.score for hit in search.search("편한 신발", "ko")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_name_typed_exactly_comes_first_with_full_score(search):
    best = search.search("캐모마일티백 있어요?", "ko")[0]
    assert (best.product.id, best.score) == ("f2", 1.0)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("개모바일 디백 있어요", "f2"), ("매몰이폼 허리 쿠숀이요", "h1"), ("straw bury cream cake", "f1")],
)
def test_a_name_heard_wrong_comes_first_but_is_not_taken_for_certain(search, heard, meant):
    best = search.search(heard, "ko")[0]
    assert best.product.id == meant
    assert best.score < 1


def test_a_product_heard_wrong_that_is_gone_is_not_found(shelves, search):
    shelves.remove("h1")
    search.refresh()
    assert "h1" not in ids(search.search("매몰이폼 허리 쿠숀이요", "ko"))


def test_the_limit_is_kept(search):
    assert len(search.search("가방이나 신발", "ko", limit=2)) == 2


def test_a_price_limit_leaves_out_what_costs_more(search):
    assert ids(search.search("5만원 이하 신발", "ko"))[0] == "s1"
    assert "s2" not in ids(search.search("shoes under 50,000 won", "en", limit=20))


def test_a_price_limit_alone_lists_what_is_within_it(search):
    assert set(ids(search.search("만오천 원 이하", "ko"))) == {"b2", "f2"}


def test_the_sale_price_is_what_counts(shelves, search):
    shelves.change("s2", sale_price=45000)
    assert "s2" in ids(search.search("5만원 이하 운동화", "ko"))


def test_why_is_a_sentence_of_the_product_in_the_language_asked_for(search):
    best = search.search("비 오는 날 신을 신발", "ko")[0]
    assert best.why == "비 오는 날 신는 방수 장화예요."
    assert search.search("boots for rainy days", "en")[0].why == "Waterproof boots for rainy days with a non-slip sole."


def test_why_names_the_price_when_a_limit_was_given(search):
    assert search.search("shoes under 50,000 won", "en")[0].why.startswith("At 49,000 won it is within your budget.")


@pytest.mark.parametrize("nothing", ["", "   ", "😀👍", "?!...", "\x00\x07"])
def test_saying_nothing_finds_nothing(search, nothing):
    assert search.search(nothing, "ko") == []


@pytest.mark.parametrize("off_topic", ["what is the capital of France", "비트코인 시세 알려줘", "asdf qwer zxcv"])
def test_what_no_product_answers_finds_nothing(search, off_topic):
    assert search.search(off_topic, "ko") == []


@pytest.mark.parametrize("odd", ["신발 " * 3000, "<b>신발</b>", "신발'; DROP TABLE products; --", "신발\ud83d"])
def test_long_and_odd_queries_are_plain_words(search, odd):
    assert set(ids(search.search(odd, "ko"))) & {"s1", "s2"}


def test_an_import_made_meanwhile_is_followed(shelves, search):
    assert ids(search.search("고양이 장난감 낚싯대", "ko"))[:1] != ["h2"]
    shelves.change("h2", title_ko="고양이 낚싯대 장난감", description_ko="고양이가 좋아하는 깃털 장난감이에요.")
    assert ids(search.search("고양이 장난감 낚싯대", "ko"))[0] == "h2"


def test_a_product_taken_out_is_no_longer_found(shelves, search):
    shelves.remove("f1")
    assert "f1" not in ids(search.search("생일 케이크", "ko"))


def test_a_store_without_data_says_to_import_it(shelves, settings):
    with pytest.raises(AnnaeError, match="import"):
        ProductSearch.open(Shop(shelves.engine, "nowhere"), settings)


def test_what_nothing_keeps_to_is_relaxed_and_said_so(search):
    results = search.find("만 원 이하 신발", "ko")
    assert results.relaxed == ("price",)
    assert not any("가격에 맞아요" in hit.why for hit in results.hits)
    assert set(ids(results.hits)) & {"s1", "s2"}
    assert search.search("만 원 이하 신발", "ko") == []


def test_an_order_asked_for_counts_among_what_fits(search):
    assert ids(search.search("제일 싼 신발", "ko"))[0] == "s1"
    assert ids(search.search("the most expensive shoes", "en"))[0] == "s2"


def test_a_misspelt_word_is_put_right(search):
    assert ids(search.search("장바군이", "ko"))[0] == "b2"
    assert ids(search.search("shampain strawbery cream cake", "en"))[0] == "f1"


def test_a_colour_and_a_size_are_kept_to(shelves, search):
    shelves.change("s1", colors=["black"], sizes=["240", "250"])
    shelves.change("s2", colors=["white"], sizes=["250"])
    assert ids(search.search("신발 이백사십", "ko")) == ["s1"]
    assert search.find("신발 이백사십", "ko").query.limits.size == "240"
