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
    ("query", "language", "named", "suitable"),
    [
        ("엄마한테 드릴 찻잔", "ko", "말씀하신 ‘엄마’에 맞춰", "‘엄마’에 어울릴 만해요."),
        ("a teacup for mom", "en", "Picked with “mom” in mind.", "It could suit “mom”."),
    ],
)
def test_only_what_names_the_person_is_said_to_be_picked_for_them(twins, query, language, named, suitable):
    twins.change("t2", tags=["엄마", "mom"])
    whys = {hit.product.id: hit.why for hit in twins.hits(query, language)}
    assert suitable in whys["t1"]
    assert named not in whys["t1"]
    assert named in whys["t2"]


def test_what_does_not_suit_at_all_names_nobody(twins):
    twins.change("t2", title_ko="작은 컵", title_en="Small Cup", description_ko="컵이에요.", description_en="A cup.")
    whys = {hit.product.id: hit.why for hit in twins.hits("엄마한테 드릴 찻잔")}
    assert "엄마" not in whys.get("t2", "")


@pytest.mark.parametrize(
    ("query", "language", "said"),
    [
        ("찻잔 만 원 이상", "ko", "말씀하신 가격대예요."),
        ("찻잔 삼만 원 이하", "ko", "말씀하신 가격에 맞아요."),
        ("a teacup over 10,000 won", "en", "it is in the price range you named."),
        ("a teacup under 30,000 won", "en", "it is within your budget."),
    ],
)
def test_a_lowest_price_is_no_budget(twins, query, language, said):
    assert all(said in hit.why for hit in twins.hits(query, language))


def test_what_the_sentence_says_anyway_is_not_said_twice(search):
    assert search.search("비 오는 날 신을 신발", "ko")[0].why == "비 오는 날 신는 방수 장화예요."
