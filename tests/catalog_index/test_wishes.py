import pytest

from catalog_index.knowledge import read_knowledge
from catalog_index.wishes import WishBook

WISHES = [
    {"words": ["승진", "promotion"], "suits": ["만년필", "넥타이", "백팩"], "avoid": ["장난감", "넥타이"]},
    {"words": ["생일", "birthday"], "suits": ["케이크"], "broad": True},
]


@pytest.fixture(scope="module")
def book(splitter, encoder):
    return WishBook(WISHES, splitter, encoder)


@pytest.mark.parametrize("said", ["승진 선물", "승진축하선물", "a promotion gift", "Promotion!"])
def test_an_occasion_is_noticed_however_it_is_written(book, said):
    [words] = book.suits(said).words
    assert "만년필" in words


def test_the_most_telling_words_count_most(book):
    [words] = book.suits("승진 선물").words
    assert words["만년필"] > words["넥타이"]


def test_a_word_of_single_syllables_is_looked_for_by_its_pieces(book):
    [words] = book.suits("승진 선물").words
    assert "#백팩" in words


def test_what_suits_is_never_avoided(book):
    assert "장난감" in book.suits("승진").avoid
    assert "넥타이" not in book.suits("승진").avoid


def test_everything_mentioned_counts(book):
    suits = book.suits("생일이고 승진도 했어요")
    assert len(suits.words) == len(suits.vectors) == 2


def test_nothing_mentioned_calls_for_nothing(book):
    suits = book.suits("가벼운 가방")
    assert (suits.words, suits.avoid, len(suits.vectors)) == ([], {}, 0)


def test_a_shop_may_bring_its_own_knowledge(tmp_path):
    (tmp_path / "wishes.toml").write_text('[[wish]]\nwords = ["개업"]\nsuits = ["화분"]\n', encoding="utf-8")
    assert read_knowledge("wishes", str(tmp_path))["wish"][0]["words"] == ["개업"]
    assert len(read_knowledge("wishes")["wish"]) > 100


def test_a_broad_wish_counts_less_beside_one_that_tells_more(book):
    assert book.suits("생일 선물").weights == [1.0]
    promotion, birthday = book.suits("생일이고 승진도 했어요").weights
    assert birthday < promotion == 1.0


def test_a_wish_said_in_other_words_is_found_by_its_meaning(book, encoder):
    near = book.suits("직급이 올랐어요", encoder.query("promotion"))
    assert "만년필" in near.words[0]
    assert 0 < near.weights[0] <= 1


def test_nonsense_is_near_no_wish(book, encoder):
    assert book.suits("ㅁㄴㅇㄹ", encoder.query("qwrtp zxcvb")).weights == []


def test_what_is_mentioned_comes_as_it_was_said(book):
    first, second = book.mentioned("승진 기념으로 생일에")
    assert (first.said, second.said) == ("승진", "생일")
    assert (first.is_broad, second.is_broad) == (False, True)


def test_a_mention_knows_what_names_it_suits_it_and_is_wrong_for_it(book):
    [promotion] = book.mentioned("승진 선물")
    assert promotion.is_named_by("승진하신 분께 | promotion")
    assert not promotion.is_named_by("만년필")
    assert promotion.is_met_by("고급 만년필")
    assert not promotion.is_met_by("장난감 만년필")
