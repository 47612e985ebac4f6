import pytest

from catalog_index.tokens import TokenSplitter
from catalog_index.understanding.price import PriceRange
from catalog_index.understanding.reader import QueryReader, ShopWords
from catalog_index.understanding.refinement import Refinement, refined_by
from catalog_index.understanding.sorting import find_order

WORDS = ShopWords(
    colors={"black": ["black", "검정", "검은색"], "navy": ["navy", "네이비", "남색"]},
    brands={"LunaFit": ["루나핏", "LunaFit"], "Karden": ["카르덴", "Karden"]},
    materials={"leather": ["가죽", "leather"], "wool": ["울", "wool"]},
    sizes=frozenset({"245", "250", "L"}),
    kinds=frozenset({"가방", "구두"}),
    people=[],
)


@pytest.fixture(scope="module")
def splitter():
    return TokenSplitter()


@pytest.fixture(scope="module")
def wish(splitter):
    reader = QueryReader(WORDS, splitter)

    def said(text, *more):
        query = reader.read(text)
        for entry in more:
            refinement = entry if isinstance(entry, Refinement) else Refinement(entry)
            query = refined_by(query, reader.read(refinement.text), refinement, splitter)
        return query

    return said


def test_a_new_limit_takes_the_place_of_the_one_before(wish):
    limits = wish("7만원 이하 검은색 루나핏 가방", "5만원 이하로요", "남색으로", "카르덴 걸로").limits
    assert limits.price == PriceRange(high=50000)
    assert limits.colors == {"navy"}
    assert limits.brand == "Karden"


def test_what_is_not_spoken_of_again_stays(wish):
    query = wish("출근용 가방", "검은색으로 보여 주세요", "5만원 이하로요")
    assert query.limits.colors == {"black"}
    assert query.wanted == "출근용 가방"


def test_what_is_not_wanted_adds_up(wish):
    query = wish("가방", "가죽 말고", "루나핏은 빼고", Refinement("로고 있는 거 빼고요", excludes=True))
    assert query.limits.excluded.materials == {"leather"}
    assert query.limits.excluded.brands == {"LunaFit"}
    assert query.unwanted == ("로고 있는 거",)


def test_what_was_wanted_and_is_excluded_now_is_wanted_no_more(wish):
    limits = wish("루나핏 검은색 가방", "루나핏 말고", "검은색 말고").limits
    assert (limits.brand, limits.colors) == (None, frozenset())


def test_what_was_excluded_and_is_wanted_now_is_excluded_no_more(wish):
    limits = wish("검은색 말고 가방", "검은색으로요").limits
    assert limits.colors == {"black"}
    assert not limits.excluded.colors


def test_cheaper_moves_the_upper_end_of_the_price(wish):
    limits = wish("5만원 이상 가방", Refinement("좀 더 싼 거", below=79000, adds=False)).limits
    assert limits.price == PriceRange(50000, 78999)


def test_cheaper_than_the_lower_end_lifts_it(wish):
    limits = wish("5만원 이상 가방", Refinement("더 싼 거", below=50000)).limits
    assert limits.price == PriceRange(None, 49999)


def test_dearer_moves_the_lower_end(wish):
    limits = wish("10만원 이하 가방", Refinement("더 좋은 걸로", above=100000)).limits
    assert limits.price == PriceRange(100001, None)


def test_a_property_is_added_to_what_is_wanted_and_words_of_asking_are_not(wish):
    assert wish("출근용 가방", "좀 더 가벼운 걸로요").wanted == "출근용 가방 좀 더 가벼운 걸로요"
    assert wish("출근용 가방", "다른 거 좀 보여 주세요").wanted == "출근용 가방"


def test_the_words_of_cheaper_are_no_property(wish):
    assert wish("가방", Refinement("좀 더 경제적인 걸로", below=30000, adds=False)).wanted == "가방"


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("가격 낮은 순으로요", "cheapest"),
        ("낮은가격순으로 해주세여", "cheapest"),
        ("비싼 거부터 나오게 해 줘", "dearest"),
        ("평점순 정렬", "best_rated"),
        ("리뷰 수 많은 순으로 바꿔 주실래요", "popular"),
        ("order them by rating", "best_rated"),
        ("can you arrange them by cost", "cheapest"),
    ],
)
def test_an_order_for_the_list_is_understood(said, order):
    assert find_order(said)[0] == order


def test_a_new_order_takes_the_place_of_the_one_before(wish):
    assert wish("제일 싼 가방", "인기순으로요").order == "popular"
