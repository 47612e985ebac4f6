import pytest

from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.query import Excluded, Limits
from catalog_index.understanding.reader import QueryReader, ShopWords

WORDS = ShopWords(
    colors={
        "black": ["블랙", "black", "검정", "검은색"],
        "red": ["레드", "red", "빨간색", "빨강"],
        "brown": ["브라운", "brown", "갈색"],
        "burgundy": ["버건디", "burgundy", "와인색"],
        "ivory": ["아이보리", "ivory", "크림색", "cream"],
        "orange": ["오렌지", "orange", "주황"],
    },
    brands={"LunaFit": ["루나핏", "LunaFit"], "Masilga": ["마실가", "Masilga"]},
    materials={"leather": ["가죽", "leather"], "wool": ["울", "wool"], "cashmere": ["캐시미어", "cashmere"]},
    sizes=frozenset({"S", "M", "L", "XL", "2XL", "225", "245", "250", "275", "100", "one size", "queen"}),
    kinds=frozenset({"가방", "커피", "티셔츠", "bag"}),
    people=[{"groups": ["women"], "words": ["엄마", "여자", "mother"]}, {"groups": ["men"], "words": ["남자", "dad"]}],
)


@pytest.fixture(scope="module")
def read(splitter):
    return QueryReader(WORDS, splitter).read


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ("이백사십오 운동화 있어요", "245"),
        ("운동화 250으로 보여줘", "250"),
        ("이백 칠십오 사이즈", "275"),
        ("men's sneakers two seventy five", "275"),
        ("size two hundred and fifty", "250"),
        ("라지 사이즈 티셔츠", "L"),
        ("엘 사이즈 니트", "L"),
        ("티셔츠 L", "L"),
        ("투엑스라지 셔츠 사이즈", "2XL"),
        ("투엑스라지 사이즈 셔츠", "2XL"),
        ("a coat in large", "L"),
        ("large bag", None),
        ("100 사이즈 패딩", "100"),
        ("100 명이 먹을 빵", None),
        ("퀸 사이즈 이불", "queen"),
        ("999 운동화", None),
    ],
)
def test_a_size_is_read_however_it_is_said(read, said, size):
    assert read(said).limits.size == size


@pytest.mark.parametrize(
    ("said", "colors"),
    [
        ("검은색 가방", {"black"}),
        ("빨간 구두", {"red"}),
        ("coat in cream", {"ivory"}),
        ("hand cream", set()),
        ("오렌지 주스", set()),
        ("오렌지색 머플러", {"orange"}),
        ("와인 한 병", set()),
        ("블랙이나 브라운 코트", {"black", "brown"}),
    ],
)
def test_a_color_is_a_limit_only_where_a_color_is_meant(read, said, colors):
    assert read(said).limits.colors == colors


@pytest.mark.parametrize(
    ("said", "excluded", "wanted"),
    [
        ("검정 가죽 말고 가벼운 백팩", Excluded(frozenset({"black"}), materials=frozenset({"leather"})), "가벼운 백팩"),
        ("울이나 캐시미어 말고 목도리", Excluded(materials=frozenset({"wool", "cashmere"})), "목도리"),
        ("a wool-free scarf", Excluded(materials=frozenset({"wool"})), "a scarf"),
        ("a bag without leather", Excluded(materials=frozenset({"leather"})), "a bag"),
        ("루나핏 말고 다른 브랜드", Excluded(brands=frozenset({"LunaFit"})), "다른 브랜드"),
        ("커피 말고 마실 거", Excluded(kinds=frozenset({"커피"})), "마실 거"),
        ("가죽 가방 말고 천 가방", Excluded(materials=frozenset({"leather"})), "천 가방"),
    ],
)
def test_what_is_not_wanted_is_left_out_and_not_looked_for(read, said, excluded, wanted):
    query = read(said)
    assert (query.limits.excluded, query.wanted) == (excluded, wanted)


def test_colors_in_a_list_after_not_are_all_left_out(read):
    limits = read("bag, not black or brown").limits
    assert (limits.excluded.colors, limits.colors) == ({"black", "brown"}, frozenset())


def test_a_brand_only_heard_is_written_as_the_shop_writes_it(read):
    query = read("누나 핏 레깅스")
    assert (query.limits.brand, query.heard, query.wanted) == ("LunaFit", "루나핏", "루나핏 레깅스")


def test_a_verb_is_no_brand(read):
    assert read("따뜻하게 마실 거").limits.brand is None


def test_a_brand_named_outright_is_not_overridden_by_one_that_sounds_alike(read):
    query = read("Masilga 레깅스")
    assert (query.limits.brand, query.heard) == ("Masilga", "")


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("제일 싼 이어폰", "cheapest"),
        ("cheapest carry-on", "cheapest"),
        ("평점 높은 크림", "best_rated"),
        ("best-rated headphones", "best_rated"),
        ("요즘 제일 인기 있는 가방", "popular"),
        ("싼 맛에 사는 가방", None),
    ],
)
def test_the_order_asked_for_is_read(read, said, order):
    assert read(said).order == order


def test_whom_it_is_for_is_read(read):
    assert read("엄마 드릴 가방").limits.people == {"women"}
    assert read("a bag for my dad").limits.people == {"men"}


def test_many_wishes_are_read_from_one_sentence(read):
    query = read("검은색 가죽 말고 십만 원 이하 제일 싼 가방")
    assert query.limits == Limits(
        price=PriceRange(high=100_000), excluded=Excluded(frozenset({"black"}), materials=frozenset({"leather"}))
    )
    assert (query.order, query.wanted) == ("cheapest", "가방")


@pytest.mark.parametrize("nothing", ["", "  ", "😀", "?!"])
def test_nothing_said_is_an_empty_query(read, nothing):
    assert read(nothing).is_empty
