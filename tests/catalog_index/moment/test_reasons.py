import pytest


@pytest.mark.parametrize(("language", "said"), [("ko", "지금 세일 중이에요."), ("en", "It's on sale now.")])
def test_a_promotion_is_named_for_what_it_is_for_and_nothing_else(twins, language, said):
    twins.promote("t2")
    whys = {hit.product.id: hit.why for hit in twins.hits("ceramic teacup" if language == "en" else "찻잔", language)}
    assert said in whys["t2"]
    assert said not in whys["t1"]


@pytest.mark.parametrize(("language", "said"), [("ko", "지금은 품절이에요."), ("en", "It's sold out right now.")])
def test_what_is_sold_out_is_said_to_be(twins, language, said):
    twins.stock("t1", 0)
    whys = {hit.product.id: hit.why for hit in twins.hits("찻잔", language)}
    assert said in whys["t1"]
    assert said not in whys["t2"]


@pytest.mark.parametrize(("language", "said"), [("ko", "비 오는 오늘 쓰기 좋아요."), ("en", "Good for today's rain.")])
def test_the_weather_is_named_when_it_is_like_that(twins, language, said):
    twins.change("t2", tags=["비 오는 날"])
    whys = {hit.product.id: hit.why for hit in twins.hits("찻잔", language, weather=["rain"])}
    assert said in whys["t2"]
    assert said not in whys["t1"]
    assert all(said not in hit.why for hit in twins.hits("찻잔", language))


@pytest.mark.parametrize(
    ("query", "language", "said"),
    [("엄마한테 드릴 찻잔", "ko", "말씀하신 ‘엄마’에 맞춰"), ("a teacup for mom", "en", "Picked with “mom” in mind.")],
)
def test_what_was_mentioned_is_named_for_what_suits_it(twins, query, language, said):
    twins.change("t2", title_ko="작은 컵", title_en="Small Cup", description_ko="컵이에요.", description_en="A cup.")
    whys = {hit.product.id: hit.why for hit in twins.hits(query, language)}
    assert said in whys["t1"]
    assert said not in whys.get("t2", "")


def test_what_the_sentence_says_anyway_is_not_said_twice(search):
    assert search.search("비 오는 날 신을 신발", "ko")[0].why == "비 오는 날 신는 방수 장화예요."
